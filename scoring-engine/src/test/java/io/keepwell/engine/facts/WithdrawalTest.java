package io.keepwell.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is taken back was never there, whichever came first. */
class WithdrawalTest {

    private static final int TODAY = 20_778;
    private static final String WITHDRAWN = "withdrawn";

    @Test
    @DisplayName("any history with withdrawals, in any order, is the history without them")
    void shouldBeTheBytesOfTheHistoryWithoutThemWhileNothingHasSlidOut() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int run = 0; run < 15; run++) {
            Mixed mixed = mixed(random, 30 + random.nextInt(300), 100);

            var stored = new Stored().fold(mixed.all(), random);

            assertThat(stored.bytes())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(new Stored().fold(mixed.left(), random).bytes());
        }
    }

    @Test
    void shouldBeTheFactsOfTheHistoryWithoutThemWhenSomeHasSlidOut() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int run = 0; run < 8; run++) {
            Mixed mixed = mixed(random, 30 + random.nextInt(300), 390);

            var stored = new Stored().fold(mixed.all(), random);

            assertThat(stored.text())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(new Stored().fold(mixed.left(), random).text());
        }
    }

    @Test
    void shouldLeaveTheEventsOfOtherSourcesAlone() {
        CustomerEventV1 opened = Events.event("ticket-1", "support.ticket-opened", TODAY);
        CustomerEventV1 foreign =
                new CustomerEventV1(
                        "w1",
                        new SourceName("another"),
                        opened.accountId(),
                        EventCatalogue.EVENT_WITHDRAWN,
                        opened.occurredAt(),
                        opened.receivedAt(),
                        null,
                        null,
                        withdrawal("w1", "ticket-1", TODAY).attributes(),
                        null);

        AccountFacts facts = folded(List.of(opened, foreign));

        assertThat(facts.count(opened.type(), TODAY, TODAY)).isEqualTo(1);
        assertThat(facts.isWithdrawn(opened)).isFalse();
    }

    @Test
    void shouldSayWhichEventTookAnotherBackAndKeepToTheFirst() {
        CustomerEventV1 opened = Events.event("ticket-1", "support.ticket-opened", TODAY - 3);
        List<CustomerEventV1> events =
                List.of(
                        withdrawal("second", "ticket-1", TODAY),
                        opened,
                        withdrawal("first", "ticket-1", TODAY - 1));

        AccountFacts facts = folded(events);

        assertThat(facts.withdrawnBy("product", "ticket-1").map(EventRef::id)).hasValue("first");
        assertThat(facts.withdrawnBy("product", "ticket-2")).isEmpty();
        assertThat(facts.recent(opened.type())).isEmpty();
    }

    @Test
    void shouldTellWhetherWhatWasTakenBackWasThereWhicheverCameFirst() {
        List<CustomerEventV1> events =
                List.of(
                        withdrawal("w1", "early", TODAY),
                        Events.event("early", "support.ticket-opened", TODAY),
                        Events.event("late", "support.ticket-opened", TODAY),
                        withdrawal("w2", "late", TODAY),
                        withdrawal("w3", "elsewhere", TODAY));

        AccountFacts facts = folded(events);
        facts.drain();
        AccountFacts stored = folded(List.of(withdrawal("w4", "later", TODAY)));
        fold(stored, List.of(Events.event("later", "support.ticket-opened", TODAY)));

        assertThat(facts.isWithdrawnMet("product", "early")).isTrue();
        assertThat(facts.isWithdrawnMet("product", "late")).isTrue();
        assertThat(facts.isWithdrawnMet("product", "elsewhere")).isFalse();
        assertThat(facts.isWithdrawnMet("product", "never-named")).isFalse();
        assertThat(stored.drain().written()).containsKey(new ChunkKey.OfWithdrawn());
    }

    @Test
    void shouldReadWhatTheFirstReleaseKnewOfWhatWasTakenBack() {
        byte[] row = {1, 1, 2, 4, 2, 'w', '1', 1, 's'};
        var facts = AccountFacts.of(EventCatalogue.standard());
        facts.load(List.of(new ChunkKey.OfWithdrawn()), Map.of(new ChunkKey.OfWithdrawn(), row));

        assertThat(facts.isWithdrawn(1)).isTrue();
        assertThat(facts.drain().written()).isEmpty();
    }

    @Test
    void shouldWriteWhatWasThereAsTheFirstReleaseReadsIt() {
        AccountFacts met =
                folded(
                        List.of(
                                Events.event("early", "support.ticket-opened", TODAY),
                                withdrawal("w1", "early", TODAY)));
        AccountFacts unmet = folded(List.of(withdrawal("w2", "elsewhere", TODAY)));

        assertThat(met.drain().written().get(new ChunkKey.OfWithdrawn())).startsWith(1);
        assertThat(unmet.drain().written().get(new ChunkKey.OfWithdrawn())).startsWith(2);
    }

    @Test
    void shouldSayWhereThereIsNoRoomForMoreAndKnowRepeatsAllTheSame() {
        AccountFacts facts = folded(List.of());
        for (int event = 0; event < Withdrawal.MAX - 1; event++) {
            fold(facts, List.of(withdrawal("w" + event, "e" + event, TODAY)));
        }
        CustomerEventV1 last = withdrawal("last", "last", TODAY);
        assertThat(facts.isBeyondWithdrawals(last)).isFalse();
        fold(facts, List.of(last));

        assertThat(facts.isBeyondWithdrawals(withdrawal("more", "more", TODAY))).isTrue();
        assertThat(facts.isBeyondWithdrawals(withdrawal("again", "last", TODAY))).isFalse();
        assertThat(facts.isBeyondWithdrawals(Events.event("e", "own.type", TODAY))).isFalse();
    }

    @Test
    void shouldNotTakeAWithdrawalBack() {
        CustomerEventV1 opened = Events.event("ticket-1", "support.ticket-opened", TODAY);
        List<CustomerEventV1> events =
                List.of(opened, withdrawal("w1", "ticket-1", TODAY), withdrawal("w2", "w1", TODAY));

        AccountFacts facts = folded(events);

        assertThat(facts.count(opened.type(), TODAY, TODAY)).isZero();
        assertThat(facts.isWithdrawn(opened)).isTrue();
    }

    @Test
    void shouldCorrectACorrectionByTakingThatBack() {
        List<CustomerEventV1> events =
                List.of(
                        named("n1", "Acme", TODAY - 2),
                        withdrawal("w1", "n1", TODAY - 1),
                        named("n2", "Amce", TODAY - 1),
                        withdrawal("w2", "n2", TODAY),
                        named("n3", "Acme Inc", TODAY));

        assertThat(folded(events).trait("name")).hasValue(Events.text("Acme Inc"));
        assertThat(folded(events.subList(0, 4)).trait("name")).isEmpty();
    }

    /**
     * Of a type of one's own there may have been no room for the first event, and be for the next.
     */
    @Test
    void shouldCountNothingOutThatWasNeverCounted() {
        // Given more types than are kept
        var events = new ArrayList<CustomerEventV1>();
        for (int type = 0; type < 300; type++) {
            events.add(Events.event("e" + type, "own.t" + type, TODAY - 4));
        }
        AccountFacts before = folded(events);
        List<CustomerEventV1> kept =
                events.stream().filter(it -> !before.recent(it.type()).isEmpty()).toList();
        var dropped = new ArrayList<>(events);
        dropped.removeAll(kept);
        assertThat(dropped).isNotEmpty();
        // When others make room, and each of those that had none happens again
        kept.forEach(it -> events.add(withdrawal("w-" + it.id(), it.id(), TODAY - 3)));
        dropped.forEach(
                it -> events.add(Events.event("again-" + it.id(), it.type().value(), TODAY - 2)));
        dropped.forEach(it -> events.add(withdrawal("w-" + it.id(), it.id(), TODAY - 1)));
        AccountFacts facts = folded(events);

        // Then
        assertThat(facts.drain().written()).isNotEmpty();
        assertThat(dropped)
                .allSatisfy(
                        it -> assertThat(facts.count(it.type(), TODAY - 9, TODAY)).isEqualTo(1));
    }

    /** The log is kept for 400 days; what is known of an account does not end with it. */
    @Test
    void shouldKeepWhatTheLogDoesNotHoldAnyMore() {
        List<CustomerEventV1> lost =
                List.of(
                        named("n0", "Acme", TODAY - 20),
                        Events.event("old", "support.ticket-opened", TODAY - 20));
        CustomerEventV1 opened = Events.event("new", "support.ticket-opened", TODAY - 1);
        CustomerEventV1 withdrawal = withdrawal("w1", "new", TODAY);
        AccountFacts facts = folded(lost);
        fold(facts, List.of(opened, withdrawal));

        Recollection.of(facts, List.of(taken(withdrawal, 1)), List.of(opened));

        assertThat(facts.trait("name")).hasValue(Events.text("Acme"));
        assertThat(facts.recent(opened.type())).extracting(EventRef::id).containsExactly("old");
        assertThat(facts.count(opened.type(), TODAY - 30, TODAY)).isEqualTo(1);
        assertThat(facts.firstDay(opened.type())).hasValue(TODAY - 20);
    }

    /** Where the log has forgotten, nobody could tell that it was counted out for another. */
    @Test
    void shouldCountNothingOutThatCameAfterItHadBeenTakenBack() {
        CustomerEventV1 lost = Events.event("lost", "support.ticket-opened", TODAY);
        CustomerEventV1 withdrawal = withdrawal("w1", "late", TODAY);
        CustomerEventV1 late = Events.event("late", "support.ticket-opened", TODAY);
        AccountFacts facts = folded(List.of(lost));
        fold(facts, List.of(withdrawal, late));

        Recollection.of(facts, List.of(taken(withdrawal, 0)), List.of(withdrawal, late));

        assertThat(facts.count(lost.type(), TODAY, TODAY)).isEqualTo(1);
    }

    /** A batch is told once, and looked at after each of its requests. */
    @Test
    void shouldTakeOutOneRequestAfterTheOtherOfEventsThatWereFoldedOnce() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        int shared = 0;
        for (int run = 0; run < 15; run++) {
            List<CustomerEventV1> all = mixed(random, 30 + random.nextInt(200), 390).all();
            AccountFacts facts = folded(List.of());
            var told = new ArrayList<CustomerEventV1>();
            for (int from = 0; from < all.size(); ) {
                int to = Math.min(all.size(), from + 1 + random.nextInt(80));
                Recollection batch = null;
                while (from < to) {
                    int end = Math.min(to, from + 1 + random.nextInt(6));
                    var takenBack = new ArrayList<Recollection.Taken>();
                    for (; from < end; from++) {
                        CustomerEventV1 event = all.get(from);
                        if (Recollection.isNeeded(facts, event)) {
                            takenBack.add(taken(event, from));
                        }
                        fold(facts, List.of(event));
                        told.add(event);
                        if (batch != null) {
                            batch.take(event, from);
                        }
                    }
                    if (takenBack.isEmpty()) {
                        continue;
                    }
                    if (batch == null || batch.isOver()) {
                        batch = recollection(facts, takenBack, all.subList(from, to));
                        for (int place = 0; place < from; place++) {
                            batch.take(all.get(place), place);
                        }
                    } else {
                        shared++;
                    }
                    batch.takeOut(takenBack);

                    assertThat(text(facts))
                            .as("rerun with -Dseed=%d, run %d, event %d", seed, run, from)
                            .isEqualTo(text(folded(Withdrawal.leftOf(told))));
                }
            }
        }
        assertThat(shared).isGreaterThan(30);
    }

    private static Recollection recollection(
            AccountFacts facts, List<Recollection.Taken> takenBack, List<CustomerEventV1> ahead) {
        var withdrawals = new ArrayList<Withdrawal>();
        takenBack.forEach(it -> withdrawals.add(it.withdrawal()));
        ahead.forEach(event -> Withdrawal.of(event).ifPresent(withdrawals::add));
        return new Recollection(facts, withdrawals);
    }

    private static List<String> text(AccountFacts facts) {
        for (var missing = FactsText.missing(facts, TODAY);
                !missing.isEmpty();
                missing = FactsText.missing(facts, TODAY)) {
            facts.load(missing, Map.of());
        }
        return FactsText.lines(facts, TODAY);
    }

    private static Recollection.Taken taken(CustomerEventV1 withdrawal, long place) {
        return new Recollection.Taken(Withdrawal.of(withdrawal).orElseThrow(), place);
    }

    private static CustomerEventV1 named(String id, String name, int day) {
        return Events.event(
                id, "account.updated", day, null, null, Map.of("name", Events.text(name)));
    }

    private static CustomerEventV1 withdrawal(String id, String eventId, int day) {
        Map<String, AttributeValue> attributes = Map.of("eventId", Events.text(eventId));
        return Events.event(id, "account.event-withdrawn", day, null, null, attributes);
    }

    private static AccountFacts folded(List<CustomerEventV1> events) {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(Map.of());
        var before = new ArrayList<CustomerEventV1>();
        for (CustomerEventV1 event : events) {
            boolean isNeeded = Recollection.isNeeded(facts, event);
            fold(facts, List.of(event));
            if (isNeeded) {
                Recollection.of(facts, List.of(taken(event, before.size())), before);
            }
            before.add(event);
        }
        return facts;
    }

    private static void fold(AccountFacts facts, List<CustomerEventV1> events) {
        for (CustomerEventV1 event : events) {
            for (var missing = facts.missing(event);
                    !missing.isEmpty();
                    missing = facts.missing(event)) {
                facts.load(missing, Map.of());
            }
            facts.fold(event, TODAY);
        }
    }

    /**
     * A history in any order.
     *
     * @param all with what takes some of it back, some of that twice
     * @param left what is left of it
     */
    private record Mixed(List<CustomerEventV1> all, List<CustomerEventV1> left) {}

    private static Mixed mixed(Random random, int count, int days) {
        List<CustomerEventV1> events = Events.random(random, count, TODAY, days);
        int oneIn = 2 + random.nextInt(8);
        List<CustomerEventV1> gone =
                events.stream().filter(_ -> random.nextInt(oneIn) == 0).toList();
        var all = new ArrayList<>(events);
        for (CustomerEventV1 event : gone) {
            all.add(withdrawal("w-" + event.id(), event.id(), TODAY));
            if (random.nextInt(4) == 0) {
                all.add(withdrawal("x-" + event.id(), event.id(), TODAY));
            }
        }
        Collections.shuffle(all, random);
        var left = new ArrayList<>(events);
        left.removeAll(new HashSet<>(gone));
        return new Mixed(all, left);
    }

    /** An account as a service stores it: taken up whole, but for members, a batch at a time. */
    private static final class Stored {

        private final Map<ChunkKey, byte[]> rows = new HashMap<>();
        private final List<CustomerEventV1> log = new ArrayList<>();

        Stored fold(List<CustomerEventV1> events, Random random) {
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(40));
                batch(events.subList(from, to));
                from = to;
            }
            return this;
        }

        private void batch(List<CustomerEventV1> events) {
            AccountFacts facts = takenUp();
            for (CustomerEventV1 event : events) {
                for (var missing = facts.missing(event);
                        !missing.isEmpty();
                        missing = facts.missing(event)) {
                    facts.load(missing, rows);
                }
                boolean isNeeded = Recollection.isNeeded(facts, event);
                facts.fold(event, TODAY);
                if (isNeeded) {
                    Recollection.of(facts, List.of(taken(event, log.size())), log);
                }
                log.add(event);
            }
            Changes changes = facts.drain();
            assertThat(Collections.disjoint(changes.removed(), changes.written().keySet()))
                    .isTrue();
            rows.keySet().removeAll(changes.removed());
            rows.putAll(changes.written());
        }

        private AccountFacts takenUp() {
            AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
            facts.loadWhole(
                    rows.entrySet().stream()
                            .filter(it -> !it.getKey().isOfMembers())
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            return facts;
        }

        /** All rows, but for the one that tells what was taken back. */
        Map<String, List<Byte>> bytes() {
            var found = new TreeMap<String, List<Byte>>();
            rows.forEach((key, row) -> {
                var boxed = new ArrayList<Byte>(row.length);
                for (byte b : row) {
                    boxed.add(b);
                }
                found.put(key.text(), boxed);
            });
            found.remove(WITHDRAWN);
            return found;
        }

        List<String> text() {
            AccountFacts facts = takenUp();
            for (var missing = FactsText.missing(facts, TODAY);
                    !missing.isEmpty();
                    missing = FactsText.missing(facts, TODAY)) {
                facts.load(missing, rows);
            }
            return FactsText.lines(facts, TODAY);
        }
    }
}
