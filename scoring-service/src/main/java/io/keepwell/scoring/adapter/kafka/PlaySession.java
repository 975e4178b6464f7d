package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.model.play.OpportunityChangedV1;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.adapter.postgres.PlayStore;
import io.keepwell.scoring.application.UnreadableRecord;
import io.keepwell.scoring.application.play.WorkTold;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Keeps what plays and their tasks come to, while everything goes well; whatever goes wrong ends
 * it, and the next one begins from what the database holds.
 */
final class PlaySession implements ReaderSessions.Session {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final PlayStore store;
    private final InstantSource clock;
    private final PlayMeters meters;

    PlaySession(
            Consumer<String, byte[]> consumer,
            PlayStore store,
            InstantSource clock,
            PlayMeters meters) {
        this.consumer = consumer;
        this.store = store;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void run(BooleanSupplier isStopping, Runnable onProgress) {
        consumer.subscribe(
                List.of(Topic.TASKS.topicName()),
                new StoredPositions(consumer, store::take, store::disown));
        while (!isStopping.getAsBoolean()) {
            ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
            if (!polled.isEmpty()) {
                // Before it is written: where that fails, it is to be seen that something waits.
                meters.look(consumer, polled.count());
                apply(polled);
            }
            meters.look(consumer, 0);
            onProgress.run();
        }
    }

    private void apply(ConsumerRecords<String, byte[]> polled) {
        var plays = new ArrayList<PlayChangedV1>();
        var tasks = new ArrayList<TaskChangedV1>();
        var unreadable = new ArrayList<UnreadableRecord>();
        for (ConsumerRecord<String, byte[]> record : polled) {
            try {
                switch (ContractRecords.message(record)) {
                    case PlayChangedV1 play -> plays.add(play);
                    case TaskChangedV1 task -> tasks.add(task);
                    case OpportunityChangedV1 _ -> {
                        // Nothing is measured of opportunities.
                    }
                    case Object other -> unreadable.add(Unreadable.misplaced(record, other));
                }
            } catch (UnreadableMessageException e) {
                unreadable.add(Unreadable.of(record, "" + e.getMessage()));
            }
        }
        var read = Polled.of(polled);
        store.apply(new WorkTold(plays, tasks), unreadable, read.next(), clock.instant());
        meters.committed(polled.count(), plays.size() + tasks.size(), unreadable.size());
        read.tell(consumer);
    }
}
