package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.adapter.postgres.RejectionStore;
import io.keepwell.scoring.application.rejection.IndexedRejection;
import io.keepwell.scoring.application.rejection.RejectionPlace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of what was rejected, while everything goes well; whatever goes wrong ends it,
 * and the next one begins from what the database holds.
 */
final class RejectionSession {

    private static final Logger LOGGER = LoggerFactory.getLogger(RejectionSession.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);

    private final Consumer<String, byte[]> consumer;
    private final RejectionStore store;
    private final InstantSource clock;
    private final Runnable onUnreadable;
    private final Every expiring = new Every(EXPIRE_EVERY);

    RejectionSession(
            Consumer<String, byte[]> consumer,
            RejectionStore store,
            InstantSource clock,
            Runnable onUnreadable) {
        this.consumer = consumer;
        this.store = store;
        this.clock = clock;
        this.onUnreadable = onUnreadable;
    }

    /** Works until it is told to stop. */
    void run(BooleanSupplier isStopping, Runnable onProgress) {
        consumer.subscribe(
                List.of(Topic.REJECTED_EVENTS.topicName()),
                new StoredPositions(consumer, store::take, store::disown));
        while (!isStopping.getAsBoolean()) {
            ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
            Instant now = clock.instant();
            if (!polled.isEmpty()) {
                apply(polled);
            }
            if (expiring.isDue(now) && store.expire(now) > 0) {
                expiring.hasMore();
            }
            onProgress.run();
        }
    }

    private void apply(ConsumerRecords<String, byte[]> polled) {
        var rejections = new ArrayList<IndexedRejection>(polled.count());
        Map<Integer, Long> next = new TreeMap<>();
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            for (ConsumerRecord<String, byte[]> record : polled.records(partition)) {
                rejection(record).ifPresent(rejections::add);
                next.put(partition.partition(), record.offset() + 1);
                positions.put(partition, new OffsetAndMetadata(record.offset() + 1));
            }
        }
        store.apply(rejections, next);
        // For those who watch the lag; the position that counts is in the database.
        consumer.commitAsync(positions, (_, _) -> {});
    }

    /** What cannot be read is not of ours, or of a later release, and is left on its topic. */
    private Optional<IndexedRejection> rejection(ConsumerRecord<String, byte[]> record) {
        try {
            if (ContractRecords.message(record) instanceof RejectedEventV1 rejection) {
                return Optional.of(
                        new IndexedRejection(
                                new RejectionPlace(
                                        rejection.id(), record.partition(), record.offset()),
                                rejection));
            }
            passOver(record, "it is no rejection");
        } catch (UnreadableMessageException e) {
            passOver(record, "" + e.getMessage());
        }
        return Optional.empty();
    }

    private void passOver(ConsumerRecord<String, byte[]> record, String detail) {
        onUnreadable.run();
        LOGGER.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("a record cannot be read, and is passed over: {}", detail);
    }
}
