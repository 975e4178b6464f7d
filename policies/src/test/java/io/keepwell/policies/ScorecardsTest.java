package io.keepwell.policies;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.score.Adjusting;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Reading;
import io.keepwell.engine.score.Score;
import io.keepwell.engine.score.Scorer;
import io.keepwell.model.health.Status;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.DimensionBand;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two cards make of an account, worked out by hand: requirements H1 to H8. */
class ScorecardsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"four-pillar, 82.5, 83, GREEN", "five-pillar, 75.0, 75, YELLOW"})
    @DisplayName("D.4 row 1, H1, H2: one account, two sets of weights")
    void shouldWeighTheSameAccountDifferently(
            String card, BigDecimal exact, int shown, Status status) {
        Score score =
                score(
                        card,
                        Map.of(
                                "usage", "90",
                                "engagement", "90",
                                "outcomes", "90",
                                "support", "40",
                                "relationship", "40"));

        assertThat(score.exact()).isEqualByComparingTo(exact);
        assertThat(score.shown()).isEqualTo(shown);
        assertThat(score.status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}: {1} of 100 in this dimension, 0 in all others")
    @CsvSource({
        "four-pillar, usage, 40",
        "four-pillar, engagement, 25",
        "four-pillar, outcomes, 20",
        "four-pillar, support, 15",
        "four-pillar, sentiment, 0",
        "five-pillar, usage, 30",
        "five-pillar, engagement, 25",
        "five-pillar, support, 20",
        "five-pillar, outcomes, 15",
        "five-pillar, relationship, 10",
        "five-pillar, sentiment, 0"
    })
    @DisplayName("H1, H2, H3: what each dimension gives at most")
    void shouldGiveEachDimensionItsWeight(String card, String dimension, BigDecimal points) {
        Map<String, String> scores =
                card(card).dimensions().stream()
                        .collect(
                                Collectors.toMap(
                                        Dimension::id,
                                        it -> it.id().equals(dimension) ? "100" : "0"));

        assertThat(score(card, scores).exact()).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @ValueSource(strings = {"four-pillar", "five-pillar"})
    @DisplayName("H3: sentiment is told, and decides nothing")
    void shouldKnowNothingOfAnAccountByItsSentimentAlone(String card) {
        Score score = score(card, Map.of("sentiment", "10"));

        assertThat(score.status()).isEqualTo(Status.UNKNOWN);
        assertThat(score.exact()).isNull();
        assertThat(score.coverage()).isEqualByComparingTo("0");
        assertThat(score.measures().getLast().score()).isEqualByComparingTo("10");
    }

    @Test
    @DisplayName("H4, H3: what the four pillars measure")
    void shouldMeasureFourPillarsFromEvents() {
        Map<String, BigDecimal> measured =
                measured(busyCustomer().verdict(Bundles.read(Bundles.seed(1))).score());

        requireThat(
                measured,
                Map.ofEntries(
                        entry("login-frequency", "1"), // 40 sessions, 40 users
                        entry("feature-adoption", "3"),
                        entry("workflow-completion", "0.8"), // 4 of 5
                        entry("meeting-participation", "0.75"), // 3 of 4
                        entry("training-completion", "0.25"), // 1 of 4
                        entry("responsiveness", "0.4"), // 2 of 5
                        entry("goal-achievement", "0.5"), // 2 of 4
                        entry("roi-realisation", "75"), // 60 of 80
                        entry("goal-progress", "30"),
                        entry("ticket-volume", "0.075"), // 3 tickets, 40 users
                        entry("escalation-frequency", "1"),
                        entry("resolution-time", "12"),
                        entry("csm-sentiment", "60"))); // 3 of 5
    }

    @Test
    @DisplayName("H5, H3: what the five pillars measure")
    void shouldMeasureFivePillarsFromEvents() {
        Map<String, BigDecimal> measured =
                measured(busyCustomer().verdict(Bundles.read(Bundles.DEFAULT)).score());

        requireThat(
                measured,
                Map.ofEntries(
                        entry("stickiness", "0.033333"), // 40 users on one day of 30
                        entry("feature-breadth", "3"),
                        entry("session-trend", "-0.2"), // 40 against 50
                        entry("seats-used", "0.4"), // 40 of 100
                        entry("meeting-attendance", "0.75"),
                        entry("reply-rate", "0.4"),
                        entry("training-completion", "0.25"),
                        entry("community", "2"),
                        entry("nps", "7"),
                        entry("ticket-trend", "0.5"), // 3 against 2
                        entry("escalations", "1"),
                        entry("satisfaction", "80"), // 4 of 5
                        entry("self-service", "0.5"), // 5 articles, 5 tickets
                        entry("roi", "75"),
                        entry("kpi-improvement", "10"),
                        entry("goals-met", "0.5"),
                        entry("value-realised", "65"),
                        entry("sponsor-access", "30"),
                        entry("contacts", "2"),
                        entry("champion-strength", "80"), // 4 of 5
                        entry("competitor-mentions", "1"),
                        entry("csm-sentiment", "60")));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "usage | 90 | Usage exceeds benchmarks",
                "usage | 89.999999 | Healthy usage patterns",
                "usage | 70 | Healthy usage patterns",
                "usage | 69.999999 | Below average usage",
                "usage | 50 | Below average usage",
                "usage | 49.999999 | At risk - low engagement",
                "usage | 0 | At risk - low engagement",
                "engagement | 100 | Highly engaged champion",
                "engagement | 70 | Regular engagement",
                "engagement | 50 | Sporadic engagement",
                "engagement | 49 | Disengaged - outreach needed",
                "support | 90 | Minimal support needs, high CSAT",
                "support | 70 | Normal support pattern",
                "support | 50 | Elevated issues",
                "support | 49 | Critical - many unresolved issues",
                "outcomes | 90 | Exceeding expected outcomes",
                "outcomes | 70 | On track to meet goals",
                "outcomes | 50 | Partial value realization",
                "outcomes | 49 | Not achieving expected value",
                "relationship | 90 | Strong multi-threaded relationship",
                "relationship | 70 | Good sponsor relationship",
                "relationship | 50 | Single-threaded",
                "relationship | 49 | No executive access"
            })
    @DisplayName("H6: what the score of a dimension means")
    void shouldSayWhatADimensionsScoreMeans(String dimension, BigDecimal score, String label) {
        assertThat(dimension("five-pillar", dimension).bandOf(score))
                .isNotNull()
                .extracting(DimensionBand::label)
                .isEqualTo(label);
    }

    @ParameterizedTest(name = "{0}: {1} is shown as {2}, {3}, {4}")
    @CsvSource({
        "five-pillar, 100, 100, GREEN, expand",
        "five-pillar, 80, 80, GREEN, expand",
        "five-pillar, 79.5, 80, GREEN, expand",
        "five-pillar, 79.499999, 79, YELLOW, nurture",
        "five-pillar, 50, 50, YELLOW, nurture",
        "five-pillar, 49.5, 50, YELLOW, nurture",
        "five-pillar, 49.499999, 49, RED, save",
        "five-pillar, 0, 0, RED, save",
        "four-pillar, 79.5, 80, GREEN, expand",
        "four-pillar, 79.499999, 79, YELLOW, nurture",
        "four-pillar, 49.5, 50, YELLOW, nurture",
        "four-pillar, 49.499999, 49, RED, save"
    })
    @DisplayName("H7, H8: halves are rounded up, and the band is chosen by what is shown")
    void shouldBandByTheShownScore(
            String card, String all, int shown, Status status, String action) {
        Map<String, String> scores =
                card(card).dimensions().stream().collect(Collectors.toMap(Dimension::id, _ -> all));

        Score score = score(card, scores);

        assertThat(score.exact()).isEqualByComparingTo(all);
        assertThat(score.shown()).isEqualTo(shown);
        assertThat(score.status()).isEqualTo(status);
        assertThat(card(card).bandOf(BigDecimal.valueOf(shown)).action()).isEqualTo(action);
    }

    @Test
    @DisplayName("H8: 70.5 is shown as 71")
    void shouldRoundHalfUpForDisplayAlone() {
        Score score =
                score(
                        "five-pillar",
                        Map.of(
                                "usage", "90",
                                "engagement", "70",
                                "support", "40",
                                "outcomes", "80",
                                "relationship", "60"));

        assertThat(score.exact()).isEqualByComparingTo("70.5");
        assertThat(score.shown()).isEqualTo(71);
        assertThat(score.status()).isEqualTo(Status.YELLOW);
    }

    /** To whom all has happened that the cards measure. */
    private static Customer busyCustomer() {
        return new Customer()
                .with("seats", "100")
                .sawUsers(40, 3)
                .saw(50, "usage.session-started", 40)
                .sawText("usage.feature-used", 3, "feature", "reports")
                .sawText("usage.feature-used", 4, "feature", "export")
                .sawText("usage.feature-used", 5, "feature", "alerts")
                .saw(5, "usage.workflow-started", 5)
                .saw(4, "usage.workflow-completed", 5)
                .saw(4, "engagement.meeting-scheduled", 20)
                .saw(3, "engagement.meeting-attended", 20)
                .saw(5, "engagement.message-sent", 20)
                .saw(2, "engagement.message-replied", 20)
                .saw(4, "engagement.training-assigned", 20)
                .saw(1, "engagement.training-completed", 20)
                .saw(2, "engagement.community-posted", 20)
                .sawValue("engagement.nps-submitted", 20, "7", Map.of())
                .saw(3, "support.ticket-opened", 5)
                .saw(2, "support.ticket-opened", 35)
                .saw(1, "support.ticket-escalated", 5)
                .sawValue("support.ticket-resolved", 5, "12", Map.of())
                .sawValue("support.csat-submitted", 5, "4", Map.of("scaleMax", "5"))
                .saw(5, "support.article-viewed", 5)
                .sawValue("outcome.roi-reported", 5, "60", Map.of("promised", "80"))
                .sawValue("outcome.kpi-reported", 5, "10", Map.of())
                .sawValue("outcome.value-reported", 5, "65", Map.of())
                .sawValue("outcome.goal-progressed", 5, "30", Map.of())
                .saw(4, "outcome.goal-set", 50)
                .saw(2, "outcome.goal-met", 5)
                .saw("relationship.sponsor-met", 30)
                .sawPerson("ann", "relationship.contact-added", 10)
                .sawPerson("ben", "relationship.contact-added", 10)
                .sawValue("relationship.champion-rated", 5, "4", Map.of("scaleMax", "5"))
                .saw("relationship.competitor-mentioned", 5)
                .sawValue("relationship.csm-sentiment", 5, "3", Map.of("scaleMax", "5"));
    }

    private static Map<String, BigDecimal> measured(Score score) {
        return score.measures().stream()
                .filter(measure -> measure.value() != null)
                .collect(
                        Collectors.toMap(
                                MeasureScore::measure,
                                measure -> Objects.requireNonNull(measure.value())));
    }

    private static void requireThat(Map<String, BigDecimal> measured, Map<String, String> wanted) {
        assertThat(measured).containsOnlyKeys(wanted.keySet());
        wanted.forEach((measure, value) ->
                assertThat(measured.get(measure)).as(measure).isEqualByComparingTo(value));
    }

    /** Of an account of which every measure of a dimension scores what the dimension does. */
    private static Score score(String id, Map<String, String> scores) {
        Scorecard card = card(id);
        List<Reading> readings = new ArrayList<>();
        for (Dimension dimension : card.dimensions()) {
            String score = scores.get(dimension.id());
            for (Measure measure : dimension.measures()) {
                readings.add(
                        score == null
                                ? Reading.missing("nothing", 0)
                                : Reading.of(
                                        scoring(measure.transform(), new BigDecimal(score)), 0));
            }
        }
        return new Scorer(card).score(readings, Adjusting.NOTHING, null);
    }

    /** The number that scores as much. */
    private static BigDecimal scoring(Transform transform, BigDecimal score) {
        assertThat(transform).isInstanceOf(Transform.Linear.class);
        var linear = (Transform.Linear) transform;
        return linear.at0()
                .add(linear.at100().subtract(linear.at0()).multiply(score).movePointLeft(2));
    }

    private static Dimension dimension(String card, String id) {
        return card(card).dimensions().stream()
                .filter(dimension -> dimension.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Scorecard card(String id) {
        return Objects.requireNonNull(Bundles.read(Bundles.DEFAULT).scorecards().get(id)).value();
    }
}
