package io.keepwell.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.score.Reading;
import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.Scores;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whose work it is that a score moved. */
class AttributionTest {

    private static final int RUNS = 20_000;

    private static final Scorecard CARD =
            TestPolicies.card(
                    "card",
                    Scorecard.BandOn.EXACT,
                    null,
                    "0",
                    TestPolicies.dimension(
                            "usage", "60", measure("logins", "3"), measure("seats", "1")),
                    TestPolicies.dimension(
                            "support", "40", measure("escalations", "1"), measure("csat", "1")));

    @Test
    void shouldBeWhatContributionsChangedByWhileWeightsStay() {
        assertThat(
                        moved(
                                Map.of("logins", "80", "seats", "40"),
                                Map.of("logins", "60", "seats", "60")))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(number("-15"), number("5"), number("0"), number("0"));
    }

    @Test
    void shouldBeTheWorkOfWhatCameToHaveDataAndNotOfWhatThenWeighsLess() {
        // 100 by logins alone; 40 of 100 then go to escalations, which score 25
        assertThat(moved(Map.of("logins", "100"), Map.of("logins", "100", "escalations", "25")))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(number("0"), number("0"), number("-30"), number("0"));
    }

    @Test
    void shouldBeTheWorkOfWhatLostItsData() {
        assertThat(moved(Map.of("logins", "90", "escalations", "15"), Map.of("logins", "90")))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(number("0"), number("0"), number("30"), number("0"));
    }

    @Test
    void shouldPartWhatAMeasureDidFromWhatItsWeightDid() {
        // logins fall by 10 at a weight of 60, and escalations come
        assertThat(moved(Map.of("logins", "100"), Map.of("logins", "90", "escalations", "25")))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(number("-6"), number("0"), number("-30"), number("0"));
    }

    @Test
    void shouldShareOutWithinTheDimensionInWhichWeightMoved() {
        // What comes scores as much as what its own dimension had before: it moves nothing
        assertThat(
                        moved(
                                Map.of("logins", "100", "escalations", "0"),
                                Map.of(
                                        "logins",
                                        "100",
                                        "seats",
                                        "100",
                                        "escalations",
                                        "0",
                                        "csat",
                                        "0")))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(number("0"), number("0"), number("0"), number("0"));
    }

    @Test
    void shouldAddUpWhateverComesAndGoes() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int run = 0; run < RUNS; run++) {
            Score from = score(some(random));
            Score to = score(some(random));
            BigDecimal difference =
                    to.computed().orElseThrow().subtract(from.computed().orElseThrow());

            assertThat(Attribution.of(from, to).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualByComparingTo(difference);
        }
    }

    private static List<BigDecimal> moved(Map<String, String> from, Map<String, String> to) {
        return Attribution.of(score(from), score(to));
    }

    private static Map<String, String> some(RandomGenerator random) {
        var values = new HashMap<String, String>();
        for (String measure : List.of("logins", "seats", "escalations", "csat")) {
            if (random.nextInt(3) > 0) {
                values.put(measure, BigDecimal.valueOf(random.nextLong(100_000_001), 6).toString());
            }
        }
        return values.isEmpty() ? Map.of("csat", "50") : values;
    }

    private static Score score(Map<String, String> values) {
        var readings = new HashMap<String, Reading>();
        CARD.dimensions().stream()
                .flatMap(it -> it.measures().stream())
                .map(Measure::id)
                .forEach(id -> {
                    String value = values.get(id);
                    readings.put(
                            id,
                            value == null
                                    ? Reading.missing(id, 20_000)
                                    : Reading.of(new BigDecimal(value), 20_000));
                });
        return Scores.of(CARD, readings);
    }

    private static Measure measure(String id, String weight) {
        return TestPolicies.measure(
                id, weight, TestPolicies.number("1"), "0", "100", MissingPolicy.SPREAD);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
