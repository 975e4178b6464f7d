package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.adapter.postgres.RejectionStore;
import io.keepwell.scoring.application.UnreadableRecord;
import io.keepwell.scoring.application.rejection.IndexedRejection;
import io.keepwell.scoring.application.rejection.RejectionPlace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Keeps the index of what was rejected, while everything goes well; whatever goes wrong ends it,
 * and the next one begins from what the database holds.
 */
final class RejectionSession implements ReaderSessions.Session {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);

    private final Consumer<String, byte[]> consumer;
    private final RejectionStore store;
    private final InstantSource clock;
    private final Every expiring = new Every(EXPIRE_EVERY);

    RejectionSession(Consumer<String, byte[]> consumer, RejectionStore store, InstantSource clock) {
        this.consumer = consumer;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void run(BooleanSupplier isStopping, Runnable onProgress) {
        consumer.subscribe(
                List.of(Topic.REJECTED_EVENTS.topicName()),
                new StoredPositions(consumer, store::take, store::disown));
        while (!isStopping.getAsBoolean()) {
            ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
            Instant now = clock.instant();
            if (!polled.isEmpty()) {
                apply(polled, now);
            }
            if (expiring.isDue(now) && store.expire(now) > 0) {
                expiring.hasMore();
            }
            onProgress.run();
        }
    }

    private void apply(ConsumerRecords<String, byte[]> polled, Instant now) {
        var rejections = new ArrayList<IndexedRejection>(polled.count());
        var unreadable = new ArrayList<UnreadableRecord>();
        for (ConsumerRecord<String, byte[]> record : polled) {
            try {
                switch (ContractRecords.message(record)) {
                    case RejectedEventV1 rejection -> rejections.add(indexed(record, rejection));
                    case Object other -> unreadable.add(Unreadable.misplaced(record, other));
                }
            } catch (UnreadableMessageException e) {
                unreadable.add(Unreadable.of(record, "" + e.getMessage()));
            }
        }
        var read = Polled.of(polled);
        store.apply(rejections, unreadable, read.next(), now);
        read.tell(consumer);
    }

    private static IndexedRejection indexed(
            ConsumerRecord<String, byte[]> record, RejectedEventV1 rejection) {
        return new IndexedRejection(
                new RejectionPlace(rejection.id(), record.partition(), record.offset()), rejection);
    }
}
