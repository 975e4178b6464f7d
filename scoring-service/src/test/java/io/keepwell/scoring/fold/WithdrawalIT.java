package io.keepwell.scoring.fold;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a source takes back, as a running service folds and shows it. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class WithdrawalIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SCORE = "/v1/accounts/{id}/score";

    @Inject Pool pool;

    @Test
    @DisplayName("a score is what it would be without the event, and the past what was known")
    void shouldBeScoredAsIfTheEventHadNeverCome() {
        // Given two accounts, one of which hears what is wrong
        AccountId misled = account();
        AccountId other = account();
        try (var log = new Log()) {
            log.send(used(misled));
            log.send(used(other));
            log.send(List.of(nps(misled, "right", 9), nps(other, "right", 9)));
            log.flush();
            await().atMost(SOON).until(() -> folded(misled) == 4 && folded(other) == 4);
            log.send(List.of(nps(misled, "wrong", 0)));
            log.flush();
            await().atMost(SOON).until(() -> folded(misled) == 5);
            String scoreOfWrong = score(misled).getString("score");
            Instant misledAt = Instant.now();
            assertThat(scoreOfWrong).isNotEqualTo(score(other).getString("score"));
            assertThat(kpiEvents(misled)).isEqualTo(2);

            // When it is taken back, twice
            CustomerEventV1 back = withdrawal(misled, "back", "wrong");
            log.send(List.of(back, back, withdrawal(misled, "back-again", "wrong")));
            log.flush();
            await().atMost(SOON).until(() -> accepted(misled) == 8);

            // Then
            assertThat(score(misled).getString("score")).isEqualTo(score(other).getString("score"));
            assertThat(kpiEvents(misled)).isEqualTo(1);
            assertThat(count(misled, "folded")).isEqualTo(7);
            assertThat(count(misled, "duplicate")).isEqualTo(1);
            assertThat(shownAs(misled, "wrong")).isEqualTo("back");
            assertThat(shownAs(misled, "right")).isNull();
            assertThat(tookBack(misled, "back")).isTrue();
            assertThat(tookBack(misled, "right")).isNull();
            requirePast(misled, misledAt, scoreOfWrong);
            requirePast(misled, Instant.now(), score(other).getString("score"));
            JsonPath newest = asAdmin().get(SCORE + "/history", misled.value()).jsonPath();
            assertThat(newest.getString("items[0].cause.event.type"))
                    .isEqualTo("account.event-withdrawn");
        }
    }

    @Test
    void shouldHoldForAnEventThatComesAfterItsWithdrawalAndInOneBatch() {
        AccountId early = account();
        AccountId plain = account();
        try (var log = new Log()) {
            log.send(used(plain));
            log.send(List.of(nps(plain, "right", 9)));
            log.send(List.of(withdrawal(early, "back", "wrong")));
            log.send(used(early));
            // All of it may be folded in one transaction, and what is taken back is in it.
            log.send(
                    List.of(
                            nps(early, "wrong", 0),
                            nps(early, "slip", 1),
                            withdrawal(early, "back-2", "slip"),
                            nps(early, "right", 9)));
            log.flush();
        }
        await().atMost(SOON).until(() -> folded(early) == 8 && folded(plain) == 4);

        assertThat(score(early).getString("score")).isEqualTo(score(plain).getString("score"));
        assertThat(kpiEvents(early)).isEqualTo(1);
        assertThat(shownAs(early, "wrong")).isEqualTo("back");
        assertThat(shownAs(early, "slip")).isEqualTo("back-2");
    }

    @Test
    void shouldForgetTheOnlyEventThatToldAName() {
        AccountId account = account();
        try (var log = new Log()) {
            log.send(used(account));
            log.send(
                    List.of(
                            Log.event(
                                    account,
                                    "account.updated",
                                    Map.of("id", "named", "name", "Mistaken", "arr", 5000))));
            log.flush();
            await().atMost(SOON).until(() -> "Mistaken".equals(name(account)));
            log.send(List.of(withdrawal(account, "back", "named")));
            log.flush();
        }
        await().atMost(SOON).until(() -> folded(account) == 5);

        assertThat(name(account)).isNull();
        assertThat(rows("select 1 from revenue_period where account_id = $1", account.value()))
                .as("its revenue through time")
                .isZero();
    }

    private static List<CustomerEventV1> used(AccountId account) {
        var events = new ArrayList<CustomerEventV1>();
        for (int user = 0; user < 3; user++) {
            events.add(
                    Log.event(account, "usage.session-started", Map.of("actor", "user-" + user)));
        }
        return events;
    }

    private static CustomerEventV1 nps(AccountId account, String id, int value) {
        return Log.event(
                account,
                "engagement.nps-submitted",
                Map.of("id", id, "value", value, "actor", "contact"));
    }

    private static CustomerEventV1 withdrawal(AccountId account, String id, String eventId) {
        return Log.event(account, "account.event-withdrawn", Map.of("id", id, "eventId", eventId));
    }

    private static void requirePast(AccountId account, Instant at, String score) {
        Response answer = asAdmin().queryParam("at", at.toString()).get(SCORE, account.value());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("found.because")).isNull();
        assertThat(answer.jsonPath().getString("found.how")).isEqualTo("computed");
        assertThat(answer.jsonPath().getString("score")).as("at %s", at).isEqualTo(score);
    }

    @Test
    void shouldShowThatNothingOfAnotherAccountIsTakenBack() {
        AccountId meant = account();
        AccountId named = account();
        try (var log = new Log()) {
            log.send(used(meant));
            log.send(List.of(nps(meant, "wrong", 0)));
            log.send(used(named));
            log.send(List.of(withdrawal(named, "back", "wrong")));
            log.flush();
        }
        await().atMost(SOON).until(() -> folded(meant) == 4 && folded(named) == 4);

        assertThat(tookBack(named, "back")).isFalse();
        assertThat(shownAs(meant, "wrong")).isNull();
    }

    private static Boolean tookBack(AccountId account, String id) {
        return asAdmin()
                .get("/v1/accounts/{id}/events", account.value())
                .jsonPath()
                .get("items.find { it.id == '%s' }.tookBack".formatted(id));
    }

    private static String shownAs(AccountId account, String eventId) {
        return asAdmin()
                .get("/v1/accounts/{id}/events", account.value())
                .jsonPath()
                .getString("items.find { it.id == '%s' }.withdrawnBy".formatted(eventId));
    }

    private static JsonPath score(AccountId account) {
        return asAdmin().get(SCORE, account.value()).jsonPath();
    }

    private static String name(AccountId account) {
        Response answer = asAdmin().get("/v1/accounts/{id}", account.value());
        return answer.statusCode() == 200 ? answer.jsonPath().getString("name") : null;
    }

    private static long folded(AccountId account) {
        return count(account, "folded");
    }

    private static long accepted(AccountId account) {
        return count(account, "accepted");
    }

    private static long count(AccountId account, String which) {
        Response answer = asAdmin().get("/v1/accounts/{id}", account.value());
        return answer.statusCode() == 200 ? answer.jsonPath().getLong("counts." + which) : 0;
    }

    private long kpiEvents(AccountId account) {
        return rows("select 1 from kpi_event where account_id = $1", account.value());
    }

    private long rows(String sql, String account) {
        return pool.preparedQuery(sql).execute(Tuple.of(account)).await().atMost(SOON).rowCount();
    }

    private static AccountId account() {
        return new AccountId("withdrawal-" + UUID.randomUUID());
    }
}
