package io.keepwell.scoring.application.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.application.source.Hours;
import io.keepwell.scoring.domain.seen.EventHash;
import io.keepwell.scoring.domain.seen.SeenWindow;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final int HOUR = 500_000;
    private static final int LATER = HOUR + SeenWindow.HOURS;
    private static final EventHash HASH = new EventHash(1, 2);

    @Test
    void shouldKnowAnEventOfTheSameBatchForAsLongAsOneOfABatchBefore() {
        var duplicates = new Duplicates(stored(Map.of()), partition(), List.of());

        assertThat(duplicates.add(ACME, HASH, HOUR)).isTrue();
        assertThat(duplicates.add(ACME, HASH, LATER)).isFalse();
        assertThat(duplicates.add(ACME, HASH, LATER + 1)).as("forgotten by then").isTrue();
        assertThat(duplicates.add(ACME, HASH, LATER + 2)).isFalse();
    }

    /** Another record of the batch may be why the hour was looked up. */
    @Test
    void shouldNotTakeAnEventForADuplicateThatWasStoredTooLongAgo() {
        CustomerEventV1 event = Log.event(ACME, "usage.session-started", Map.of());
        EventHash hash = EventHash.of(event);
        OwnedPartition partition = partition();
        int hour = Hours.of(event.receivedAt());
        partition.seen().add(hour, hash);

        var duplicates =
                new Duplicates(
                        stored(Map.of(ACME, Map.of(HASH, HOUR))),
                        partition,
                        List.of(record(event)));

        assertThat(duplicates.add(ACME, HASH, LATER)).isFalse();
        assertThat(duplicates.add(ACME, HASH, LATER + 1)).isTrue();
    }

    private static LogRecord record(CustomerEventV1 event) {
        return new LogRecord(0, 7, new LogRecord.Entry.Event(event), new Unkept(), true, null);
    }

    private static OwnedPartition partition() {
        var round = new OwnedPartition.Round(20_000, "bundle-1");
        return new OwnedPartition(
                new OwnedPartition.Stored(
                        0,
                        1,
                        7,
                        round,
                        round,
                        null,
                        OwnedPartition.Resting.NOBODY,
                        Reporting.NONE,
                        Map.of()),
                new SeenWindow());
    }

    /** A store that has seen this, and is asked for nothing else. */
    private static FoldStore stored(Map<AccountId, Map<EventHash, Integer>> seen) {
        return (FoldStore)
                Proxy.newProxyInstance(
                        FoldStore.class.getClassLoader(),
                        new Class<?>[] {FoldStore.class},
                        (_, _, _) -> seen);
    }
}
