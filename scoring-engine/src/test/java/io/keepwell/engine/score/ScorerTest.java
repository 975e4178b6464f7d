package io.keepwell.engine.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.Status;
import io.keepwell.policy.expression.Compiled;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Expressions;
import io.keepwell.policy.scorecard.Band;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Scorecard.BandOn;
import io.keepwell.policy.scorecard.Transform;
import io.keepwell.policy.scorecard.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerTest {

    private static final List<Band> BANDS =
            List.of(
                    new Band(Status.GREEN, new BigDecimal("80"), "expand"),
                    new Band(Status.YELLOW, new BigDecimal("50"), "nurture"),
                    new Band(Status.RED, BigDecimal.ZERO, "save"));

    /** Measures are given their numbers here; what they would ask for is of no interest. */
    private static final Expression GIVEN =
            ((Compiled.Accepted)
                            new Expressions(EventCatalogue.standard()).number("numberTrait('x')"))
                    .expression();

    /** A number that already is a score. */
    private static final Transform AS_IT_IS =
            new Transform.Linear(BigDecimal.ZERO, BigDecimal.valueOf(100));

    @Test
    void shouldScoreTheSameCustomerByFourAndByFivePillarsAsD4Row1Says() {
        // Given: usage 90, engagement 90, outcomes 90, support 40, relationship 40
        Map<String, BigDecimal> values =
                values(
                        Map.of(
                                "usage", "90",
                                "engagement", "90",
                                "outcomes", "90",
                                "support", "40",
                                "relationship", "40"));

        // When
        Score four =
                score(
                        card(
                                Map.of(
                                        "usage", "40",
                                        "engagement", "25",
                                        "outcomes", "20",
                                        "support", "15")),
                        values);
        Score five = score(fivePillars(), values);

        // Then
        assertThat(four.exact()).isEqualByComparingTo("82.5");
        assertThat(four.status()).isEqualTo(Status.GREEN);
        assertThat(five.exact()).isEqualByComparingTo("75");
        assertThat(five.status()).isEqualTo(Status.YELLOW);
    }

    @Test
    void shouldShowHalvesRoundedUpAsH8Asks() {
        Score score =
                score(
                        fivePillars(),
                        values(
                                Map.of(
                                        "usage", "90",
                                        "engagement", "70",
                                        "support", "40",
                                        "outcomes", "80",
                                        "relationship", "60")));

        assertThat(score.exact()).isEqualByComparingTo("70.5");
        assertThat(score.shown()).isEqualTo(71);
        assertThat(score.status()).isEqualTo(Status.YELLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "80, SHOWN, GREEN",
        "79.5, SHOWN, GREEN",
        "79.499999, SHOWN, YELLOW",
        "79.999999, EXACT, YELLOW",
        "80, EXACT, GREEN",
        "50, EXACT, YELLOW",
        "49.999999, EXACT, RED",
        "49.5, SHOWN, YELLOW",
        "49.499999, SHOWN, RED",
        "0, SHOWN, RED",
        "100, EXACT, GREEN"
    })
    void shouldBandAtTheEdgeWithTheLowerBoundInside(String value, BandOn bandOn, Status expected) {
        Scorecard card = card(Map.of("usage", "1"), bandOn, "0");

        Score score = score(card, values(Map.of("usage", value)));

        assertThat(score.status()).isEqualTo(expected);
    }

    @Test
    void shouldNotMissAnEdgeByRoundingThirds() {
        // Given: three equal weights cannot be written in decimals
        Scorecard card = card(Map.of("a", "1", "b", "1", "c", "1"), BandOn.EXACT, "0");

        // When
        Score score = score(card, values(Map.of("a", "80", "b", "80", "c", "80")));

        // Then
        assertThat(score.exact()).isEqualByComparingTo("80");
        assertThat(score.status()).isEqualTo(Status.GREEN);
        assertThat(score.measures())
                .extracting(MeasureScore::contribution)
                .containsExactlyInAnyOrder(
                        new BigDecimal("26.666667"),
                        new BigDecimal("26.666667"),
                        new BigDecimal("26.666666"));
    }

    @Test
    void shouldSpreadAMissingMeasureWithinItsDimensionAndAMissingDimensionOverTheOthers() {
        // Given
        Scorecard card =
                new Scorecard(
                        "card",
                        "Card",
                        List.of(
                                dimension("usage", "60", Map.of("logins", "75", "seats", "25")),
                                dimension("support", "30", Map.of("tickets", "1")),
                                dimension("outcomes", "10", Map.of("goals", "1"))),
                        BANDS,
                        BandOn.EXACT,
                        null,
                        BigDecimal.ZERO,
                        Scorecard.Edges.LOWER_INCLUSIVE,
                        List.of(),
                        Scorecard.OVERRIDE_DAYS_MAX);

        // When: seats and goals have no data
        Score score = score(card, values(Map.of("logins", "50", "tickets", "80")));

        // Then: usage 60 and support 30 share the whole 2 to 1
        assertThat(effective(score, "logins")).isEqualByComparingTo("66.666667");
        assertThat(effective(score, "tickets")).isEqualByComparingTo("33.333333");
        assertThat(effective(score, "seats")).isEqualByComparingTo("0");
        assertThat(score.exact()).isEqualByComparingTo("60");
        assertThat(score.coverage()).isEqualByComparingTo("0.75");
    }

    @ParameterizedTest
    @CsvSource({"0.3, YELLOW", "0.300001, UNKNOWN", "0, YELLOW"})
    void shouldNotGuessBelowTheLeastCoverage(String minCoverage, Status expected) {
        Scorecard card = card(Map.of("usage", "30", "support", "70"), BandOn.EXACT, minCoverage);

        Score score = score(card, values(Map.of("usage", "60")));

        assertThat(score.status()).isEqualTo(expected);
        assertThat(score.exact()).isEqualByComparingTo("60");
    }

    @Test
    void shouldHaveNoScoreWhenNothingIsKnown() {
        Score score = score(fivePillars(), Map.of());

        assertThat(score.status()).isEqualTo(Status.UNKNOWN);
        assertThat(score.exact()).isNull();
        assertThat(score.shown()).isNull();
        assertThat(score.coverage()).isEqualByComparingTo("0");
        assertThat(score.measures()).hasSize(5);
    }

    @Test
    void shouldAddUpExactlyWhateverIsMissing() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 5_000; run++) {
            // Given
            var values = new HashMap<String, BigDecimal>();
            Scorecard card = randomCard(random, values);
            // When
            Score score = score(card, values);
            // Then
            if (score.exact() != null) {
                assertThat(sum(score, MeasureScore::contribution))
                        .as("rerun with -Dseed=%d, run %d", seed, run)
                        .isEqualByComparingTo(score.exact());
                assertThat(sum(score, MeasureScore::effectiveWeight))
                        .as("rerun with -Dseed=%d, run %d", seed, run)
                        .isEqualByComparingTo("100");
                assertThat(score.measures())
                        .as("rerun with -Dseed=%d, run %d", seed, run)
                        .allMatch(it -> it.contribution().signum() >= 0);
                assertThat(score.exact())
                        .as("rerun with -Dseed=%d, run %d", seed, run)
                        .isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // at0, at100, value, score
        "7, 30, 18, 47.826087",
        "7, 30, 7, 0",
        "7, 30, 30, 100",
        "7, 30, -5, 0",
        "7, 30, 99, 100",
        "3, 0, 1, 66.666667",
        "3, 0, 0, 100",
        "3, 0, 4, 0",
        "-0.5, 0.1, -0.2, 50"
    })
    void shouldScoreInProportionAndNoFurther(
            BigDecimal at0, BigDecimal at100, BigDecimal value, BigDecimal score) {
        assertThat(new Transform.Linear(at0, at100).score(value)).isEqualByComparingTo(score);
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "0, 40", "9.999999, 40", "10, 70", "100, 70"})
    void shouldScoreByStepsWithTheLowerBoundInside(BigDecimal value, BigDecimal score) {
        var steps =
                new Transform.Steps(
                        BigDecimal.TEN,
                        List.of(
                                new Transform.Steps.Step(BigDecimal.ZERO, new BigDecimal("40")),
                                new Transform.Steps.Step(BigDecimal.TEN, new BigDecimal("70"))));

        assertThat(steps.score(value)).isEqualByComparingTo(score);
    }

    private static Scorecard fivePillars() {
        return card(
                Map.of(
                        "usage", "30",
                        "engagement", "25",
                        "support", "20",
                        "outcomes", "15",
                        "relationship", "10"));
    }

    private static Scorecard card(Map<String, String> weights) {
        return card(weights, BandOn.SHOWN, "0.3");
    }

    private static Score score(Scorecard card, Map<String, BigDecimal> values) {
        return Scores.of(
                card,
                card.dimensions().stream()
                        .flatMap(dimension -> dimension.measures().stream())
                        .collect(Collectors.toMap(Measure::id, it -> reading(values, it.id()))));
    }

    private static Reading reading(Map<String, BigDecimal> values, String id) {
        BigDecimal value = values.get(id);
        return value == null
                ? Reading.missing("count('" + id + "')", 20_000)
                : Reading.of(value, 20_000);
    }

    private static Scorecard card(Map<String, String> weights, BandOn bandOn, String minCoverage) {
        return new Scorecard(
                "card",
                "Card",
                weights.entrySet().stream()
                        .map(it -> dimension(it.getKey(), it.getValue(), Map.of(it.getKey(), "1")))
                        .toList(),
                BANDS,
                bandOn,
                null,
                new BigDecimal(minCoverage),
                Scorecard.Edges.LOWER_INCLUSIVE,
                List.of(),
                Scorecard.OVERRIDE_DAYS_MAX);
    }

    private static Dimension dimension(String id, String weight, Map<String, String> measures) {
        return new Dimension(
                id,
                id,
                new BigDecimal(weight),
                measures.entrySet().stream()
                        .map(it ->
                                new Measure(
                                        it.getKey(),
                                        it.getKey(),
                                        Unit.NUMBER,
                                        new BigDecimal(it.getValue()),
                                        GIVEN,
                                        AS_IT_IS,
                                        MissingPolicy.SPREAD,
                                        0,
                                        null))
                        .toList());
    }

    private static Scorecard randomCard(RandomGenerator random, Map<String, BigDecimal> values) {
        var dimensions = new ArrayList<Dimension>();
        for (int d = 0; d < 1 + random.nextInt(6); d++) {
            var measures = new HashMap<String, String>();
            for (int m = 0; m < 1 + random.nextInt(6); m++) {
                String id = "m" + d + "-" + m;
                measures.put(id, "" + (1 + random.nextInt(99)));
                if (random.nextInt(3) > 0) {
                    values.put(id, BigDecimal.valueOf(random.nextDouble(-10, 110)));
                }
            }
            dimensions.add(dimension("d" + d, "" + (1 + random.nextInt(99)), measures));
        }
        return new Scorecard(
                "card",
                "Card",
                dimensions,
                BANDS,
                BandOn.EXACT,
                null,
                BigDecimal.ZERO,
                Scorecard.Edges.LOWER_INCLUSIVE,
                List.of(),
                Scorecard.OVERRIDE_DAYS_MAX);
    }

    private static Map<String, BigDecimal> values(Map<String, String> values) {
        var numbers = new HashMap<String, BigDecimal>();
        values.forEach((id, value) -> numbers.put(id, new BigDecimal(value)));
        return numbers;
    }

    private static BigDecimal effective(Score score, String measure) {
        return score.measures().stream()
                .filter(it -> it.measure().equals(measure))
                .findFirst()
                .orElseThrow()
                .effectiveWeight();
    }

    private static BigDecimal sum(
            Score score, java.util.function.Function<MeasureScore, BigDecimal> part) {
        return score.measures().stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
