package io.keepwell.benchmarks.load;

import io.keepwell.benchmarks.process.KafkaLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka's producer alone costs: sends records that were made before, which are those that
 * ingest writes, with the settings that ingest has.
 */
public final class PlainProducer {

    private static final int RECORDS = 20_000;
    private static final long NANOS_A_MICROSECOND = 1_000;

    private final Producer<String, byte[]> producer;
    private final List<ProducerRecord<String, byte[]>> records;
    private int next;

    private PlainProducer(
            Producer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
        this.producer = producer;
        this.records = records;
    }

    /**
     * The process: does what it is told line by line, until there is none.
     *
     * @param arguments where the broker is, as {@code host:port}; how many milliseconds a record
     *     waits for others
     * @throws IOException when nobody can be heard
     * @throws InterruptedException when somebody interrupts it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        KafkaLogs.quiet();
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var producer =
                new KafkaProducer<>(
                        settings(arguments[0], Integer.parseInt(arguments[1])),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            var plain = new PlainProducer(producer, records(new Values(InstantSource.system())));
            System.out.println("ready");
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                System.out.println(plain.run(ProducerLoad.Order.ofLine(line)).toLine());
            }
        }
    }

    private static Map<String, Object> settings(String bootstrapServers, int lingerMillis) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "linger.ms",
                lingerMillis,
                "batch.size",
                64 * 1024,
                "buffer.memory",
                32 * 1024 * 1024);
    }

    private static List<ProducerRecord<String, byte[]>> records(Values values) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>(RECORDS);
        for (int at = 0; at < RECORDS; at++) {
            values.next();
            records.add(SampleEvent.record(values));
        }
        return records;
    }

    private LoadResult run(ProducerLoad.Order order) throws InterruptedException {
        var waiting = new Semaphore(order.atOnce());
        var failure = new AtomicReference<@Nullable Exception>();
        var micros = LoadResult.histogram();
        long start = System.nanoTime();
        long requests = 0;
        while (failure.get() == null && !isAllSent(order.pace(), requests, start)) {
            long due = due(order.pace(), requests, start);
            if (due > System.nanoTime()) {
                LockSupport.parkNanos(due - System.nanoTime());
                continue;
            }
            waiting.acquire();
            long since = order.pace() instanceof Pace.Closed ? System.nanoTime() : due;
            send(order.batch(), new Request(order.batch(), since, waiting, failure, micros));
            requests++;
        }
        waiting.acquire(order.atOnce());
        if (failure.get() != null) {
            throw new LoadFailedException("the producer has lost a record", failure.get());
        }
        return new LoadResult(
                requests * order.batch(), Duration.ofNanos(System.nanoTime() - start), micros);
    }

    private void send(int batch, Request request) {
        for (int record = 0; record < batch; record++) {
            var _ = producer.send(records.get(next), request);
            next = (next + 1) % records.size();
        }
    }

    private static boolean isAllSent(Pace pace, long requests, long start) {
        return switch (pace) {
            case Pace.Closed(Duration duration) -> System.nanoTime() - start >= duration.toNanos();
            case Pace.Fixed fixed -> requests >= fixed.requests();
        };
    }

    private static long due(Pace pace, long request, long start) {
        return switch (pace) {
            case Pace.Closed _ -> start;
            case Pace.Fixed fixed -> start + fixed.dueNanos(request);
        };
    }

    /** Some records that are acknowledged together. The one thread of the producer calls it. */
    private static final class Request implements Callback {

        private final AtomicInteger left;
        private final long since;
        private final Semaphore waiting;
        private final AtomicReference<@Nullable Exception> failure;
        private final Histogram micros;

        Request(
                int records,
                long since,
                Semaphore waiting,
                AtomicReference<@Nullable Exception> failure,
                Histogram micros) {
            this.left = new AtomicInteger(records);
            this.since = since;
            this.waiting = waiting;
            this.failure = failure;
            this.micros = micros;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
            if (left.decrementAndGet() == 0) {
                micros.recordValue((System.nanoTime() - since) / NANOS_A_MICROSECOND);
                waiting.release();
            }
        }
    }
}
