package io.keepwell.benchmarks.day;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.benchmarks.load.LoadFailedException;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.MessageCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Events that come in at fixed moments while something else goes on. How long each takes until it
 * is committed is told by how many are: within a partition they are folded in order, so the count
 * is off by no more than what one transaction folds.
 */
final class Trickle implements AutoCloseable {

    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final long MICROS = 1_000;
    private static final long LONGEST_MICROS = 3_600_000_000L;

    private final List<String> accounts;
    private final int rate;
    private final InstantSource clock;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long begun;
    private long sent;
    private long committed;
    private Histogram latencies = new Histogram(LONGEST_MICROS, 3);

    /**
     * @param accounts that have events, in turn
     * @param rate events a second, 1 or more
     */
    Trickle(String bootstrapServers, List<String> accounts, int rate, InstantSource clock) {
        this.accounts = List.copyOf(accounts);
        this.rate = rate;
        this.clock = clock;
        this.producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", bootstrapServers, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** From now on events are due. */
    void begin() {
        begun = System.nanoTime();
    }

    /** Sends those that are due. */
    void send() {
        if (failure.get() != null) {
            throw new LoadFailedException("Kafka has refused an event", failure.get());
        }
        while (due(sent) <= System.nanoTime()) {
            var _ =
                    producer.send(
                            record(sent++),
                            (_, refused) -> {
                                if (refused != null) {
                                    failure.compareAndSet(null, refused);
                                }
                            });
        }
    }

    /** Hears how many are committed. */
    void committed(long count) {
        long now = System.nanoTime();
        for (; committed < Math.min(count, sent); committed++) {
            latencies.recordValue(Math.clamp((now - due(committed)) / MICROS, 1, LONGEST_MICROS));
        }
    }

    /** How many were sent, and are not committed. */
    long waiting() {
        return sent - committed;
    }

    long committed() {
        return committed;
    }

    /** How long those took that were committed since the last call. */
    Histogram takeLatencies() {
        Histogram taken = latencies;
        latencies = new Histogram(LONGEST_MICROS, 3);
        return taken;
    }

    @Override
    public void close() {
        producer.close();
    }

    private long due(long event) {
        return begun + event * NANOS_A_SECOND / rate;
    }

    private ProducerRecord<String, byte[]> record(long number) {
        Instant now = clock.instant();
        String account = accounts.get((int) (number % accounts.size()));
        var event =
                new CustomerEventV1(
                        "trickle-" + number,
                        Lives.SOURCE,
                        new AccountId(account),
                        new EventType("usage.session-started"),
                        now,
                        now,
                        "u" + number % 5,
                        null,
                        Attributes.NONE,
                        null);
        return KafkaMessageFactory.createWriter(
                        Topic.CUSTOMER_EVENTS.topicName(),
                        null,
                        now.toEpochMilli(),
                        event.messageKey())
                .writeBinary(MessageCodec.encode(event));
    }
}
