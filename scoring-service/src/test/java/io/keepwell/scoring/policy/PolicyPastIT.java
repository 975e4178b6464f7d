package io.keepwell.scoring.policy;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PolicyPastIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/v1/policies";
    private static final int DIGITS = 12;

    private static final String CARD =
            """
            kind: Scorecard
            id: nps
            bands: [{status: green, from: 90}, {status: yellow, from: %d}, {status: red, from: 0}]
            minCoverage: 0
            dimensions:
            - id: voice
              weight: 1
              measures:
              - id: nps
                weight: 1
                value: latest('engagement.nps-submitted')
                transform: {linear: {at0: 0, at100: 10}}
            """;

    @Inject Pool pool;

    @AfterEach
    void putTheShippedPoliciesBack() {
        var shipped = PolicyFiles.at(List.of(Path.of("../policies/default"))).files();
        assertThat(put(shipped).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldGoBackToWhatWasInForceBeforeAndForwardAgain() {
        String first = apply(50);
        String second = apply(60);

        Response back = rollBack("{}");
        String afterBack = inForce();
        Response forward = rollBack("{}");

        assertThat(back.statusCode()).as(back.asString()).isEqualTo(200);
        assertThat(back.jsonPath().getString("version")).isEqualTo(first);
        assertThat(back.jsonPath().getString("previousVersion")).isEqualTo(second);
        assertThat(back.jsonPath().getList("changed.id")).containsExactly("nps");
        assertThat(afterBack).isEqualTo(first);
        assertThat(forward.jsonPath().getString("version")).isEqualTo(second);
        assertThat(inForce()).isEqualTo(second);
    }

    @Test
    void shouldKeepOnRecordWhoWentBack() {
        String first = apply(51);
        String second = apply(61);
        rollBack("{\"version\": \"%s\"}".formatted(first.substring(0, DIGITS)));

        var history = asAdmin().queryParam("limit", 2).get(PATH + "/history").jsonPath();

        assertThat(history.getList("items.version")).containsExactly(first, second);
        assertThat(history.getList("items.previousVersion")).containsExactly(second, first);
        assertThat(history.getList("items.appliedBy"))
                .containsExactly(TestTokens.ADMIN, TestTokens.ADMIN);
        var next =
                asAdmin()
                        .queryParam("limit", 1)
                        .queryParam("before", history.getString("next"))
                        .get(PATH + "/history")
                        .jsonPath();
        assertThat(next.getList("items.version")).containsExactly(first);
    }

    @Test
    void shouldNotGoBackFromWhatOthersHaveAppliedMeanwhile() {
        String first = apply(52);
        String second = apply(62);

        Response late =
                asAdmin()
                        .contentType("application/json")
                        .header("If-Match", "\"" + first + "\"")
                        .body("{\"version\": \"%s\"}".formatted(first))
                        .post(PATH + "/rollback");

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(inForce()).isEqualTo(second);
    }

    @Test
    void shouldRefuseToGoBackToWhatThisReleaseCannotReadAnyMore() {
        String old = "0ddba11" + "0".repeat(57);
        pool.preparedQuery(
                        """
                        with d as (insert into policy_document (version, kind, policy_id, document)
                                   values ($1, 'Scorecard', 'old', 'kind: Scorecard
                        id: old
                        pillars: 7
                        ')
                                   on conflict do nothing)
                        insert into policy_bundle (version, documents, applied_at, applied_by)
                        values ($1, jsonb_build_array(jsonb_build_object(
                                    'kind', 'Scorecard', 'id', 'old', 'version', $1::text)),
                                now(), 'ana')
                        on conflict do nothing
                        """)
                .execute(Tuple.of(old))
                .await()
                .atMost(SOON);
        String before = inForce();

        Response refused = rollBack("{\"version\": \"0ddba11\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("detail"))
                .contains("cannot read version " + old, "apply that");
        assertThat(refused.jsonPath().getList("errors.detail", String.class))
                .anyMatch(it -> it.contains("pillars"));
        assertThat(inForce()).isEqualTo(before);
    }

    @Test
    void shouldSayWhichFieldsLieBetweenTwoVersions() {
        String first = apply(53);
        String second = apply(63);

        var named =
                asAdmin()
                        .queryParam("from", first)
                        .queryParam("to", second.substring(0, DIGITS))
                        .get(PATH + "/diff")
                        .jsonPath();
        var present = asAdmin().queryParam("from", first).get(PATH + "/diff").jsonPath();

        assertThat(named.getList("documents.change")).containsExactly("changed");
        assertThat(named.getString("documents[0].fields[0].path")).isEqualTo("bands.yellow.from");
        assertThat(named.getString("documents[0].fields[0].from")).isEqualTo("53");
        assertThat(named.getString("documents[0].fields[0].to")).isEqualTo("63");
        assertThat(present.getString("to")).isEqualTo(second);
        assertThat(asAdmin().get(PATH + "/diff").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldReadWhatWasAppliedOnce() {
        String first = apply(54);
        apply(64);

        Response stored = asAdmin().get(PATH + "/versions/" + first.substring(0, DIGITS));

        assertThat(stored.jsonPath().getString("version")).isEqualTo(first);
        assertThat(stored.jsonPath().getString("documents[0].text")).isEqualTo(CARD.formatted(54));
        assertThat(asAdmin().get(PATH + "/versions/ffffff").statusCode()).isEqualTo(404);
        assertThat(asAdmin().get(PATH + "/versions/{v}", "%").statusCode()).isEqualTo(404);
    }

    private static String apply(int yellowFrom) {
        Response answer =
                put(List.of(Map.of("name", "card.yaml", "text", CARD.formatted(yellowFrom))));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath().getString("version");
    }

    private static Response put(Object files) {
        return asAdmin().contentType("application/json").body(Map.of("files", files)).put(PATH);
    }

    private static Response rollBack(String body) {
        return asAdmin().contentType("application/json").body(body).post(PATH + "/rollback");
    }

    private static String inForce() {
        return asAdmin().get(PATH).jsonPath().getString("version");
    }
}
