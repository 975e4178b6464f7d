package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.adapter.postgres.IdentityStore;
import io.keepwell.scoring.application.identity.UserRecord;
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
 * The second fold, keyed by user, while everything goes well; whatever goes wrong ends it, as it
 * ends a session of the first, and the next one begins from what the database holds.
 */
final class IdentitySession implements ReaderSessions.Session {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration OBSERVE_EVERY = Duration.ofMinutes(1);
    private static final Duration RELEASE_EVERY = Duration.ofSeconds(1);
    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);

    private final Consumer<String, byte[]> consumer;
    private final IdentityStore store;
    private final InstantSource clock;
    private final Runnable wake;
    private final Every observing = new Every(OBSERVE_EVERY);
    private final Every releasing = new Every(RELEASE_EVERY);
    private final Every expiring = new Every(EXPIRE_EVERY);

    IdentitySession(
            Consumer<String, byte[]> consumer,
            IdentityStore store,
            InstantSource clock,
            Runnable wake) {
        this.consumer = consumer;
        this.store = store;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public void run(BooleanSupplier isStopping, Runnable onProgress) {
        consumer.subscribe(
                List.of(Topic.UNATTRIBUTED_EVENTS.topicName()),
                new StoredPositions(consumer, store::take, store::disown));
        boolean pending = true;
        while (!isStopping.getAsBoolean()) {
            ConsumerRecords<String, byte[]> polled = consumer.poll(pending ? AT_ONCE : POLL);
            Instant now = clock.instant();
            if (!polled.isEmpty()) {
                apply(polled, now);
                pending = true;
            }
            // A page each round, however much comes in: what waits must not wait for a quiet hour.
            // A person may have decided whose a user is, of which no record tells.
            if (pending || releasing.isDue(now)) {
                pending = store.release(now);
                if (pending) {
                    wake.run();
                }
            }
            if (expiring.isDue(now) && store.expire(now) > 0) {
                expiring.hasMore();
            }
            if (observing.isDue(now)) {
                store.observe(LogEnds.of(consumer), now);
            }
            onProgress.run();
        }
    }

    private void apply(ConsumerRecords<String, byte[]> polled, Instant now) {
        var records = new ArrayList<UserRecord>(polled.count());
        for (ConsumerRecord<String, byte[]> record : polled) {
            records.add(new UserRecord(record.partition(), record.offset(), entry(record)));
        }
        if (store.apply(records, now)) {
            wake.run();
        }
        Polled.of(polled).tell(consumer);
    }

    private static UserRecord.Entry entry(ConsumerRecord<String, byte[]> record) {
        try {
            return switch (ContractRecords.message(record)) {
                case UnattributedEventV1 event ->
                        new UserRecord.Entry.Event(
                                event, ContractRecords.cause(record).orElse(null));
                case IdentityLinkedV1 link -> new UserRecord.Entry.Linked(link);
                case IdentityMergedV1 merge -> new UserRecord.Entry.Merged(merge);
                case Object other ->
                        new UserRecord.Entry.Unreadable(Unreadable.misplaced(record, other));
            };
        } catch (UnreadableMessageException e) {
            return new UserRecord.Entry.Unreadable(Unreadable.of(record, "" + e.getMessage()));
        }
    }
}
