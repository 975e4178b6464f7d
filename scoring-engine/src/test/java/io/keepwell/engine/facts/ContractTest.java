package io.keepwell.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.facts.Contract.Period;
import io.keepwell.engine.facts.Contract.Renewal;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What revenue a contract brings on which days (requirements K3 to K6, K17). */
class ContractTest {

    private static final int TODAY = 20_778;
    private static final int START = TODAY - 300;
    private static final int END = TODAY - 20;

    @Test
    void shouldHoldARevenueFromTheDayOnWhichItOccurred() {
        assertThat(contract(started(START, "1000", null), arr("a", START + 90, "1500")).periods())
                .containsExactly(
                        new Period(START, START + 90, number("1000"), false),
                        new Period(START + 90, null, number("1500"), false));
    }

    @Test
    void shouldCountACancelledContractThroughItsLastDayAndNotLonger() {
        Contract contract = contract(started(START, "1000", END), cancelled(END - 60, null));

        assertThat(contract.periods())
                .containsExactly(
                        new Period(START, END + 1, number("1000"), false),
                        new Period(END + 1, null, number("0"), true));
        assertThat(contract.isGoneOn(END)).isFalse();
        assertThat(contract.isGoneOn(END + 1)).isTrue();
    }

    @Test
    void shouldNotComeBackBecauseTheOldEndIsToldOnceMore() {
        Contract before =
                contract(
                        started(START, "1000", END),
                        cancelled(END - 60, END - 30),
                        updated("still", END - 50, Map.of("renewalDate", day(END + 300))));
        Contract after =
                contract(
                        started(START, "1000", END),
                        cancelled(END - 60, END - 30),
                        updated("still", END - 10, Map.of("renewalDate", day(END + 300))));

        assertThat(before.isGoneOn(END - 29)).isTrue();
        assertThat(after.isGoneOn(END)).isTrue();
    }

    @Test
    void shouldNotEndWithOneOfSeveralSubscriptions() {
        var one = Map.of("subscription", Events.text("s-1"));
        Contract contract =
                contract(
                        arr("a", START, "1000"),
                        Events.event(
                                "ended",
                                "commercial.contract-cancelled",
                                START + 9,
                                null,
                                null,
                                one));

        assertThat(contract.isGoneOn(END)).isFalse();
        assertThat(contract.periods())
                .containsExactly(new Period(START, null, number("1000"), false));
    }

    @Test
    void shouldEndOnTheDayThatACancellationNames() {
        Contract contract = contract(started(START, "1000", END), cancelled(END - 60, END - 30));

        assertThat(contract.isGoneOn(END - 30)).isFalse();
        assertThat(contract.isGoneOn(END - 29)).isTrue();
    }

    @Test
    void shouldEndOnTheDayOfACancellationThatComesAfterTheLastDay() {
        Contract contract = contract(started(START, "1000", END), cancelled(END + 5, null));

        assertThat(contract.isGoneOn(END + 5)).isFalse();
        assertThat(contract.isGoneOn(END + 6)).isTrue();
    }

    @Test
    void shouldBeCustomerStillWhenALastDayPassesWithoutAWord() {
        Contract contract = contract(started(START, "1000", END));

        assertThat(contract.isGoneOn(TODAY)).isFalse();
        assertThat(contract.renewals()).containsExactly(new Renewal(END, null));
    }

    @Test
    void shouldBeGoneFromTheDayAfterADeletion() {
        Contract contract =
                contract(
                        started(START, "1000", null),
                        Events.event("d", "account.deleted", TODAY - 5),
                        // A system that tells revenues every night does not know of it.
                        updated("u", TODAY - 3, Map.of("arr", Events.number("1000"))));

        assertThat(contract.periods())
                .containsExactly(
                        new Period(START, TODAY - 4, number("1000"), false),
                        new Period(TODAY - 4, null, number("0"), true));
    }

    @Test
    void shouldComeBackWithAContractThatStartsLater() {
        Contract contract =
                contract(
                        started(START, "1000", END),
                        cancelled(END - 60, null),
                        event("again", "commercial.contract-started", END + 10, "700", null));

        assertThat(contract.periods())
                .containsExactly(
                        new Period(START, END + 1, number("1000"), false),
                        new Period(END + 1, END + 10, number("0"), true),
                        new Period(END + 10, null, number("700"), false));
    }

    @Test
    void shouldHaveNoGapWhereAContractStartsOnTheDayAfterTheLast() {
        Contract contract =
                contract(
                        started(START, "1000", END),
                        cancelled(END - 60, null),
                        event("again", "commercial.contract-started", END + 1, "700", null));

        assertThat(contract.periods()).noneMatch(Period::gone);
    }

    @Test
    void shouldTellRenewalsOnTimeLateAndDue() {
        int next = END + 365;
        assertThat(
                        contract(
                                        started(START, "1000", END),
                                        event(
                                                "r",
                                                "commercial.contract-renewed",
                                                END,
                                                "1100",
                                                next))
                                .renewals())
                .containsExactly(new Renewal(END, END), new Renewal(next, null))
                .extracting(Renewal::isOnTime)
                .containsExactly(true, false);
        assertThat(
                        contract(
                                        started(START, "1000", END),
                                        event(
                                                "r",
                                                "commercial.contract-renewed",
                                                END + 1,
                                                "1100",
                                                next))
                                .renewals()
                                .getFirst()
                                .isOnTime())
                .isFalse();
        assertThat(contract(started(START, "1000", END), cancelled(END - 9, null)).renewals())
                .as("a cancelled contract is no renewal")
                .isEmpty();
    }

    @Test
    void shouldCountARenewalThatIsToldTwiceOnce() {
        int next = END + 365;
        assertThat(
                        contract(
                                        started(START, "1000", END),
                                        event(
                                                "r",
                                                "commercial.contract-renewed",
                                                END,
                                                "1100",
                                                next),
                                        event(
                                                "s",
                                                "commercial.contract-renewed",
                                                END + 1,
                                                "1100",
                                                next))
                                .renewals())
                .containsExactly(new Renewal(END, END), new Renewal(next, null));
    }

    @Test
    void shouldCountARenewalWhoseNewLastDayWasToldAheadOfIt() {
        int next = END + 365;
        assertThat(
                        contract(
                                        started(START, "1000", END),
                                        updated("u", END - 9, Map.of("renewalDate", day(next))),
                                        event(
                                                "r",
                                                "commercial.contract-renewed",
                                                END - 8,
                                                "1100",
                                                next),
                                        // A system that tells it every night.
                                        updated("v", END - 7, Map.of("renewalDate", day(next))),
                                        event(
                                                "s",
                                                "commercial.contract-renewed",
                                                END - 6,
                                                "1100",
                                                next))
                                .renewals())
                .containsExactly(new Renewal(END, END - 8), new Renewal(next, null));
    }

    @Test
    void shouldTakeALastDayThatIsOnlyToldToBeLaterForACorrection() {
        assertThat(
                        contract(
                                        started(START, "1000", END),
                                        updated("u", END - 9, Map.of("renewalDate", day(END + 5))))
                                .renewals())
                .containsExactly(new Renewal(END + 5, null));
    }

    @Test
    void shouldKnowOldMonthsOfARevenueThatIsAnotherOneEveryDay() {
        int days = 399;
        var events = new ArrayList<CustomerEventV1>();
        for (int day = 0; day < days; day++) {
            events.add(
                    updated(
                            "u" + day,
                            TODAY - days + day,
                            Map.of("arr", Events.number("" + (1_000 + day)))));
        }
        List<Period> inOrder = folded(events).contract().periods();
        Collections.shuffle(events, new Random(7));

        assertThat(folded(events).contract().periods()).isEqualTo(inOrder);
        assertThat(inOrder).hasSize(ContractRow.SAYINGS_MAX);
        assertThat(inOrder.getFirst().fromDay()).isBetween(TODAY - days, TODAY - days + 31);
        int months = Days.month(TODAY) - Days.month(TODAY - days);
        assertThat(inOrder.stream().map(it -> Days.month(it.fromDay())).distinct())
                .as("each month is known")
                .hasSizeGreaterThanOrEqualTo(months);
        assertThat(inOrder.getLast().arr()).isEqualTo(number("" + (1_000 + days - 1)));
    }

    @Test
    void shouldNotKnowARevenueThatNobodyTold() {
        assertThat(contract(started(START, null, null)).periods())
                .containsExactly(new Period(START, null, null, false));
        assertThat(contract(updated("u", START, Map.of("csm", Events.text("dana")))))
                .isEqualTo(Contract.UNKNOWN);
        assertThat(contract(updated("u", START, Map.of("arr", Events.number("-1")))))
                .isEqualTo(Contract.UNKNOWN);
    }

    @Test
    void shouldBeTheSameInWhateverOrderItIsTold() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            // Given
            var events = new ArrayList<CustomerEventV1>();
            for (int i = 0; i < 30; i++) {
                events.add(any(random, "e" + i));
            }
            AccountFacts inOrder = folded(events);
            Collections.shuffle(events, random);

            // When
            AccountFacts inDisorder = folded(events);

            // Then
            assertThat(inDisorder.contract())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(inOrder.contract());
            gapless(inOrder.contract().periods());
        }
    }

    @Test
    void shouldStaySmallWhenTheSameIsToldEveryHour() {
        var events = new ArrayList<CustomerEventV1>();
        for (int hour = 0; hour < 24 * 90; hour++) {
            events.add(
                    updated(
                            "u" + hour,
                            TODAY - 90 + hour / 24,
                            Map.of("arr", Events.number("1000"))));
        }
        AccountFacts facts = folded(events);

        assertThat(facts.contract().periods())
                .containsExactly(new Period(TODAY - 90, null, number("1000"), false));
        assertThat(facts.drain().written().get(new ChunkKey.OfContract()))
                .hasSizeLessThan(4 * 2 * 50);
    }

    @Test
    void shouldTellAChangeOnceAndNotWhatIsOnlyToldAgain() {
        AccountFacts facts = folded(List.of(started(START, "1000", END)));

        assertThat(facts.takeContractChanged()).isTrue();
        fold(facts, updated("u", START + 50, Map.of("arr", Events.number("1000"))));
        assertThat(facts.takeContractChanged()).isFalse();
        fold(facts, updated("v", START + 20, Map.of("arr", Events.number("900"))));
        assertThat(facts.takeContractChanged()).isTrue();
        assertThat(facts.contract().periods())
                .containsExactly(
                        new Period(START, START + 20, number("1000"), false),
                        new Period(START + 20, START + 50, number("900"), false),
                        new Period(START + 50, null, number("1000"), false));
    }

    @Test
    void shouldKnowARevenueThatIsOlderThanTheHorizon() {
        assertThat(contract(started(TODAY - 900, "1000", null)).periods())
                .containsExactly(new Period(TODAY - 900, null, number("1000"), false));
    }

    private static void gapless(List<Period> periods) {
        for (int i = 0; i + 1 < periods.size(); i++) {
            assertThat(periods.get(i).toDay()).isEqualTo(periods.get(i + 1).fromDay());
        }
        assertThat(periods.getLast().toDay()).isNull();
    }

    private static CustomerEventV1 any(Random random, String id) {
        int day = TODAY - random.nextInt(120);
        Integer end = random.nextBoolean() ? null : (Integer) (TODAY - 60 + random.nextInt(120));
        String arr = random.nextBoolean() ? null : "" + 100 * random.nextInt(4);
        return switch (random.nextInt(6)) {
            case 0 -> event(id, "commercial.contract-started", day, arr, end);
            case 1 -> event(id, "commercial.contract-renewed", day, arr, end);
            case 2 -> event(id, "commercial.contract-cancelled", day, null, end);
            case 3 -> Events.event(id, "account.deleted", day);
            case 4 ->
                    updated(id, day, Map.of("renewalDate", day(TODAY - 60 + random.nextInt(120))));
            default -> updated(id, day, Map.of("arr", Events.number("" + 100 * random.nextInt(4))));
        };
    }

    private static Contract contract(CustomerEventV1... events) {
        return folded(List.of(events)).contract();
    }

    private static AccountFacts folded(List<CustomerEventV1> events) {
        // Given out as bytes between two events, as by a store.
        var rows = new Rows(ActivitySet.MEMBERS_MAX);
        rows.fold(events.subList(0, events.size() / 2), TODAY);
        AccountFacts facts = rows.all(TODAY);
        facts.load(facts.missingContract(), Map.of());
        events.subList(events.size() / 2, events.size()).forEach(it -> fold(facts, it));
        return facts;
    }

    private static void fold(AccountFacts facts, CustomerEventV1 event) {
        facts.load(facts.missing(event), Map.of());
        facts.load(facts.missing(event), Map.of());
        facts.fold(event, TODAY);
    }

    private static CustomerEventV1 started(int day, @Nullable String arr, @Nullable Integer end) {
        return event("s", "commercial.contract-started", day, arr, end);
    }

    private static CustomerEventV1 arr(String id, int day, String arr) {
        return event(id, "commercial.arr-changed", day, arr, null);
    }

    private static CustomerEventV1 cancelled(int day, @Nullable Integer end) {
        return event("c", "commercial.contract-cancelled", day, null, end);
    }

    private static CustomerEventV1 updated(String id, int day, Map<String, AttributeValue> traits) {
        return Events.event(id, "account.updated", day, null, null, traits);
    }

    private static CustomerEventV1 event(
            String id, String type, int day, @Nullable String arr, @Nullable Integer end) {
        var attributes = new HashMap<String, AttributeValue>();
        if (end != null) {
            attributes.put("endsOn", Events.text(LocalDate.ofEpochDay(end).toString()));
        }
        return Events.event(id, type, day, null, arr, attributes);
    }

    private static AttributeValue day(int day) {
        return Events.text(LocalDate.ofEpochDay(day).toString());
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
