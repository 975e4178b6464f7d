package io.keepwell.systemtests.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends events all the time, so many that the fold never catches up until it is closed. */
final class EventLoad implements AutoCloseable {

    private static final String TOPIC = Topic.CUSTOMER_EVENTS.topicName();
    private static final int LAG = 2_500;
    private static final int BURST = 250;
    private static final int POISON_ONE_IN = 300;
    private static final long LOOK_EVERY_MILLIS = 20;

    /**
     * Held, or it would be forgotten with its level; that Kafka is away is the test's own doing.
     */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka.clients");

    private final FoldCluster cluster;
    private final Ledger ledger;
    private final RandomGenerator random;
    private final EventGenerator events;
    private final KafkaProducer<String, byte[]> producer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("load").unstarted(this::run);
    private @Nullable Connection connection;
    private long folded;

    private EventLoad(FoldCluster cluster, Ledger ledger, long seed) {
        CLIENTS.setLevel(Level.SEVERE);
        this.cluster = cluster;
        this.ledger = ledger;
        this.random = new SplittableRandom(seed);
        this.events = new EventGenerator(random);
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                cluster.bootstrapServers(),
                                "acks",
                                "all",
                                "reconnect.backoff.max.ms",
                                "500"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Begins to send. */
    static EventLoad start(FoldCluster cluster, Ledger ledger, long seed) {
        var load = new EventLoad(cluster, ledger, seed);
        load.thread.start();
        return load;
    }

    /** Sends a number of events at once. */
    static void burst(FoldCluster cluster, Ledger ledger, long seed, int count) {
        var load = new EventLoad(cluster, ledger, seed);
        load.send(count);
        load.producer.close();
    }

    /** Sends no more; all that was sent is acknowledged and in the ledger. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(Duration.ofMinutes(2))) {
                throw new IllegalStateException("Kafka did not acknowledge what was sent");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        assertThat(ledger.failures()).as("what Kafka refused").isEmpty();
    }

    private void run() {
        try {
            while (!stopping.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (ledger.size() - folded() < LAG) {
                    send(BURST);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ledger.failed(e);
        } finally {
            disconnect();
        }
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            if (random.nextInt(POISON_ONE_IN) == 0) {
                send(poison(), null);
            } else {
                CustomerEventV1 event = events.next(Instant.now());
                send(record(event), event);
            }
        }
        producer.flush();
    }

    private void send(ProducerRecord<String, byte[]> record, @Nullable CustomerEventV1 event) {
        var _ =
                producer.send(
                        record,
                        (place, failure) -> {
                            if (failure != null) {
                                ledger.failed(failure);
                            } else {
                                ledger.acknowledged(
                                        new Ledger.Entry(place.partition(), place.offset(), event));
                            }
                        });
    }

    private static ProducerRecord<String, byte[]> record(CustomerEventV1 event) {
        return KafkaMessageFactory.createWriter(
                        TOPIC, null, event.receivedAt().toEpochMilli(), event.messageKey())
                .writeBinary(MessageCodec.encode(event));
    }

    /** What nobody can read. */
    private ProducerRecord<String, byte[]> poison() {
        String key = events.anyKey();
        return switch (random.nextInt(4)) {
            case 0 ->
                    new ProducerRecord<>(
                            TOPIC, key, "no event at all \0".getBytes(StandardCharsets.UTF_8));
            case 1 -> new ProducerRecord<>(TOPIC, key, null);
            case 2 -> new ProducerRecord<>(TOPIC, null, new byte[] {(byte) 0xff, 0, 1});
            default -> {
                ProducerRecord<String, byte[]> whole = record(events.next(Instant.now()));
                yield new ProducerRecord<>(
                        TOPIC,
                        null,
                        whole.timestamp(),
                        key,
                        "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                        whole.headers());
            }
        };
    }

    /** The last that is known: the database may be away. */
    private long folded() {
        try {
            if (connection == null) {
                connection = cluster.connect();
            }
            folded =
                    FoldCluster.query(
                                    connection,
                                    "select coalesce(sum(next_offset), 0) from fold_partition",
                                    row -> row.getLong(1))
                            .getFirst();
        } catch (SQLException away) {
            disconnect();
        }
        return folded;
    }

    private void disconnect() {
        try (Connection _ = connection) {
            connection = null;
        } catch (SQLException gone) {
            // It is broken: there is nothing left to close.
        }
    }
}
