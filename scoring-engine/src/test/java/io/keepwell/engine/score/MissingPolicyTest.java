package io.keepwell.engine.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.model.health.Status;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Scorecard.BandOn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a measure without data counts as, and that it never counts as data. */
class MissingPolicyTest {

    private static final Map<String, MissingPolicy> POLICIES =
            new TreeMap<>(
                    Map.of(
                            "spread",
                            MissingPolicy.SPREAD,
                            "spread-over-card",
                            MissingPolicy.SPREAD_OVER_CARD,
                            "zero",
                            MissingPolicy.ZERO,
                            "neutral",
                            MissingPolicy.NEUTRAL,
                            "ten",
                            new MissingPolicy.Fixed(BigDecimal.TEN),
                            "unknown",
                            MissingPolicy.UNKNOWN));

    private static final Expression GIVEN = TestPolicies.number("numberTrait('x')");

    @ParameterizedTest
    @CsvSource({
        // policy, score of a card half of which is 80 and half is missing
        "spread, 80, 100, 0",
        "spread-over-card, 80, 100, 0",
        "zero, 40, 50, 50",
        "neutral, 65, 50, 50",
        "ten, 45, 50, 50"
    })
    void shouldCountAMissingMeasureAsTheCardSaysButNotAsCoverage(
            String policy, String score, String ofKnown, String ofMissing) {
        Scorecard card =
                card(
                        "0.5",
                        TestPolicies.dimension(
                                "all",
                                "1",
                                measure("known", "1", MissingPolicy.SPREAD),
                                measure("missing", "1", policy(policy))));

        Score judged = Scores.of(card, Map.of("known", value("80"), "missing", nothing()));

        assertThat(judged.exact()).isEqualByComparingTo(score);
        assertThat(judged.coverage()).isEqualByComparingTo("0.5");
        assertThat(judged.status()).isNotEqualTo(Status.UNKNOWN);
        assertThat(judged.measures())
                .extracting(MeasureScore::effectiveWeight)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal(ofKnown), new BigDecimal(ofMissing));
        assertThat(judged.measures().get(1).missing()).isEqualTo("nothing");
        assertThat(judged.measures().get(1).value()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spread", "spread-over-card", "zero", "neutral", "ten", "unknown"})
    void shouldHaveNoScoreOfNothingButWhatIsMissing(String policy) {
        Scorecard card =
                card("0", TestPolicies.dimension("all", "1", measure("a", "1", policy(policy))));

        Score judged = Scores.of(card, Map.of("a", nothing()));

        assertThat(judged.status()).isEqualTo(Status.UNKNOWN);
        assertThat(judged.exact()).isNull();
        assertThat(judged.shown()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // the weights of a and b, which have data, where c has none
        "spread, 60, 40",
        "spread-over-card, 42.857143, 57.142857"
    })
    void shouldSpreadAWeightWithinItsDimensionOrOverTheCard(String policy, String a, String b) {
        Scorecard card =
                card(
                        "0",
                        TestPolicies.dimension(
                                "one",
                                "60",
                                measure("a", "1", MissingPolicy.SPREAD),
                                measure("c", "1", policy(policy))),
                        TestPolicies.dimension(
                                "two", "40", measure("b", "1", MissingPolicy.SPREAD)));

        Score judged = Scores.of(card, Map.of("a", value("100"), "b", value("0"), "c", nothing()));

        assertThat(judged.measures())
                .filteredOn(it -> it.value() != null)
                .extracting(MeasureScore::effectiveWeight)
                .containsExactly(new BigDecimal(a).setScale(6), new BigDecimal(b).setScale(6));
        assertThat(judged.exact()).isEqualByComparingTo(a);
    }

    @Test
    void shouldSpreadNothingOverTheCardWhereThereIsData() {
        Scorecard card =
                card(
                        "0",
                        TestPolicies.dimension(
                                "one",
                                "60",
                                measure("a", "3", MissingPolicy.SPREAD),
                                measure("c", "1", MissingPolicy.SPREAD_OVER_CARD)),
                        TestPolicies.dimension(
                                "two", "40", measure("b", "1", MissingPolicy.SPREAD)));

        Score judged = Scores.of(card, Map.of("a", value("0"), "b", value("0"), "c", value("100")));

        assertThat(judged.exact()).isEqualByComparingTo("15");
    }

    @Test
    void shouldHaveNoStatusWithoutAMeasureThatIsIndispensable() {
        Scorecard card =
                card(
                        "0",
                        TestPolicies.dimension(
                                "all",
                                "1",
                                measure("known", "1", MissingPolicy.SPREAD),
                                measure("vital", "1", MissingPolicy.UNKNOWN)));

        Score without = Scores.of(card, Map.of("known", value("90"), "vital", nothing()));
        Score with = Scores.of(card, Map.of("known", value("90"), "vital", value("90")));

        assertThat(without.status()).isEqualTo(Status.UNKNOWN);
        assertThat(without.exact()).isEqualByComparingTo("90");
        assertThat(with.status()).isEqualTo(Status.GREEN);
    }

    @Test
    void shouldReachTheLeastCoverageWithSharesThatAreNoDecimals() {
        // Given: seven of seventy parts, three each, and nothing else; the rest is missing
        var measures = new ArrayList<Measure>();
        Map<String, Reading> readings = new HashMap<>();
        for (int i = 0; i < 7; i++) {
            measures.add(measure("known" + i, "3", MissingPolicy.SPREAD));
            readings.put("known" + i, value("80"));
        }
        measures.add(measure("missing", "49", MissingPolicy.SPREAD));
        readings.put("missing", nothing());
        Scorecard card =
                card("0.3", TestPolicies.dimension("all", "1", measures.toArray(Measure[]::new)));

        Score judged = Scores.of(card, readings);

        assertThat(judged.coverage()).isEqualByComparingTo("0.3");
        assertThat(judged.status()).isEqualTo(Status.GREEN);
    }

    @Test
    void shouldKeepADimensionThatIsMissingButCounts() {
        Scorecard card =
                card(
                        "0.3",
                        TestPolicies.dimension("one", "1", measure("a", "1", MissingPolicy.SPREAD)),
                        TestPolicies.dimension("two", "3", measure("b", "1", MissingPolicy.ZERO)));

        Score judged = Scores.of(card, Map.of("a", value("100"), "b", nothing()));

        assertThat(judged.exact()).isEqualByComparingTo("25");
        assertThat(judged.coverage()).isEqualByComparingTo("0.25");
        assertThat(judged.status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void shouldAddUpExactlyWhateverMissingMeasuresCountAs() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int run = 0; run < 3_000; run++) {
            // Given
            Map<String, Reading> readings = new HashMap<>();
            Scorecard card = randomCard(random, readings);
            // When
            Score score = Scores.of(card, readings);
            // Then
            String rerun = "rerun with -Dseed=%d, run %d".formatted(seed, run);
            assertThat(score.coverage().doubleValue())
                    .as(rerun)
                    .isCloseTo(coverage(card, readings), within(0.000001));
            if (score.exact() != null) {
                assertThat(sum(score, MeasureScore::contribution))
                        .as(rerun)
                        .isEqualByComparingTo(score.exact());
                assertThat(sum(score, MeasureScore::effectiveWeight))
                        .as(rerun)
                        .isEqualByComparingTo("100");
                assertThat(score.measures())
                        .as(rerun)
                        .allMatch(it -> it.contribution().signum() >= 0)
                        .allMatch(it -> it.pointsMissing().signum() >= 0);
            }
        }
    }

    private static double coverage(Scorecard card, Map<String, Reading> readings) {
        double whole = 0;
        double known = 0;
        for (Dimension dimension : card.dimensions()) {
            double all =
                    dimension.measures().stream()
                            .mapToDouble(it -> it.weight().doubleValue())
                            .sum();
            whole += dimension.weight().doubleValue();
            for (Measure measure : dimension.measures()) {
                Reading reading = readings.get(measure.id());
                if (reading != null && reading.value() != null) {
                    known +=
                            dimension.weight().doubleValue() * measure.weight().doubleValue() / all;
                }
            }
        }
        return known / whole;
    }

    private static Scorecard randomCard(RandomGenerator random, Map<String, Reading> readings) {
        var dimensions = new ArrayList<Dimension>();
        int dimensionCount = 1 + random.nextInt(5);
        for (int d = 0; d < dimensionCount; d++) {
            var measures = new ArrayList<Measure>();
            int measureCount = 1 + random.nextInt(5);
            for (int m = 0; m < measureCount; m++) {
                String id = "m" + d + "-" + m;
                int weight = m == 0 ? 1 + random.nextInt(9) : random.nextInt(9);
                MissingPolicy missing = one(random, List.copyOf(POLICIES.values()));
                measures.add(measure(id, "" + weight, missing));
                readings.put(
                        id, random.nextInt(3) == 0 ? nothing() : value("" + random.nextInt(130)));
            }
            String weight = "" + (d == 0 ? 1 + random.nextInt(9) : random.nextInt(9));
            dimensions.add(
                    TestPolicies.dimension("d" + d, weight, measures.toArray(Measure[]::new)));
        }
        return card("0", dimensions.toArray(Dimension[]::new));
    }

    private static Scorecard card(String minCoverage, Dimension... dimensions) {
        return TestPolicies.card("card", BandOn.EXACT, null, minCoverage, dimensions);
    }

    private static Measure measure(String id, String weight, MissingPolicy missing) {
        return TestPolicies.measure(id, weight, GIVEN, "0", "100", missing);
    }

    private static MissingPolicy policy(String word) {
        return Objects.requireNonNull(POLICIES.get(word), word);
    }

    private static Reading value(String value) {
        return Reading.of(new BigDecimal(value), 20_000);
    }

    private static Reading nothing() {
        return Reading.missing("nothing", 20_000);
    }

    private static BigDecimal sum(Score score, Function<MeasureScore, BigDecimal> part) {
        return score.measures().stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T> T one(RandomGenerator random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
