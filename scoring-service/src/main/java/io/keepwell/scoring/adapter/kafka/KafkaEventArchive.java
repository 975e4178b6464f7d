package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.EventArchive;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads events back from Kafka, for one caller at a time. Offsets that lie close together are read
 * in one go, over what lies between them; a gap is jumped over.
 */
public final class KafkaEventArchive implements EventArchive {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    /** To read so many records that nobody asked for costs less than to seek. */
    private static final long GAP = 2_000;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Of a log.
     *
     * @param consumers makes consumers without a group
     */
    public KafkaEventArchive(Supplier<Consumer<String, byte[]>> consumers) {
        this.consumers = consumers;
    }

    @Override
    public void read(
            int partition, Collection<Long> offsets, java.util.function.Consumer<Archived> each) {
        if (offsets.isEmpty()) {
            return;
        }
        lock.lock();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            var its = new TopicPartition(Topic.CUSTOMER_EVENTS.topicName(), partition);
            consumer.assign(List.of(its));
            long first = consumer.beginningOffsets(List.of(its)).getOrDefault(its, 0L);
            long end = consumer.endOffsets(List.of(its)).getOrDefault(its, 0L);
            NavigableSet<Long> wanted = new TreeSet<>(offsets).subSet(first, true, end, false);
            new Reading(consumer, its, new TreeSet<>(wanted), each).run();
        } finally {
            lock.unlock();
        }
    }

    /** One reading. */
    private record Reading(
            Consumer<String, byte[]> consumer,
            TopicPartition partition,
            NavigableSet<Long> wanted,
            java.util.function.Consumer<Archived> each) {

        void run() {
            long deadline = System.nanoTime() + AT_MOST.toNanos();
            long position = -1;
            while (!wanted.isEmpty()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(
                            "Kafka did not return %d events of %s in time"
                                    .formatted(wanted.size(), partition));
                }
                if (position < 0 || wanted.first() - position > GAP) {
                    position = wanted.first();
                    consumer.seek(partition, position);
                }
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(POLL).records(partition)) {
                    if (wanted.remove(record.offset())) {
                        take(record);
                    }
                }
                position = consumer.position(partition);
                // Records between that exist no more will not come.
                wanted.headSet(position).clear();
            }
        }

        private void take(ConsumerRecord<String, byte[]> record) {
            try {
                if (ContractRecords.message(record) instanceof CustomerEventV1 event) {
                    each.accept(new Archived(record.offset(), event));
                }
            } catch (UnreadableMessageException e) {
                throw new IllegalStateException(
                        "an event that was folded cannot be read any more, at %s/%d"
                                .formatted(partition, record.offset()),
                        e);
            }
        }
    }
}
