package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.files.PolicyFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyWarningsTest {

    private static final String CARD =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 80}, {status: yellow, from: 50}, {status: red, from: 0}]
            minCoverage: 0
            dimensions:
            - id: usage
              weight: 30
              measures:
              - {id: a, weight: 1, value: "count('usage.session-started', 30)", transform: {ratio: {full: 5}}}
            - id: support
              weight: 70
              measures:
              - {id: b, weight: 1, value: "count('support.ticket-opened', 30)", transform: {ratio: {full: 5}}}
            """;

    @Test
    void shouldWarnWhereAllDimensionsAreHealthyAndTheWholeIsNotGreen() {
        String bands =
                """
                  bands:
                  - {from: 90, label: Best}
                  - {from: 70, label: Healthy}
                  - {from: 50, label: Fair}
                  - {from: 0, label: Bad}
                  measures:
                """;
        String healthy = CARD.replace("  measures:\n", bands);

        assertThat(warnings(healthy))
                .singleElement()
                .asString()
                .startsWith("a.yaml:1:1: with every dimension where its healthy bands begin")
                .contains(
                        "('Healthy', 'Healthy'), the score is 70 and the status yellow, not green")
                .endsWith(
                        "Let green begin at 70, or leave it: then healthy is not enough to be"
                                + " green.");
        assertThat(warnings(healthy.replace("green, from: 80", "green, from: 70"))).isEmpty();
        assertThat(warnings(CARD)).as("nobody has said what is healthy").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100, true", "101, false"})
    void shouldWarnWhereANumberIsCarriedFromDaysOfWhichNobodyKnowsWhoWasActive(
            int days, boolean isFine) {
        List<String> warnings =
                warnings(
                        CARD.replace(
                                        "count('support.ticket-opened', 30)",
                                        "distinct('features', 28)")
                                .replace("{id: b,", "{id: b, carryDays: %d,".formatted(days)));

        assertThat(warnings)
                .isEqualTo(
                        isFine
                                ? List.of()
                                : List.of(
                                        "a.yaml:1:1: 'b' is carried for 100 days at most, not for"
                                                + " 101: it is known for 128 days who was active,"
                                                + " its window included. Write carryDays: 100, or"
                                                + " make the window shorter."));
    }

    @Test
    void shouldWarnWhereOneEventCountsInTwoDimensions() {
        assertThat(
                        warnings(
                                CARD.replace(
                                        "'support.ticket-opened', 30",
                                        "'usage.session-started', 7")))
                .singleElement()
                .asString()
                .contains(
                        "'usage.session-started' is measured in several dimensions: 'support',"
                                + " 'usage'. Measure it in one");
    }

    @Test
    void shouldWarnOfLinesThatAreNeverReached() {
        String resolver =
                """
                ---
                kind: SegmentSet
                id: a
                segments: [{id: large, when: "trait('arr') > 5"}, {id: small, when: "trait('arr') <= 5"}]
                ---
                kind: Resolver
                id: a
                scorecards:
                - {scorecard: card, segments: [large, small]}
                - {scorecard: card, segments: [%s]}
                - {scorecard: card}
                """;

        assertThat(warnings(CARD + resolver.formatted("small")))
                .singleElement()
                .asString()
                .contains("line 2, of 'card', is never reached");
        assertThat(
                        warnings(
                                CARD
                                        + resolver.formatted("small")
                                                .replace("[large, small]", "[large]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "arr > 100 | arr <= 100 | ",
                "arr >= 100 | arr < 50 | an account whose arr is 50 is in no segment",
                "arr > 100 | arr < 100 | an account whose arr is 100 is in no segment",
                "arr >= 50 | arr >= 100 | no account can be in the segment 'b'"
            })
    void shouldWarnOfGapsBetweenSegmentsAndOfThoseThatNobodyIsIn(
            String a, String b, String warning) {
        String segments =
                """
                ---
                kind: SegmentSet
                id: a
                segments: [{id: a, when: "A"}, {id: b, when: "B"}]
                """
                        .replace("A", a.replace("arr", "trait('arr')"))
                        .replace("B", b.replace("arr", "trait('arr')"));

        List<String> warnings = warnings(CARD + segments);

        if (warning == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings).anyMatch(it -> it.contains(warning));
        }
    }

    @Test
    void shouldWarnOfRulesThatWaitInVain() {
        String rules =
                """
                ---
                kind: AlertRules
                id: all
                rules: [{id: amber, category: risk, when: {status: yellow}, severity: high}]
                """;
        String twoBands = CARD.replace("{status: yellow, from: 50}, ", "");

        assertThat(warnings(CARD + rules)).isEmpty();
        assertThat(warnings(twoBands + rules))
                .singleElement()
                .asString()
                .contains("the alert rule 'amber' waits for a status that no scorecard gives");
    }

    @Test
    void shouldWarnOfTheShippedCardAsRequirementD4Row2Asks() {
        PolicyBundle shipped = accepted(PolicyFiles.read(Path.of("../policies/default")));

        assertThat(of(shipped))
                .singleElement()
                .asString()
                .contains("five-pillar.yaml:1:1: ", "the score is 70 and the status yellow");
    }

    private static List<String> warnings(String text) {
        return of(accepted(PolicyParser.parseAll(List.of(new PolicyFile("a.yaml", text)))));
    }

    private static List<String> of(PolicyBundle bundle) {
        return PolicyWarnings.of(
                        bundle, accepted(PolicyReader.read(bundle, EventCatalogue.standard())))
                .stream()
                .map(PolicyProblem::toString)
                .toList();
    }

    private static <T> T accepted(PolicyResult<T> result) {
        return switch (result) {
            case PolicyResult.Accepted<T>(var value) -> value;
            case PolicyResult.Refused<T>(var problems) -> fail("refused: " + problems);
        };
    }
}
