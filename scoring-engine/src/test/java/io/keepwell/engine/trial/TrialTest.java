package io.keepwell.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.policy.reading.PolicyTestsReader;
import io.keepwell.policy.trial.PolicyTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTest {

    private static final PolicySet POLICIES =
            accepted(
                    PolicyReader.read(
                            accepted(PolicyFiles.read(Path.of("../policies/default"))),
                            EventCatalogue.standard()));

    private static final String AMONG_PEERS =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 50}, {status: red, from: 0}]
            minCoverage: 0
            dimensions:
            - id: usage
              weight: 1
              measures:
              - id: usage-rank
                name: Sessions a week, among peers
                weight: 1
                unit: percent
                value: percentile(count('usage.session-started', 7))
                transform: {linear: {at0: 0, at100: 100}}
            ---
            kind: SegmentSet
            id: segments
            segments:
            - {id: mid-market, when: "trait('arr') >= 25000"}
            - {id: smb, when: "trait('arr') < 25000"}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "score: 75 | ",
                "score: 75.000001 | score: expected 75.000001, was 75",
                "shown: 74 | shown: expected 74, was 75",
                "status: green | status: expected green, was yellow",
                "coverage: 0.5 | coverage: expected 0.5, was 1",
                "dimensions: {support: 41} | dimensions.support: expected 41, was 40",
                "dimensions: {support: 40} | "
            })
    void shouldTellWhateverIsNotAsItWasExpected(String expect, String difference) {
        String given =
                "{scores: {usage: 90, engagement: 90, support: 40, outcomes: 90,"
                        + " relationship: 40}}";

        assertThat(run(given, "{" + expect + "}"))
                .isEqualTo(difference == null ? List.of() : List.of(difference));
    }

    @Test
    void shouldScoreWhatMeasuresReadAndLeaveOutThoseWithoutData() {
        List<String> differences =
                run(
                        "{measures: {nps: 6, escalations: 3}}",
                        "{score: 1, measures: {nps: {value: 6, score: 51}}, missing: [roi, nps]}");

        // NPS 6 is half of 3 to 9; engagement weighs 25 and support 20 of the 45 with data.
        assertThat(differences)
                .containsExactly(
                        "score: expected 1, was 27.777778",
                        "measures.nps.score: expected 51, was 50",
                        "measures.nps: expected no data, was 6");
    }

    @Test
    void shouldLiveThroughTheDaysOfEventsOneByOne() {
        String given =
                """
                {events: [
                {type: relationship.sponsor-left, daysAgo: 100},
                {type: relationship.sponsor-met, daysAgo: 5}]}\
                """;

        assertThat(
                        run(
                                given,
                                """
                                [{daysAgo: 101, notRaised: [sponsor-left]},
                                {daysAgo: 100, raised: [sponsor-left]},
                                {daysAgo: 10, raised: [sponsor-left]},
                                {daysAgo: 10, notRaised: [sponsor-left]},
                                {daysAgo: 9, raised: [sponsor-left]},
                                {daysAgo: 9, notRaised: [sponsor-left]}]\
                                """))
                .containsExactly(
                        "account: expected a verdict, was none",
                        "signals.sponsor-left: expected not raised, was raised",
                        "signals.sponsor-left: expected raised, was not raised");
    }

    @Test
    void shouldCountZeroOnlyForSourcesThatAreConnected() {
        String given = "{%s events: [{type: engagement.nps-submitted, daysAgo: 3, value: 9}]}";

        assertThat(run(given.formatted(""), "{missing: [escalations]}")).isEmpty();
        assertThat(
                        run(
                                given.formatted("connected: [support],"),
                                "{measures: {escalations: {value: 0, score: 100}}}"))
                .isEmpty();
    }

    @Test
    void shouldNotTakeTheSilenceOfOneCustomerForThatOfASource() {
        String given = "{events: [{type: usage.session-started, daysAgo: 50, repeat: 30}]}";

        assertThat(run(given, "{measures: {session-trend: {value: -1}}}"))
                .as("8 sessions in the last 28 days, the latest 21 days ago, after 22 before")
                .containsExactly("measures.session-trend.value: expected -1, was -0.636364");
    }

    @Test
    void shouldKnowEachEventByItsNumberSoThatAnotherCanTakeItBack() {
        String given =
                """
                {events: [
                {type: support.ticket-escalated, daysAgo: 9, repeat: 2},
                {type: account.event-withdrawn, daysAgo: 4, attributes: {eventId: event-2}}]}\
                """;

        assertThat(
                        run(
                                given,
                                """
                                [{daysAgo: 5, measures: {escalations: {value: 2}}},
                                {measures: {escalations: {value: 1}}}]\
                                """))
                .isEmpty();
    }

    @Test
    void shouldSayWhatAScoreCameOf() {
        Mismatch mismatch =
                mismatches("{measures: {nps: 6, escalations: 3}}", "{score: 1}").getFirst();

        assertThat(mismatch.because())
                .containsExactly(
                        "engagement/nps: 6 scores 50, gives 27.777778 of 55.555556 points",
                        "support/escalations: 3 scores 0, gives 0 of 44.444444 points");
    }

    /** The example of policy-language/README.md. */
    @Test
    void shouldHoldAnAccountAgainstThePeersThatAreGiven() {
        PolicySet policies =
                accepted(
                        PolicyReader.read(
                                accepted(
                                        PolicyParser.parseAll(
                                                List.of(new PolicyFile("c.yaml", AMONG_PEERS)))),
                                EventCatalogue.standard()));
        String given =
                """
                {events: [{type: usage.session-started, daysAgo: 7, repeat: 7, count: 6}],
                peers: {smb: {"count('usage.session-started', 7)": [0, 12, 30, 50, 200]}}}\
                """;

        assertThat(
                        run(
                                policies,
                                "{segment: smb}",
                                given,
                                "{measures: {usage-rank: {value: 65, score: 65}}}"))
                .isEmpty();
        assertThat(run(policies, "{segment: mid-market}", given, "{missing: [usage-rank]}"))
                .as("no peers are given in its segment")
                .isEmpty();
    }

    private static List<String> run(
            PolicySet policies, String account, String given, String expect) {
        return mismatches(policies, account, given, expect).stream()
                .map(it ->
                        "%s: expected %s, was %s".formatted(it.what(), it.expected(), it.actual()))
                .toList();
    }

    private static List<String> run(String given, String expect) {
        return mismatches(given, expect).stream()
                .map(it ->
                        "%s: expected %s, was %s".formatted(it.what(), it.expected(), it.actual()))
                .toList();
    }

    private static List<Mismatch> mismatches(String given, String expect) {
        return mismatches(POLICIES, "{arr: 1}", given, expect);
    }

    private static List<Mismatch> mismatches(
            PolicySet policies, String account, String given, String expect) {
        String text =
                "kind: PolicyTests\nid: a\ntests: [{name: a, account: %s, given: %s, expect: %s}]\n"
                        .formatted(account, given, expect);
        List<PolicyTest> tests =
                accepted(
                        PolicyTestsReader.read(
                                accepted(PolicyParser.parse(new PolicyFile("a.yaml", text))),
                                policies,
                                EventCatalogue.standard()));
        return new Trial(policies, EventCatalogue.standard()).run(tests.getFirst()).mismatches();
    }

    private static <T> T accepted(PolicyResult<T> result) {
        return switch (result) {
            case PolicyResult.Accepted<T>(var value) -> value;
            case PolicyResult.Refused<T>(var problems) -> fail("refused: " + problems);
        };
    }
}
