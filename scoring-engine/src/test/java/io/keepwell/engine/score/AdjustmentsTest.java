package io.keepwell.engine.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestPolicies;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where limits and a person's word put a score. */
class AdjustmentsTest {

    private static final Scorecard CARD =
            TestPolicies.card(
                    "card",
                    Scorecard.BandOn.SHOWN,
                    null,
                    "0.5",
                    TestPolicies.dimension(
                            "all",
                            "1",
                            TestPolicies.measure("told", "1", TestPolicies.number("1")),
                            TestPolicies.measure("other", "1", TestPolicies.number("1"))));

    private static final List<ScoreOverride.As> WORDS = List.of(ScoreOverride.As.values());

    @ParameterizedTest
    @CsvSource({
        // limits, the score and what each moved it by
        "cap 60, 60, -20",
        "cap 80, 80, 0",
        "cap 90, 80, 0",
        "floor 90, 90, 10",
        "floor 70, 80, 0",
        "cap 60 cap 50, 50, 0 -30",
        "cap 50 cap 50, 50, -30 0",
        "floor 85 floor 90, 90, 0 10",
        // where they contradict each other the cap holds
        "floor 90 cap 60, 60, 10 -30",
        "cap 60 floor 90, 60, -30 10",
        "cap 0, 0, -80",
        "floor 100, 100, 20"
    })
    void shouldLimitAScoreOf80(String limits, String score, String points) {
        Score limited = score("80", limits(limits), null);

        assertThat(limited.exact()).isEqualByComparingTo(score);
        assertThat(limited.adjustments())
                .extracting(Adjustment::points)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyElementsOf(numbers(points));
        assertThat(limited.computed().orElseThrow()).isEqualByComparingTo("80");
    }

    @ParameterizedTest
    @CsvSource({
        "SCORE, 30, 30, -50",
        "SCORE, 95, 95, 15",
        "CAP, 60, 60, -20",
        "CAP, 90, 80, 0",
        "FLOOR, 90, 90, 10",
        "FLOOR, 50, 80, 0"
    })
    void shouldTakeAPersonsWordForAScoreOf80(
            ScoreOverride.As as, String said, String score, String points) {
        Score told = score("80", List.of(), word(as, said));

        assertThat(told.exact()).isEqualByComparingTo(score);
        assertThat(told.override()).contains(word(as, said));
        assertThat(told.adjustments().getFirst().points()).isEqualByComparingTo(points);
        assertThat(told.computed().orElseThrow()).isEqualByComparingTo("80");
    }

    @Test
    void shouldTakeAPersonsWordAfterTheLimitsOfTheCard() {
        Score told = score("80", limits("cap 60"), word(ScoreOverride.As.SCORE, "70"));

        assertThat(told.exact()).isEqualByComparingTo("70");
        assertThat(told.adjustments())
                .extracting(Adjustment::points)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("-20"), new BigDecimal("10"));
    }

    @Test
    void shouldLimitToSixDecimalPlacesAsScoresHaveThem() {
        Score limited = score("80", limits("cap 33.33333333"), null);

        assertThat(limited.exact()).isEqualTo(new BigDecimal("33.333333"));
        assertThat(((Adjustment.Limited) limited.adjustments().getFirst()).score())
                .isEqualTo(new BigDecimal("33.333333"));
    }

    @Test
    void shouldChooseTheBandByTheScoreThatWasAdjusted() {
        assertThat(score("80", limits("cap 79.4"), null).status()).isEqualTo(Status.YELLOW);
        assertThat(score("80", limits("cap 79.5"), null).status()).isEqualTo(Status.GREEN);
        assertThat(score("80", List.of(), word(ScoreOverride.As.CAP, "49.4")).status())
                .isEqualTo(Status.RED);
    }

    @Test
    void shouldBelieveAPersonWhoSaysWhatTheScoreIsWhereTooLittleIsKnown() {
        var nothing = Map.of("told", missing(), "other", missing());

        Score told =
                Scores.of(
                        CARD,
                        nothing,
                        new Adjusting(limits("cap 10"), word(ScoreOverride.As.SCORE, "85")));

        assertThat(told.exact()).isEqualByComparingTo("85");
        assertThat(told.status()).isEqualTo(Status.GREEN);
        assertThat(told.coverage()).isEqualByComparingTo("0");
        assertThat(told.computed()).isEmpty();
        assertThat(told.adjustments()).extracting(Adjustment::points).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"CAP", "FLOOR"})
    void shouldStillNotKnowAScoreThatIsOnlyLimited(ScoreOverride.As as) {
        Score told =
                Scores.of(
                        CARD,
                        Map.of("told", missing(), "other", missing()),
                        new Adjusting(limits("floor 60"), word(as, "85")));

        assertThat(told.status()).isEqualTo(Status.UNKNOWN);
        assertThat(told.exact()).isNull();
        assertThat(told.adjustments()).isEmpty();
    }

    @Test
    void shouldAddUpWhateverLimitsAndWordsThereAre() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            var limits = new ArrayList<Limit>();
            for (int at = 0; at < random.nextInt(4); at++) {
                limits.add(
                        limit(
                                "limit" + at,
                                random.nextBoolean() ? Limit.Side.CAP : Limit.Side.FLOOR,
                                decimal(random)));
            }
            ScoreOverride word =
                    random.nextInt(3) == 0
                            ? word(WORDS.get(random.nextInt(3)), decimal(random).toPlainString())
                            : null;

            Score score = score(decimal(random).toPlainString(), limits, word);

            BigDecimal adjusted =
                    score.adjustments().stream()
                            .map(Adjustment::points)
                            .reduce(score.computed().orElseThrow(), BigDecimal::add);
            assertThat(score.exact()).as("seed %d", seed).isEqualByComparingTo(adjusted);
            assertThat(adjusted).as("seed %d", seed).isBetween(BigDecimal.ZERO, hundred());
        }
    }

    private static Score score(String value, List<Limit> limits, @Nullable ScoreOverride word) {
        Reading reading = Reading.of(new BigDecimal(value), 20_000);
        return Scores.of(
                CARD, Map.of("told", reading, "other", reading), new Adjusting(limits, word));
    }

    private static Reading missing() {
        return Reading.missing("nothing", 20_000);
    }

    private static ScoreOverride word(ScoreOverride.As as, String score) {
        return new ScoreOverride(
                as, new BigDecimal(score), "they told me", "ana", 20_000, 20_029, "e1", "crm");
    }

    private static List<Limit> limits(String words) {
        var limits = new ArrayList<Limit>();
        String[] parts = words.split(" ", -1);
        for (int at = 0; at < parts.length; at += 2) {
            limits.add(
                    limit(
                            "limit" + at,
                            parts[at].equals("cap") ? Limit.Side.CAP : Limit.Side.FLOOR,
                            new BigDecimal(parts[at + 1])));
        }
        return limits;
    }

    private static Limit limit(String id, Limit.Side side, BigDecimal score) {
        return new Limit(id, id, side, score, TestPolicies.condition("true"));
    }

    private static List<BigDecimal> numbers(String words) {
        return Arrays.stream(words.split(" ", -1)).map(BigDecimal::new).toList();
    }

    private static BigDecimal decimal(RandomGenerator random) {
        return BigDecimal.valueOf(random.nextLong(100_000_001), 6);
    }

    private static BigDecimal hundred() {
        return new BigDecimal("100");
    }
}
