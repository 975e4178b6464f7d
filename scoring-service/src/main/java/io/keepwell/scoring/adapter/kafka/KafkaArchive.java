package io.keepwell.scoring.adapter.kafka;

import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.EventArchive.UnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;

/**
 * Reads records back from Kafka with a few consumers of its own, each in one reader's hands at a
 * time. What lies close together is read in a row; a wide gap is jumped.
 */
@Singleton
class KafkaArchive implements AutoCloseable {

    /** One reader may take long over a reconstruction; others ask for a page. */
    private static final int READERS = 4;

    /** How long to wait for another reader to finish. */
    private static final Duration TURN_MAX = Duration.ofSeconds(5);

    /** How long the log may say nothing at all. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private final Semaphore turns = new Semaphore(READERS, true);
    private final Deque<KafkaConsumer<String, byte[]>> idle = new ArrayDeque<>();
    private final Set<KafkaConsumer<String, byte[]>> busy = ConcurrentHashMap.newKeySet();
    private boolean closed;

    @Inject
    KafkaArchive(Config config) {
        this(ArchiveSettings.of(config));
    }

    KafkaArchive(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * Reads records. Offsets that the log does not hold any more are passed over.
     *
     * @param partition of any topic
     * @param offsets which, in any order
     * @param each told of each record, in the order of the offsets
     * @throws UnavailableException when the log does not answer in time
     */
    void read(
            TopicPartition partition,
            Collection<Long> offsets,
            Consumer<ConsumerRecord<String, byte[]>> each) {
        if (offsets.isEmpty()) {
            return;
        }
        long[] wanted = offsets.stream().mapToLong(it -> it).sorted().distinct().toArray();
        takeTurn();
        try {
            KafkaConsumer<String, byte[]> consumer = borrow();
            boolean sound = false;
            try {
                new Reading(consumer, partition, wanted, each).run();
                sound = true;
            } catch (KafkaException e) {
                throw new UnavailableException("the log cannot be read now", e);
            } finally {
                giveBack(consumer, sound);
            }
        } finally {
            turns.release();
        }
    }

    /** Stops all readers. */
    @Override
    @PreDestroy
    public void close() {
        List<KafkaConsumer<String, byte[]>> mine;
        synchronized (idle) {
            closed = true;
            mine = List.copyOf(idle);
            idle.clear();
        }
        mine.forEach(KafkaArchive::close);
        // Their readers close them.
        busy.forEach(KafkaConsumer::wakeup);
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(TURN_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException("too many read the log now", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
    }

    private KafkaConsumer<String, byte[]> borrow() {
        synchronized (idle) {
            if (closed) {
                throw new UnavailableException("the service stops", null);
            }
            KafkaConsumer<String, byte[]> consumer = idle.poll();
            if (consumer == null) {
                consumer =
                        new KafkaConsumer<>(
                                settings, new StringDeserializer(), new ByteArrayDeserializer());
            }
            busy.add(consumer);
            return consumer;
        }
    }

    private void giveBack(KafkaConsumer<String, byte[]> consumer, boolean sound) {
        synchronized (idle) {
            busy.remove(consumer);
            if (sound && !closed) {
                idle.push(consumer);
                return;
            }
        }
        close(consumer);
    }

    private static void close(KafkaConsumer<String, byte[]> consumer) {
        consumer.close(CloseOptions.timeout(CLOSE_MAX));
    }

    /** One reader's way through one partition. */
    private static final class Reading {

        private final KafkaConsumer<String, byte[]> consumer;
        private final TopicPartition partition;
        private final long[] wanted;
        private final Consumer<ConsumerRecord<String, byte[]>> each;
        private int at;

        Reading(
                KafkaConsumer<String, byte[]> consumer,
                TopicPartition partition,
                long[] wanted,
                Consumer<ConsumerRecord<String, byte[]>> each) {
            this.consumer = consumer;
            this.partition = partition;
            this.wanted = wanted;
            this.each = each;
        }

        void run() {
            consumer.assign(List.of(partition));
            long begin = bound(consumer.beginningOffsets(List.of(partition)));
            long end = bound(consumer.endOffsets(List.of(partition)));
            passOver(begin);
            long lastProgress = System.nanoTime();
            if (isBefore(end)) {
                consumer.seek(partition, wanted[at]);
            }
            while (isBefore(end)) {
                long before = consumer.position(partition);
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(POLL).records(partition)) {
                    take(record);
                }
                long position = consumer.position(partition);
                passOver(position);
                if (isBefore(end) && wanted[at] - position >= EventArchive.JUMP_FROM) {
                    consumer.seek(partition, wanted[at]);
                }
                if (position != before) {
                    lastProgress = System.nanoTime();
                } else if (System.nanoTime() - lastProgress > SILENCE_MAX.toNanos()) {
                    throw new UnavailableException("the log does not answer", null);
                }
            }
        }

        private void take(ConsumerRecord<String, byte[]> record) {
            passOver(record.offset());
            if (at < wanted.length && wanted[at] == record.offset()) {
                at++;
                each.accept(record);
            }
        }

        /** Gives up on what lies before an offset: the log does not hold it. */
        private void passOver(long offset) {
            while (at < wanted.length && wanted[at] < offset) {
                at++;
            }
        }

        private boolean isBefore(long end) {
            return at < wanted.length && wanted[at] < end;
        }

        private long bound(Map<TopicPartition, Long> bounds) {
            return Objects.requireNonNull(bounds.get(partition));
        }
    }
}
