package io.keepwell.scoring.adapter.rest;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.scoring.ReadingInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked again once the database is back. */
@QuarkusTest
@WithTestResource(ReadingInfra.class)
@TestProfile(DatabaseAwayIT.Away.class)
class DatabaseAwayIT {

    private static final String CARD =
            """
            kind: Scorecard
            id: nps
            bands: [{status: green, from: 0}]
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

    /** Nobody listens there. */
    public static final class Away implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.reactive.url", "postgresql://localhost:1/nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?dryRun=true"})
    void shouldAskToApplyPoliciesAgain(String query) {
        Response answer =
                asAdmin()
                        .contentType("application/json")
                        .body(Map.of("files", List.of(Map.of("name", "a.yaml", "text", CARD))))
                        .put("/v1/policies" + query);

        requireUnavailable(answer);
    }

    @Test
    void shouldAskToLookForPoliciesAgain() {
        requireUnavailable(asAdmin().get("/v1/policies"));
        requireUnavailable(asAdmin().get("/v1/policies/Scorecard/nps"));
    }

    private static void requireUnavailable(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-5031");
    }
}
