package io.keepwell.scoring.fold;

import static io.keepwell.runtime.testing.TestTokens.as;
import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.keepwell.runtime.testing.TestTokens.asCsm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.TokenRole;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ScoringInfra.class)
class OverridesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/v1/accounts/{id}/score/override";

    private final AccountId account = new AccountId("account-" + UUID.randomUUID());

    @BeforeEach
    void haveAnAccount() {
        try (var log = new Log()) {
            log.send(
                    List.of(
                            Log.event(account, "account.updated", Map.of("csm", "dana")),
                            Log.event(account, "engagement.nps-submitted", Map.of("value", 9))));
            log.flush();
        }
        await().atMost(SOON)
                .until(() ->
                        asAdmin().get("/v1/accounts/{id}", account.value()).statusCode() == 200);
    }

    /** H8: with reason, author and end, and the computed score beside it. */
    @Test
    void shouldCountWhatAPersonSaysUntilItIsLifted() {
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        String computed = "" + score().get("score");

        // When
        Response said =
                put(dana(), Map.of("value", 12.5, "reason", " They leave. ", "until", "" + until));

        // Then
        assertThat(said.statusCode()).as(said.asString()).isEqualTo(202);
        await().atMost(SOON).until(() -> "12.5".equals("" + score().get("score")));
        JsonPath score = score();
        assertThat("" + score.get("computed")).isEqualTo(computed);
        assertThat(score.getMap("adjustments[0].override"))
                .containsEntry("as", "score")
                .containsEntry("reason", "They leave.")
                .containsEntry("author", "dana")
                .containsEntry("lastDay", "" + until)
                .containsEntry("eventId", said.jsonPath().getString("eventId"))
                .containsEntry("source", "keepwell");

        assertThat(isListedAsOverridden()).isTrue();

        // When
        Response lifted =
                dana().contentType("application/json")
                        .body(Map.of("reason", "They stay."))
                        .post(PATH + "/lift", account.value());

        // Then
        assertThat(lifted.statusCode()).isEqualTo(202);
        await().atMost(SOON).until(() -> computed.equals("" + score().get("score")));
        assertThat(score().getList("adjustments")).isEmpty();
        assertThat(isListedAsOverridden()).isFalse();
    }

    @Test
    void shouldNameEachFieldThatIsWrong() {
        assertThat(pointers(put(dana(), Map.of()))).containsExactlyInAnyOrder("/value", "/reason");
        assertThat(pointers(put(dana(), told(Map.of("value", 101))))).containsExactly("/value");
        assertThat(pointers(put(dana(), told(Map.of("as", "roof"))))).containsExactly("/as");
        assertThat(pointers(put(dana(), told(Map.of("until", "2020-01-01")))))
                .containsExactly("/until");
        assertThat(pointers(put(dana(), told(Map.of("reason", "x".repeat(1_001))))))
                .containsExactly("/reason");
        assertThat(
                        dana().contentType("application/json")
                                .body(Map.of())
                                .post(PATH + "/lift", account.value())
                                .statusCode())
                .isEqualTo(422);
        assertThat(score().getList("adjustments")).isEmpty();
    }

    @Test
    void shouldHearOnlyThoseWhoSeeTheAccountAndMaySayIt() {
        Map<String, Object> said = told(Map.of());

        assertThat(put(asCsm("others", AccountsSeen.OWN, null), said).statusCode()).isEqualTo(404);
        assertThat(put(as(TokenRole.VIEWER, "looks on"), said).statusCode()).isEqualTo(403);
    }

    private static Map<String, Object> told(Map<String, Object> otherwise) {
        var all = new HashMap<String, Object>(Map.of("value", 40, "reason", "They leave."));
        all.putAll(otherwise);
        return all;
    }

    private static RequestSpecification dana() {
        return asCsm("dana", AccountsSeen.OWN, null);
    }

    private Response put(RequestSpecification caller, Map<String, Object> body) {
        return caller.contentType("application/json").body(body).put(PATH, account.value());
    }

    private static List<String> pointers(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        return answer.jsonPath().getList("errors.pointer", String.class);
    }

    private boolean isListedAsOverridden() {
        return asAdmin()
                .queryParam("q", account.value())
                .get("/v1/accounts")
                .jsonPath()
                .getBoolean("items[0].overridden");
    }

    private JsonPath score() {
        return asAdmin().get("/v1/accounts/{id}/score", account.value()).jsonPath();
    }
}
