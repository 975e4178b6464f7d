package io.keepwell.scoring.application.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.scoring.TestPolicies;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FolderTest {

    private static final int PARTITION = 3;
    private static final Instant NOW = Instant.parse("2026-11-03T12:15:30Z");
    private static final Instant RECEIVED = NOW.minus(Duration.ofHours(2));
    private static final Reconstructor NO_PAST =
            new Reconstructor((_, _, _) -> {}, EventCatalogue.standard());

    /** Up to when deadlines were asked for. */
    private final List<Instant> asked = new ArrayList<>();

    private final Folder folder =
            new Folder(
                    store(),
                    TestPolicies.judge(),
                    EventCatalogue.standard(),
                    new FoldSettings(100, 100_000, 10, 10, 10, Duration.ofSeconds(1)),
                    Set.of());

    @Test
    void shouldMeetNoDeadlineBeforeAllIsFoldedThatWasReceivedByThen() {
        // Given: an event of two hours ago is folded, and others follow it in the log
        var today = new OwnedPartition.Round(20_760, TestPolicies.VERSION);
        folder.own(
                new OwnedPartition.Stored(
                        PARTITION,
                        1,
                        0,
                        today,
                        today,
                        null,
                        OwnedPartition.Resting.NOBODY,
                        Reporting.NONE,
                        Map.of()));
        boolean _ = folder.fold(List.of(record()), NOW);

        // When
        boolean isMore = folder.step(Set.of(), NOW, NO_PAST);
        boolean isMoreLater = folder.step(Set.of(PARTITION), NOW.plusSeconds(2), NO_PAST);

        // Then
        assertThat(List.of(isMore, isMoreLater)).containsExactly(false, false);
        assertThat(asked).containsExactly(RECEIVED, NOW.plusSeconds(2));
    }

    private static LogRecord record() {
        var event =
                new CustomerEventV1(
                        "event",
                        new SourceName("test"),
                        new AccountId("acme"),
                        new EventType("usage.session-started"),
                        RECEIVED,
                        RECEIVED,
                        "user",
                        null,
                        Attributes.NONE,
                        null);
        return new LogRecord(
                PARTITION, 0, new LogRecord.Entry.Event(event), new Unkept(), true, null);
    }

    /** A store that holds nothing. */
    private FoldStore store() {
        return (FoldStore)
                Proxy.newProxyInstance(
                        FoldStore.class.getClassLoader(),
                        new Class<?>[] {FoldStore.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "lastSeenHour" -> Optional.empty();
                                    case "erasedAfter" -> List.of();
                                    case "reporting" -> Reporting.NONE;
                                    case "due" -> {
                                        asked.add(Instant.ofEpochMilli((long) arguments[1]));
                                        yield List.of();
                                    }
                                    case "commit" -> TestPolicies.VERSION;
                                    default -> Map.of();
                                });
    }
}
