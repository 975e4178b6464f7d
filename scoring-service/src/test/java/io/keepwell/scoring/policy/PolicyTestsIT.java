package io.keepwell.scoring.policy;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.token.TokenRole;
import io.keepwell.policy.PolicyFile;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PolicyTestsIT {

    private static final String PATH = "/v1/policies/test";

    private static final PolicyFile CARD =
            new PolicyFile(
                    "card.yaml",
                    """
                    kind: Scorecard
                    id: nps
                    bands: [{status: green, from: 70}, {status: yellow, from: 40}, {status: red, from: 0}]
                    minCoverage: 0
                    dimensions:
                    - id: voice
                      weight: 1
                      bands: [{from: 70, label: Fine}, {from: 0, label: Not fine}]
                      measures:
                      - id: nps
                        name: Last answer
                        weight: 1
                        value: latest('engagement.nps-submitted')
                        transform: {linear: {at0: 0, at100: 10}}
                    ---
                    kind: Resolver
                    id: default
                    scorecards: [{scorecard: nps}]
                    """);

    @Test
    void shouldPassWhatTheShippedTestsExpectOfTheShippedPolicies() throws IOException {
        Response answer = send(shipped());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getInt("passed")).isGreaterThan(10);
        assertThat(answer.jsonPath().getInt("failed")).isZero();
        assertThat(answer.jsonPath().getList("tests")).hasSize(answer.jsonPath().getInt("passed"));
    }

    @Test
    void shouldTellWhatWasExpectedWhereAndWhatThereIsInstead() {
        Response answer = send(List.of(CARD, tests("green")));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getInt("failed")).isEqualTo(1);
        assertThat(answer.jsonPath().getMap("tests[0]"))
                .containsEntry("suite", "voices")
                .containsEntry("name", "a six is no promoter")
                .containsEntry("file", "tests.yaml")
                .containsEntry("line", 5)
                .containsEntry("passed", false);
        assertThat(answer.jsonPath().getMap("tests[0].mismatches[0]"))
                .containsEntry("what", "status")
                .containsEntry("line", 7)
                .containsEntry("expected", "green")
                .containsEntry("actual", "yellow");
        assertThat(answer.jsonPath().getList("tests[0].mismatches")).hasSize(1);
        assertThat(send(List.of(CARD, tests("yellow"))).jsonPath().getInt("passed")).isEqualTo(1);
    }

    @Test
    void shouldSayWhatIsWrongWithATestAndWhere() {
        Response answer = send(List.of(CARD, tests("purple")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/files/1");
        assertThat(answer.jsonPath().getString("errors[0].detail"))
                .contains("tests.yaml:7", "purple");
    }

    @Test
    void shouldRefusePoliciesWithoutTestsAndTestsWithoutPolicies() {
        Response untested = send(List.of(CARD));
        Response alone = send(List.of(tests("green")));

        assertThat(untested.statusCode()).isEqualTo(422);
        assertThat(untested.jsonPath().getString("detail"))
                .isEqualTo(
                        "the files hold 0 tests; send 1 to 1000, in documents of kind PolicyTests"
                                + " beside the policies");
        assertThat(alone.statusCode()).isEqualTo(422);
    }

    @Test
    void shouldRunNoMoreEventsAtOnceThanTakeSeconds() {
        var many = new StringBuilder("kind: PolicyTests\nid: many\ntests:\n");
        for (int test = 0; test < 6; test++) {
            many.append(
                    """
                    - name: many %d
                      given: {events: [{type: usage.session-started, daysAgo: 99, repeat: 100, count: 1000}]}
                      expect: {missing: [nps]}
                    """
                            .formatted(test));
        }
        Response answer = send(List.of(CARD, new PolicyFile("many.yaml", many.toString())));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("detail"))
                .contains("600000 events", "at most 500000");
    }

    @Test
    void shouldBeForThoseWhoPutPoliciesInForce() {
        assertThat(
                        TestTokens.as(TokenRole.VIEWER, "looks on")
                                .contentType("application/json")
                                .body(Map.of("files", List.of(CARD)))
                                .post(PATH)
                                .statusCode())
                .isEqualTo(403);
    }

    private static PolicyFile tests(String status) {
        return new PolicyFile(
                "tests.yaml",
                """
                kind: PolicyTests
                id: voices
                now: 2026-06-15
                tests:
                - name: a six is no promoter
                  given: {measures: {nps: 6}}
                  expect: {status: %s}
                """
                        .formatted(status));
    }

    /** As they lie in the folder, the tests among them. */
    private static List<PolicyFile> shipped() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("../policies/default"))) {
            return all.filter(it -> it.toString().endsWith(".yaml"))
                    .map(it -> new PolicyFile(it.toString(), text(it)))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response send(List<PolicyFile> files) {
        return asAdmin().contentType("application/json").body(Map.of("files", files)).post(PATH);
    }
}
