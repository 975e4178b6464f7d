package io.keepwell.scoring.application.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of accounts with a thousand events each, of which two may be told in a transaction. */
class PortionTest {

    private static final Instant NOW = Instant.parse("2026-11-03T12:15:30Z");
    private static final int EVENTS = 1_000;
    private static final int EVENTS_MAX = 2_100;

    private final Map<Integer, Integer> offsets = new HashMap<>();
    private final Portion portion = new Portion(store(), EVENTS_MAX);

    @Test
    void shouldTakeAllWhereNothingIsTakenBack() {
        List<LogRecord> batch = List.of(event(0, "a", 1), event(0, "b", 1), event(1, "c", 1));

        assertThat(portion.of(batch)).isEqualTo(batch);
    }

    @Test
    void shouldEndBeforeWhatWouldBeTooMuch() {
        List<LogRecord> batch =
                List.of(
                        event(0, "x", 1),
                        back(0, "a", 1),
                        back(0, "b", 1),
                        event(0, "x", 2),
                        back(0, "c", 1),
                        event(0, "x", 3));

        assertThat(portion.of(batch)).isEqualTo(batch.subList(0, 4));
        assertThat(portion.of(batch.subList(4, 6))).isEqualTo(batch.subList(4, 6));
    }

    @Test
    void shouldTakeOneWhateverItCosts() {
        var small = new Portion(store(), EVENTS / 2);
        List<LogRecord> batch = List.of(back(0, "a", 1), back(0, "b", 1));

        assertThat(small.of(batch)).isEqualTo(batch.subList(0, 1));
    }

    @Test
    void shouldTellAnAccountOnceForAllItsRequests() {
        List<LogRecord> batch =
                List.of(back(0, "a", 1), back(0, "a", 2), back(0, "a", 3), back(0, "b", 1));

        assertThat(portion.of(batch)).isEqualTo(batch.subList(0, 3));
    }

    @Test
    void shouldCountARequestOnceHoweverMuchItTakesBack() {
        var batch = new ArrayList<LogRecord>();
        for (int number = 0; number < 500; number++) {
            batch.add(back(0, "a", 1));
        }
        batch.add(event(0, "b", 1));

        assertThat(portion.of(batch)).isEqualTo(batch);
    }

    @Test
    void shouldNotPartARequest() {
        // Given a third that would be too much, whose request lies around the end of the second
        List<LogRecord> batch =
                List.of(
                        back(0, "a", 1),
                        event(0, "c", 1),
                        back(0, "b", 1),
                        back(0, "c", 1),
                        event(0, "x", 1));

        assertThat(portion.of(batch)).isEqualTo(batch.subList(0, 1));
    }

    @Test
    void shouldNotPartARequestThatIsAloneWhateverItCosts() {
        var small = new Portion(store(), EVENTS / 20);
        List<LogRecord> batch = List.of(back(0, "a", 1), event(0, "a", 1), back(0, "b", 1));

        assertThat(small.of(batch)).isEqualTo(batch.subList(0, 2));
    }

    @Test
    void shouldTakeWhatCostsNothingOfOtherPartitionsWhateverTheFirstCosts() {
        var small = new Portion(store(), EVENTS / 20);
        List<LogRecord> batch = List.of(back(1, "a", 1), event(2, "x", 1));

        assertThat(small.of(batch)).isEqualTo(batch);
    }

    @Test
    void shouldPartRequestsThatLieInEachOtherWithoutEnd() {
        var batch = new ArrayList<LogRecord>();
        for (int account = 0; account < 40; account++) {
            batch.add(back(0, "a" + account, 1));
            batch.add(back(0, "a" + Math.max(0, account - 1), 1));
        }

        assertThat(portion.of(batch)).hasSizeBetween(1, 6);
    }

    @Test
    void shouldGiveEachPartitionItsTurn() {
        var small = new Portion(store(), EVENTS / 2);
        List<LogRecord> batch = List.of(back(1, "a", 1), back(2, "b", 1), event(2, "c", 1));

        var first = new ArrayList<LogRecord>();
        for (int turn = 0; turn < 4; turn++) {
            first.add(small.of(batch).getFirst());
        }

        assertThat(first).containsExactly(batch.get(0), batch.get(1), batch.get(0), batch.get(1));
    }

    private LogRecord event(int partition, String account, int request) {
        return record(partition, account, request, "usage.session-started");
    }

    private LogRecord back(int partition, String account, int request) {
        return record(partition, account, request, "account.event-withdrawn");
    }

    private LogRecord record(int partition, String account, int request, String type) {
        int offset = offsets.merge(partition, 1, Integer::sum);
        Instant receivedAt = NOW.plusSeconds(request);
        var event =
                new CustomerEventV1(
                        "event-" + offset,
                        new SourceName("test"),
                        new AccountId(account),
                        new EventType(type),
                        receivedAt,
                        receivedAt,
                        null,
                        null,
                        new Attributes(Map.of("eventId", new AttributeValue.Text("e" + offset))),
                        null);
        return new LogRecord(
                partition, offset, new LogRecord.Entry.Event(event), new Unkept(), true, null);
    }

    /** A store that knows where events lie, and nothing else. */
    private static FoldStore store() {
        return (FoldStore)
                Proxy.newProxyInstance(
                        FoldStore.class.getClassLoader(),
                        new Class<?>[] {FoldStore.class},
                        (_, _, arguments) -> {
                            var found = new HashMap<AccountId, List<Long>>();
                            ((List<?>) arguments[1])
                                    .forEach(it ->
                                            found.put(
                                                    (AccountId) it,
                                                    Collections.nCopies(EVENTS, 0L)));
                            return found;
                        });
    }
}
