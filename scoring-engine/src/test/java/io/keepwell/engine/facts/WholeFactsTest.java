package io.keepwell.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.expression.Reads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Facts that are taken up with all their rows at once, and what an event touches of them. */
class WholeFactsTest {

    private static final int TODAY = 20_778;

    @Test
    void shouldFoldIntoAnAccountThatIsLoadedWholeAsIntoOneThatIsLoadedRowByRow() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int run = 0; run < 5; run++) {
            // Given
            var whole = new HashMap<ChunkKey, byte[]>();
            var rowByRow = new HashMap<ChunkKey, byte[]>();
            List<CustomerEventV1> events = Events.random(random, 1_000, TODAY, 100);
            // When
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(200));
                fold(events.subList(from, to), whole, true);
                fold(events.subList(from, to), rowByRow, false);
                from = to;
            }
            // Then
            assertThat(whole.keySet())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(rowByRow.keySet());
            for (ChunkKey key : whole.keySet()) {
                assertThat(whole.get(key))
                        .as("rerun with -Dseed=%d, run %d, %s", seed, run, key.text())
                        .isEqualTo(rowByRow.get(key));
            }
        }
    }

    @Test
    void shouldAskOnlyForMembersOfAnAccountThatIsLoadedWhole() {
        // Given
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        CustomerEventV1 event =
                Events.event("e", "usage.session-started", TODAY, "u1", null, Map.of());

        // When
        facts.loadWhole(Map.of());

        // Then
        assertThat(facts.missing(event)).extracting(ChunkKey::text).containsExactly("set/users/0");
        assertThat(facts.missingTraits()).isEmpty();
        assertThat(facts.missing(new EventType("a.b"), TODAY - 399, TODAY)).isEmpty();
        assertThat(facts.missing("users", TODAY)).isEmpty();
    }

    @Test
    void shouldTouchTypeSetsAndTraitsOfAnEventAndNothingElse() {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());

        assertThat(
                        facts.touched(
                                List.of(
                                        Events.event(
                                                "e1",
                                                "usage.feature-used",
                                                TODAY,
                                                "u1",
                                                null,
                                                Map.of("feature", Events.text("f"))))))
                .isEqualTo(
                        new Touched(
                                Set.of("usage.feature-used"),
                                Set.of("users", "features"),
                                Set.of(),
                                true));
        assertThat(facts.touched(List.of(Events.event("e2", "usage.session-started", TODAY))))
                .isEqualTo(new Touched(Set.of("usage.session-started"), Set.of(), Set.of(), true));
        assertThat(
                        facts.touched(
                                List.of(
                                        Events.event(
                                                "e3",
                                                "usage.of-our-own",
                                                TODAY,
                                                "u1",
                                                null,
                                                Map.of("seats", Events.number("3"))))))
                .isEqualTo(
                        new Touched(Set.of("usage.of-our-own"), Set.of("users"), Set.of(), true));
        assertThat(
                        facts.touched(
                                List.of(
                                        Events.event(
                                                "e4",
                                                "account.updated",
                                                TODAY,
                                                null,
                                                null,
                                                Map.of("seats", Events.number("3"))))))
                .isEqualTo(new Touched(Set.of("account.updated"), Set.of(), Set.of("seats"), true));
        assertThat(
                        facts.touched(
                                List.of(
                                        Events.event(
                                                "e5",
                                                "commercial.arr-changed",
                                                TODAY,
                                                null,
                                                "5",
                                                Map.of()))))
                .isEqualTo(
                        new Touched(
                                Set.of("commercial.arr-changed"), Set.of(), Set.of("arr"), true));
    }

    @Test
    void shouldConcernWhatReadsAnyOfWhatIsTouched() {
        var touched = new Touched(Set.of("a.b"), Set.of("users"), Set.of("seats"), true);

        assertThat(touched.concerns(reads(Map.of("a.b", 0), Map.of(), Set.of()))).isTrue();
        assertThat(touched.concerns(reads(Map.of(), Map.of("users", 30), Set.of()))).isTrue();
        assertThat(touched.concerns(reads(Map.of(), Map.of(), Set.of("seats")))).isTrue();
        assertThat(touched.concerns(reads(Map.of("a.c", 9), Map.of("f", 9), Set.of("t"))))
                .isFalse();
    }

    private static Reads reads(
            Map<String, Integer> types, Map<String, Integer> sets, Set<String> traits) {
        return new Reads(types, sets, traits, Set.of(), false);
    }

    private static void fold(
            List<CustomerEventV1> events, Map<ChunkKey, byte[]> rows, boolean whole) {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        if (whole) {
            var withoutMembers = new HashMap<>(rows);
            withoutMembers.keySet().removeIf(ChunkKey::isOfMembers);
            facts.loadWhole(withoutMembers);
        }
        for (CustomerEventV1 event : events) {
            for (var missing = facts.missing(event);
                    !missing.isEmpty();
                    missing = facts.missing(event)) {
                facts.load(missing, rows);
            }
            facts.fold(event, TODAY);
        }
        Changes changes = facts.drain();
        changes.dropped()
                .forEach(type ->
                        rows.keySet()
                                .removeIf(key ->
                                        (key.text() + "/").startsWith("type/" + type + "/")));
        rows.putAll(changes.written());
    }
}
