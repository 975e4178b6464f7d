package io.keepwell.scoring.fold;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a running service says of the past of accounts that it has folded. */
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PastScoreIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SCORE = "/v1/accounts/{id}/score";
    private static final Duration HALF_A_DAY = Duration.ofHours(12).plusMinutes(7);
    private static final int HALF_THE_DAYS = 15;

    private static final AccountId WHOLE = new AccountId("whole-" + UUID.randomUUID());

    /** The same account, of which no more is known than the first fifteen days. */
    private static final AccountId HALF = new AccountId("half-" + UUID.randomUUID());

    private static Instant begin = Instant.EPOCH;
    private static Instant then = Instant.EPOCH;

    @BeforeEach
    void tellOfTwoAccountsOnce() {
        if (!begin.equals(Instant.EPOCH)) {
            return;
        }
        begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(25));
        then = at(HALF_THE_DAYS, 0);
        List<CustomerEventV1> whole = life(WHOLE);
        List<CustomerEventV1> half =
                life(HALF).stream().filter(it -> it.receivedAt().isBefore(then)).toList();
        try (var log = new Log()) {
            log.send(whole);
            log.send(half);
            log.flush();
        }
        await().atMost(SOON).until(() -> folded(WHOLE) == whole.size());
        await().atMost(SOON).until(() -> folded(HALF) == half.size());
    }

    @Test
    void shouldTellEachStepOfHistoryToTheLastDecimal() {
        JsonPath history =
                json(asAdmin().queryParam("limit", "200").get(SCORE + "/history", WHOLE.value()));
        List<String> times = history.getList("items.at", String.class);
        assertThat(times).hasSizeGreaterThan(8);

        for (int step = 0; step < times.size(); step++) {
            JsonPath told = past(WHOLE, Instant.parse(times.get(step)), null);

            assertThat(told.getString("found.because")).isNull();
            assertThat(told.getString("found.how")).isEqualTo("computed");
            assertThat(decimal(told, "score"))
                    .isEqualByComparingTo(decimal(history, "items[%d].score".formatted(step)));
            assertThat(told.getString("status"))
                    .isEqualTo(history.getString("items[%d].status".formatted(step)));
        }
    }

    @Test
    @DisplayName("H10: history keeps the risk of then, and computes it once more with its signs")
    void shouldTellTheRiskOfEachStepOfHistory() {
        JsonPath history =
                json(asAdmin().queryParam("limit", "200").get(SCORE + "/history", WHOLE.value()));
        List<String> times = history.getList("items.at", String.class);
        int known = 0;

        for (int step = 0; step < times.size(); step++) {
            JsonPath told = past(WHOLE, Instant.parse(times.get(step)), null);

            BigDecimal risk = decimal(told, "risk.risk");
            assertThat(risk).isEqualTo(decimal(history, "items[%d].risk".formatted(step)));
            if (risk != null) {
                known++;
                assertThat(
                                told.getList("risk.parts.contribution").stream()
                                        .map(it -> new BigDecimal(Objects.toString(it)))
                                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                                        .subtract(
                                                Objects.requireNonNull(decimal(told, "risk.cut"))))
                        .isEqualByComparingTo(risk);
            }
        }
        JsonPath now = json(asAdmin().get(SCORE, WHOLE.value()));
        assertThat(known).as("steps at which enough was known").isGreaterThan(3);
        assertThat(now.getString("risk.by.id")).isEqualTo("churn-risk");
        assertThat(now.getString("risk.parts[0].name")).isEqualTo("Used less than usual");
    }

    /** What is computed there was never shown: nobody noticed it, but it was so. */
    @Test
    void shouldComputeWhatWasBetweenTwoStepsAsWell() {
        JsonPath history =
                json(asAdmin().queryParam("limit", "200").get(SCORE + "/history", WHOLE.value()));
        List<Instant> steps =
                history.getList("items.at", String.class).stream().map(Instant::parse).toList();
        int between = 0;

        for (Instant at = steps.getLast();
                at.isBefore(steps.getFirst());
                at = at.plus(HALF_A_DAY)) {
            JsonPath told = past(WHOLE, at, null);

            assertThat(told.getString("found.because")).as("at %s", at).isNull();
            assertThat(told.getString("found.how")).as("at %s", at).isEqualTo("computed");
            between += steps.contains(at) ? 0 : 1;
        }
        assertThat(between).isGreaterThan(10);
    }

    @Test
    void shouldKnowNothingOfWhatCameLater() {
        JsonPath whole = past(WHOLE, then, null);
        JsonPath half = past(HALF, then, null);

        assertThat(decimal(whole, "score")).isNotNull().isEqualTo(decimal(half, "score"));
        assertThat(whole.getList("dimensions.measures.value"))
                .isEqualTo(half.getList("dimensions.measures.value"));
        assertThat(whole.getList("dimensions.measures.lastEvents.id"))
                .isEqualTo(half.getList("dimensions.measures.lastEvents.id"));
        assertThat(whole.getString("asOf")).isEqualTo(then.toString());
    }

    @Test
    void shouldTellWhatThePoliciesOfAVersionWouldHaveSaid() {
        String version = past(WHOLE, then, null).getString("policyVersion");

        JsonPath told = past(WHOLE, then, version);

        assertThat(decimal(past(WHOLE, then, version.substring(0, 6)), "score"))
                .as("by its first digits")
                .isEqualTo(decimal(told, "score"));
        assertThat(decimal(told, "score")).isEqualTo(decimal(past(WHOLE, then, null), "score"));
        assertThat(told.getString("found.how")).isEqualTo("computed");
    }

    @Test
    void shouldSayThatNoSuchPoliciesWereEverApplied() {
        Response answer =
                asAdmin()
                        .queryParam("at", then.toString())
                        .queryParam("version", "nowhere")
                        .get(SCORE, WHOLE.value());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("detail"))
                .contains("no policies of version 'nowhere'");
    }

    private static List<CustomerEventV1> life(AccountId account) {
        var events = new ArrayList<CustomerEventV1>();
        for (int day = 0; day < 22; day++) {
            for (int user = 0; user < (day < 12 ? 6 : 2); user++) {
                events.add(
                        event(
                                account,
                                "usage.session-started",
                                at(day, 9 + user),
                                "u" + user,
                                null));
            }
            if (day % 5 == 3) {
                events.add(
                        event(
                                account,
                                "engagement.nps-submitted",
                                at(day, 18),
                                "c1",
                                new BigDecimal(9 - day / 3)));
            }
            if (day > 13 && day % 2 == 0) {
                events.add(event(account, "support.ticket-escalated", at(day, 20), null, null));
            }
        }
        return events;
    }

    private static CustomerEventV1 event(
            AccountId account,
            String type,
            Instant at,
            @Nullable String actor,
            @Nullable BigDecimal value) {
        return new CustomerEventV1(
                "%s-%s-%s".formatted(type, at, actor),
                new SourceName("product"),
                account,
                new EventType(type),
                at,
                at.plusSeconds(2),
                actor,
                value,
                Attributes.NONE,
                null);
    }

    private static Instant at(int day, int hour) {
        return begin.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
    }

    private static JsonPath past(AccountId account, Instant at, @Nullable String version) {
        var request = asAdmin().queryParam("at", at.toString());
        if (version != null) {
            request.queryParam("version", version);
        }
        return json(request.get(SCORE, account.value()));
    }

    private static JsonPath json(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return new JsonPath(answer.asString())
                .using(new JsonPathConfig(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
    }

    private static @Nullable BigDecimal decimal(JsonPath json, String path) {
        Object number = json.get(path);
        return number == null ? null : new BigDecimal(Objects.toString(number));
    }

    private static long folded(AccountId account) {
        Response answer = asAdmin().get("/v1/accounts/{id}", account.value());
        return answer.statusCode() == 200 ? answer.jsonPath().getLong("counts.folded") : 0;
    }
}
