package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.trial.EventSeries;
import io.keepwell.policy.trial.Given;
import io.keepwell.policy.trial.PolicyTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTestsProblemsTest {

    private static final String CARD =
            """
            kind: Scorecard
            id: card
            bands: [{status: green, from: 50}, {status: red, from: 0}]
            minCoverage: 0
            dimensions:
            - id: usage
              weight: 1
              measures:
              - id: users
                weight: 1
                value: activeUsers(30)
                transform: {linear: {at0: 0, at100: 5}}
            ---
            kind: Signals
            id: all
            signals:
            - {id: left, category: risk, when: "count('relationship.sponsor-left', 30) > 0"}
            """;

    private static final PolicySet POLICIES = policies();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{scores: {use: 90}} | {status: red} | there is no dimension 'use'. Write one of"
                        + " 'usage'.",
                "{scores: {usage: 101}} | {status: red} | 'usage' must be from 0 to 100, was 101",
                "{scores: {usage: 1}, measures: {users: 1}} | {status: red} | a test gives one of"
                        + " 'events', 'scores' and 'measures', this gives 'scores', 'measures'",
                "{} | {status: red} | this gives none",
                "{events: [{type: usage.session-startet, daysAgo: 1}]} | {status: red} | event type"
                        + " 'usage.session-startet' is not in the catalogue. Did you mean"
                        + " 'usage.session-started'?",
                "{events: [{type: usage.session-started}]} | {status: red} | the event has neither"
                        + " 'daysAgo' nor 'at'",
                "{events: [{type: engagement.nps-submitted, daysAgo: 1}]} | {status: red} | value"
                        + " is required",
                "{events: [{type: usage.feature-used, daysAgo: 1}]} | {status: red} |"
                        + " attributes.feature is required",
                "{events: [{type: usage.session-started, daysAgo: 1, repeat: 3}]} | {status: red} |"
                        + " the last of them would happen after the test's own day",
                "{events: [{type: usage.session-started, at: 2026-06-16}]} | {status: red} | 'at'"
                        + " must lie in the 399 days before",
                "{events: [{type: usage.session-started, daysAgo: 30, repeat: 30, count: 10000}]} |"
                        + " {status: red} | a test has at most 100000 events, these are 300000",
                "{scores: {usage: 1}} | {raised: [left]} | 'raised' needs events, and the test"
                        + " gives numbers",
                "{connected: [usage]} | {raised: [lft]} | there is no signal 'lft'. Did you mean"
                        + " 'left'?",
                "{connected: [usage]} | {} | the expectation wants nothing",
                "{connected: [usage]} | {status: amber} | 'status' must be one of",
                "{connected: [usage]} | {at: yesterday, shown: 3} | 'at' must be a day or a moment,"
                        + " was 'yesterday'",
                "{connected: [usage]} | {measures: {users: {scor: 3}}} | the key 'scor' is not"
                        + " known here. Did you mean 'score'?",
                "{peers: {smb: {\"activeUsers(30)\": [0, 9]}}} | {status: red} | there is no"
                        + " segment 'smb'",
                "{peers: {smb: {\"activeUsers(30)\": [0, 9]}}} | {status: red} | there is no number"
                        + " of which a measure asks the percentile, 'activeUsers(30)'",
                "{peers: {smb: {a: [9, 0]}}} | {status: red} | how peers spread is not told by 2 to"
                        + " 101 rising numbers. Write the least",
                "{peers: {smb: {a: [0, x]}}} | {status: red} | how peers spread is not told",
                "{peers: {smb: {a: [1]}}} | {status: red} | how peers spread is not told"
            })
    void shouldRefuseWhatCannotBeTested(String given, String expect, String problem) {
        PolicyResult<List<PolicyTest>> read = read(given, expect);

        assertThat(read).isInstanceOf(PolicyResult.Refused.class);
        assertThat(read.toString()).contains(problem);
    }

    @Test
    void shouldCountDaysFromOneMomentWhateverDayItIs() {
        List<PolicyTest> tests =
                accepted(
                        read(
                                "{events: [{type: usage.session-started, daysAgo: 60, repeat: 30,"
                                        + " every: 2, actors: 5}]}",
                                "[{status: red}, {daysAgo: 3, status: red}]"));

        assertThat(tests.getFirst().now()).isEqualTo(Instant.parse("2026-06-15T12:00:00Z"));
        assertThat(tests.getFirst().expected())
                .as("in the order of time")
                .extracting(it -> it.at().toString())
                .containsExactly("2026-06-12T12:00:00Z", "2026-06-15T12:00:00Z");
        EventSeries series =
                tests.getFirst().given() instanceof Given.Happened(var events, var _, var _)
                        ? events.getFirst()
                        : fail("no events");
        assertThat(series.first()).isEqualTo(Instant.parse("2026-04-16T12:00:00Z"));
        assertThat(series.size()).isEqualTo(150);
    }

    @Test
    void shouldNotPutTestsInForce() {
        PolicyBundle bundle =
                accepted(
                        PolicyParser.parseAll(
                                List.of(
                                        new PolicyFile("card.yaml", CARD),
                                        new PolicyFile("a.yaml", text("{}", "{}")))));

        assertThat(PolicyReader.read(bundle, EventCatalogue.standard()).toString())
                .contains("tests are not put in force. Keep them beside the policies");
    }

    private static PolicySet policies() {
        return accepted(
                PolicyReader.read(
                        accepted(PolicyParser.parseAll(List.of(new PolicyFile("c.yaml", CARD)))),
                        EventCatalogue.standard()));
    }

    private static String text(String given, String expect) {
        return "kind: PolicyTests\nid: a\ntests: [{name: a, given: %s, expect: %s}]\n"
                .formatted(given, expect);
    }

    private static PolicyResult<List<PolicyTest>> read(String given, String expect) {
        List<PolicyDocument> documents =
                accepted(PolicyParser.parse(new PolicyFile("a.yaml", text(given, expect))));
        return PolicyTestsReader.read(documents, POLICIES, EventCatalogue.standard());
    }

    private static <T> T accepted(PolicyResult<T> result) {
        return switch (result) {
            case PolicyResult.Accepted<T>(var value) -> value;
            case PolicyResult.Refused<T>(var problems) -> fail("refused: " + problems);
        };
    }
}
