package io.keepwell.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFactsTest {

    /** 2026-11-21. */
    private static final int TODAY = 20_778;

    private static final EventType TICKETS = new EventType("support.ticket-opened");
    private static final EventType ARR = new EventType("commercial.arr-changed");

    @ParameterizedTest
    @CsvSource({"0, FOLDED", "-399, FOLDED", "-400, TOO_LATE", "-4000, TOO_LATE", "1, FOLDED"})
    void shouldFoldWhatLiesWithinTheHorizon(int day, Folding expected) {
        // Given
        AccountFacts facts = empty();
        CustomerEventV1 event = Events.event("e1", TICKETS.value(), TODAY + day);
        load(facts, event);

        // When
        Folding folding = facts.fold(event, TODAY);

        // Then
        assertThat(folding).isEqualTo(expected);
        assertThat(facts.drain().written().isEmpty()).isEqualTo(expected == Folding.TOO_LATE);
    }

    @Test
    void shouldCountAnEventUnderItsNarrowerNameAsWell() {
        AccountFacts facts = empty();
        var urgent = new EventType("support.ticket-opened.urgent");
        fold(
                facts,
                Events.event(
                        "e1",
                        TICKETS.value(),
                        TODAY,
                        null,
                        null,
                        Map.of("priority", Events.text("urgent"))));
        fold(
                facts,
                Events.event(
                        "e2",
                        TICKETS.value(),
                        TODAY,
                        null,
                        null,
                        Map.of("priority", Events.text("low"))));
        fold(facts, Events.event("e3", TICKETS.value(), TODAY));

        facts.load(facts.missing(urgent, TODAY, TODAY), Map.of());
        assertThat(facts.count(TICKETS, TODAY, TODAY)).isEqualTo(3);
        assertThat(facts.count(urgent, TODAY, TODAY)).isEqualTo(1);
        assertThat(facts.recent(urgent)).extracting(EventRef::id).containsExactly("e1");
        assertThat(facts.drain().written().keySet())
                .extracting(ChunkKey::text)
                .contains("type/support.ticket-opened.urgent", "type/support.ticket-opened.low");
    }

    @Test
    void shouldLearnWhoAnAccountIsHoweverLongAgoItWasTold() {
        // Given
        AccountFacts facts = empty();

        // When
        Folding folding = fold(facts, told("e1", TODAY - 900, Map.of("name", Events.text("Acme"))));

        // Then
        assertThat(folding).isEqualTo(Folding.FOLDED);
        assertThat(facts.trait("name")).contains(Events.text("Acme"));
    }

    @Test
    void shouldKeepTheLatestTraitByTimeAndRemoveItWhenNullIsLater() {
        AccountFacts facts = empty();
        fold(facts, told("e2", TODAY - 1, Map.of("csm", Events.text("lee"))));
        fold(facts, told("e1", TODAY - 2, Map.of("csm", Events.text("dana"))));
        assertThat(facts.trait("csm")).contains(Events.text("lee"));

        fold(facts, told("e3", TODAY, Map.of("csm", new AttributeValue.Nothing())));
        assertThat(facts.trait("csm")).isEmpty();
    }

    @Test
    void shouldTakeTraitsFromEventsThatSetThem() {
        AccountFacts facts = empty();

        fold(
                facts,
                Events.event(
                        "e1",
                        "commercial.contract-renewed",
                        TODAY,
                        null,
                        "120000",
                        Map.of("endsOn", Events.text("2027-11-30"))));

        assertThat(facts.trait("arr")).contains(Events.number("120000"));
        assertThat(facts.trait("renewalDate")).contains(Events.text("2027-11-30"));
    }

    @Test
    void shouldAddUpValuesExactlyBeyond64Bits() {
        AccountFacts facts = empty();
        for (int i = 0; i < 20; i++) {
            fold(
                    facts,
                    Events.event(
                            "e" + i, ARR.value(), TODAY, null, "999999999999.999999", Map.of()));
        }

        assertThat(facts.sum(ARR, TODAY, TODAY))
                .isEqualByComparingTo(new BigDecimal("19999999999999.99998"));
        assertThat(reloaded(facts).sum(ARR, TODAY, TODAY))
                .isEqualByComparingTo(new BigDecimal("19999999999999.99998"));
    }

    @Test
    void shouldKeepTheThreeLatestEventsOfATypeAndItsFirst() {
        AccountFacts facts = empty();
        for (int back : List.of(5, 1, 9, 3, 7)) {
            fold(facts, Events.event("e" + back, TICKETS.value(), TODAY - back));
        }

        assertThat(facts.recent(TICKETS))
                .extracting(EventRef::id)
                .containsExactly("e1", "e3", "e5");
        assertThat(facts.firstDay(TICKETS)).isEqualTo(Optional.of(TODAY - 9));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "127, 1", "128, 0"})
    void shouldRememberActivityFor128Days(int back, int active) {
        AccountFacts facts = empty();
        fold(facts, session("e1", TODAY, "u1"));

        fold(facts, session("e2", TODAY - back, "u2"));

        assertThat(facts.active("users", TODAY - 400, TODAY)).isEqualTo(1 + active);
        assertThat(facts.activeOn("users", TODAY - back)).isEqualTo(back == 0 ? 2 : active);
    }

    @Test
    void shouldCountAWindowThatEndedBeforeToday() {
        AccountFacts facts = empty();
        fold(facts, session("e1", TODAY - 40, "u1"));
        fold(facts, session("e2", TODAY - 40, "u2"));
        fold(facts, session("e3", TODAY, "u1"));

        assertThat(facts.active("users", TODAY - 59, TODAY - 30)).isEqualTo(2);
        assertThat(facts.active("users", TODAY - 29, TODAY)).isEqualTo(1);
        assertThat(facts.active("users", TODAY - 39, TODAY - 1)).isZero();
    }

    @Test
    void shouldWriteOnlyTheRowsThatAnEventTouched() {
        // Given
        var rows = new Rows(ActivitySet.MEMBERS_MAX);
        var many = new ArrayList<CustomerEventV1>();
        for (int i = 0; i < 5_000; i++) {
            many.add(session("e" + i, TODAY - i % 100, "u" + i));
        }
        rows.fold(many, TODAY);
        AccountFacts facts = rows.all(TODAY);

        // When
        fold(facts, session("new", TODAY, "u17"));
        Changes changes = facts.drain();

        // Then
        assertThat(changes.written().keySet())
                .extracting(ChunkKey::text)
                .hasSize(4)
                .contains(
                        "type/usage.session-started",
                        "type/usage.session-started/2026-11",
                        "set/users");
        assertThat(changes.written().values())
                .allSatisfy(row -> assertThat(row).hasSizeLessThan(3000));
    }

    @Test
    void shouldAskOnlyForTheRowsThatAnEventNeeds() {
        // Given
        AccountFacts facts = empty();

        // When
        List<ChunkKey> missing = facts.missing(session("e1", TODAY, "u1"));

        // Then
        assertThat(missing)
                .extracting(ChunkKey::text)
                .containsExactlyInAnyOrder(
                        "profile",
                        "withdrawn",
                        "type/usage.session-started",
                        "type/usage.session-started/2026-11",
                        "set/users",
                        "set/users/0");
        assertThatIllegalStateException()
                .isThrownBy(() -> facts.fold(session("e1", TODAY, "u1"), TODAY))
                .withMessageContaining("not loaded: profile");
    }

    @Test
    void shouldCountWhatItDropsWhenTypesBesideTheCatalogueGrowWithoutEnd() {
        // Given
        var rows = new Rows(ActivitySet.MEMBERS_MAX);
        var events = new ArrayList<CustomerEventV1>();
        for (int i = 0; i < 1_000; i++) {
            events.add(Events.event("e" + i, "acme.kind-" + i % 500, TODAY));
        }
        events.add(Events.event("nps", "engagement.nps-submitted", TODAY, null, "9", Map.of()));

        // When
        rows.fold(events, TODAY);

        // Then
        AccountFacts facts = rows.all(TODAY);
        assertThat(facts.profile().types()).hasSize(Profile.UNCATALOGUED_TYPES_MAX + 1);
        assertThat(facts.droppedEvents()).isEqualTo(2L * (500 - Profile.UNCATALOGUED_TYPES_MAX));
        assertThat(facts.latestValue(new EventType("engagement.nps-submitted"))).isPresent();
    }

    @Test
    void shouldEstimateTheActiveMembersOfASetThatIsTooLargeToKeep() {
        // Given
        int membersMax = 1_000;
        var rows = new Rows(membersMax);
        var events = new ArrayList<CustomerEventV1>();
        for (int i = 0; i < 20_000; i++) {
            events.add(session("e" + i, TODAY, "user-" + i));
        }

        // When
        rows.fold(events, TODAY);

        // Then
        AccountFacts facts = rows.all(TODAY);
        assertThat(facts.set("users").summary().members()).isLessThanOrEqualTo(membersMax);
        assertThat(facts.active("users", TODAY, TODAY)).isBetween(18_000L, 22_000L);
    }

    private static AccountFacts empty() {
        return AccountFacts.of(EventCatalogue.standard());
    }

    private static Folding fold(AccountFacts facts, CustomerEventV1 event) {
        load(facts, event);
        return facts.fold(event, TODAY);
    }

    private static void load(AccountFacts facts, CustomerEventV1 event) {
        for (var missing = facts.missing(event);
                !missing.isEmpty();
                missing = facts.missing(event)) {
            facts.load(missing, Map.of());
        }
    }

    private static AccountFacts reloaded(AccountFacts facts) {
        Changes changes = facts.drain();
        AccountFacts again = empty();
        again.load(changes.written().keySet(), changes.written());
        return again;
    }

    private static CustomerEventV1 session(String id, int day, String user) {
        return Events.event(id, "usage.session-started", day, user, null, Map.of());
    }

    private static CustomerEventV1 told(String id, int day, Map<String, AttributeValue> traits) {
        return Events.event(id, "account.updated", day, null, null, traits);
    }
}
