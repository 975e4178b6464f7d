package io.keepwell.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.CauseKind;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard.BandOn;
import io.keepwell.policy.scorecard.Staleness;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that grow old: shown, carried, decayed or dropped, as the card declares. */
class StalenessTest {

    private static final String NPS = "engagement.nps-submitted";
    private static final String CSAT = "support.csat-submitted";

    /** Other accounts go on reporting: no source is silent. */
    private static final Reporting REPORTING =
            new Reporting(Map.of(), new Silence(Map.of(), Set.of("engagement", "support")));

    private final Owner owner = new Owner(REPORTING);

    @ParameterizedTest
    @CsvSource({
        // day, stale for how many days
        "9, 0",
        "10, 0",
        "11, 1",
        "40, 30"
    })
    void shouldShowForHowLongANumberHasBeenStale(int day, int staleDays) {
        Judge judge = byNps(0, new Staleness.Shown(10));
        owner.take(judge, nps("e1", 0, "9"));

        MeasureScore nps = on(judge, day);

        assertThat(nps.staleDays()).isEqualTo(staleDays);
        assertThat(nps.score()).isEqualByComparingTo("90");
    }

    @ParameterizedTest
    @CsvSource({
        // 90 goes to 50 in 4 days after 10
        "10, 90",
        "11, 80",
        "12, 70",
        "13, 60",
        "14, 50",
        "15, 50",
        "300, 50"
    })
    void shouldDecayInAStraightLine(int day, String score) {
        Judge judge = byNps(0, new Staleness.Decayed(10, 4, new BigDecimal("50")));
        owner.take(judge, nps("e1", 0, "9"));

        assertThat(on(judge, day).score()).isEqualByComparingTo(score);
        assertThat(on(judge, day).value()).isEqualByComparingTo("90");
    }

    @Test
    void shouldDecayUpwardsToo() {
        Judge judge = byNps(0, new Staleness.Decayed(10, 3, new BigDecimal("50")));
        owner.take(judge, nps("e1", 0, "1"));

        assertThat(on(judge, 11).score()).isEqualByComparingTo("23.333333");
        assertThat(on(judge, 12).score()).isEqualByComparingTo("36.666667");
        assertThat(on(judge, 13).score()).isEqualByComparingTo("50");
    }

    @Test
    void shouldDropWhatIsStaleAndSayWhy() {
        Judge judge = byNps(0, new Staleness.Dropped(10));
        owner.take(judge, nps("e1", 0, "9"));

        assertThat(on(judge, 10).value()).isEqualByComparingTo("90");
        MeasureScore stale = on(judge, 11);

        assertThat(stale.value()).isNull();
        assertThat(stale.missing()).isEqualTo("events of the last 10 days");
        assertThat(owner.changes().getLast().cause().kind()).isEqualTo(CauseKind.TIME);
    }

    @Test
    void shouldBeFreshAgainWithTheNextEvent() {
        Judge judge = byNps(0, new Staleness.Dropped(10));
        owner.take(judge, nps("e1", 0, "9"));
        on(judge, 20);

        owner.take(judge, nps("e2", 20, "4"));

        assertThat(asked().score()).isEqualByComparingTo("40");
        assertThat(asked().staleDays()).isZero();
    }

    @Test
    void shouldNotCarryWhatWasDropped() {
        Judge judge = byNps(300, new Staleness.Dropped(10));
        owner.take(judge, nps("e1", 0, "9"));

        assertThat(on(judge, 11).value()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // the window of 5 days holds the rating until day 4; it is carried for 7 more
        "4, true, false, 4",
        "5, true, true, 4",
        "11, true, true, 4",
        "12, false, false, 12"
    })
    void shouldCarryTheLastNumberAsLongAsTheCardSays(
            int day, boolean isKnown, boolean isCarried, int asOf) {
        Judge judge = byCsat(7, null);
        owner.take(judge, csat("e1", 0, "4"));

        MeasureScore csat = on(judge, day);

        assertThat(csat.value() != null).isEqualTo(isKnown);
        assertThat(csat.carried()).isEqualTo(isCarried);
        assertThat(csat.asOf()).isEqualTo(TestEvents.DAY + asOf);
    }

    @Test
    void shouldCarryOnUnderAnotherVersionOfTheCard() {
        owner.take(byCsat(7, null), csat("e1", 0, "4"));

        MeasureScore csat = on(byCsat("p2", 7, null), 6);

        assertThat(csat.carried()).isTrue();
        assertThat(csat.value()).isEqualByComparingTo("80");
    }

    @Test
    void shouldCarryWhatWasToldLate() {
        Judge judge = byCsat(7, null);
        owner.take(judge, csat("e1", 0, "4"));
        on(judge, 6);

        owner.take(
                judge,
                TestEvents.event(
                        "e2",
                        CSAT,
                        TestEvents.at(1, 3),
                        TestEvents.at(6, 4),
                        null,
                        "2",
                        Map.of("scaleMax", TestEvents.numeric("5"))));

        // The last day with a rating is day 5 now, and the only one in its window is the late one.
        assertThat(asked().value()).isEqualByComparingTo("40");
        assertThat(asked().carried()).isTrue();
        assertThat(asked().asOf()).isEqualTo(TestEvents.DAY + 5);
    }

    @Test
    void shouldGoOnAgeingWhileItIsCarried() {
        Judge judge = byCsat(30, new Staleness.Decayed(3, 10, BigDecimal.ZERO));
        owner.take(judge, csat("e1", 0, "4"));

        assertThat(on(judge, 3).score()).isEqualByComparingTo("80");
        assertThat(on(judge, 4).score()).isEqualByComparingTo("72");
        assertThat(on(judge, 8).score()).isEqualByComparingTo("40");
        assertThat(on(judge, 8).carried()).isTrue();
        assertThat(on(judge, 8).staleDays()).isEqualTo(5);
    }

    @Test
    void shouldNotAgeTheLatestNumberOfASourceThatIsSilent() {
        Judge judge = byNps(0, new Staleness.Shown(10));
        var silent =
                new Owner(
                        new Reporting(
                                Map.of(),
                                new Silence(Map.of("engagement", TestEvents.DAY + 12), Set.of())));
        silent.take(judge, nps("e1", 0, "9"));

        silent.advance(judge, TestEvents.at(40, 12));

        MeasureScore nps = silent.verdict().score().measures().getFirst();
        assertThat(nps.staleDays()).isEqualTo(2);
        assertThat(nps.asOf()).isEqualTo(TestEvents.DAY + 12);
    }

    @Test
    void shouldCarryWhatOneWindowHoldsAndTheOtherDoesNot() {
        Judge judge =
                judge("p1", "ratio(sum('%s', 3), count('%s', 6))".formatted(CSAT, NPS), 4, null);
        owner.take(judge, nps("e1", 0, "9"));
        owner.take(judge, csat("e2", 1, "4"));

        assertThat(on(judge, 5).carried()).isFalse();
        assertThat(on(judge, 6).carried()).isTrue();
        assertThat(on(judge, 9).carried()).isTrue();
        assertThat(on(judge, 10).value()).isNull();
    }

    private MeasureScore on(Judge judge, int day) {
        owner.advance(judge, TestEvents.at(day, 12));
        return asked();
    }

    private MeasureScore asked() {
        return owner.verdict().score().measures().getFirst();
    }

    private static CustomerEventV1 nps(String id, int day, String value) {
        return TestEvents.valued(id, NPS, TestEvents.at(day, 1), value);
    }

    private static CustomerEventV1 csat(String id, int day, String value) {
        var at = TestEvents.at(day, 1);
        return TestEvents.event(
                id, CSAT, at, at, null, value, Map.of("scaleMax", TestEvents.numeric("5")));
    }

    private static Judge byNps(int carryDays, @Nullable Staleness staleness) {
        return judge("p1", "latest('%s') * 10.0".formatted(NPS), carryDays, staleness);
    }

    private static Judge byCsat(int carryDays, @Nullable Staleness staleness) {
        return byCsat("p1", carryDays, staleness);
    }

    private static Judge byCsat(String version, int carryDays, @Nullable Staleness staleness) {
        return judge(version, "mean('%s', 5)".formatted(CSAT), carryDays, staleness);
    }

    private static Judge judge(
            String version, String value, int carryDays, @Nullable Staleness staleness) {
        Measure measure = TestPolicies.measure("asked", "1", TestPolicies.number(value));
        return TestPolicies.judge(
                TestPolicies.policies(
                        version,
                        TestPolicies.card(
                                "card",
                                BandOn.EXACT,
                                null,
                                "0.3",
                                TestPolicies.dimension(
                                        "all",
                                        "1",
                                        TestPolicies.remembering(measure, carryDays, staleness)))));
    }
}
