package io.keepwell.scoring.policy;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keepwell.engine.backtest.Backtest;
import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestSettings;
import io.keepwell.engine.backtest.ChurnRule;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.ContractJson;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.application.policy.Submission;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies would have said of the past that a running service keeps. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PolicyBacktestsIT {

    private static final String PATH = "/v1/policies/backtest";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int DAYS = 90;
    private static final int ACCOUNTS = 6;
    private static final EventCatalogue CATALOGUE = EventCatalogue.standard();

    /** A card of usage alone, with which nobody who stopped is well. */
    private static final PolicyFile CARD =
            new PolicyFile(
                    "card.yaml",
                    """
                    kind: Scorecard
                    id: card
                    bands: [{status: green, from: 80}, {status: yellow, from: 50}, {status: red, from: 0}]
                    minCoverage: 0
                    dimensions:
                    - id: usage
                      weight: 1
                      measures:
                      - id: users
                        weight: 1
                        value: count('usage.session-started', 7)
                        transform: {linear: {at0: 0, at100: 5}}
                    ---
                    kind: Resolver
                    id: default
                    scorecards: [{scorecard: card}]
                    """);

    private static final String CSM = "csm-" + UUID.randomUUID();
    private static final Map<AccountId, List<CustomerEventV1>> HISTORY = new LinkedHashMap<>();
    private static LocalDate yesterday = LocalDate.EPOCH;

    @Inject Pool pool;

    /** Six customers; two stop on day 50 and are gone on day 70. One is told by a backfill. */
    @BeforeEach
    void tellOfCustomersOnce() {
        if (!HISTORY.isEmpty()) {
            return;
        }
        yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        var sent = new ArrayList<CustomerEventV1>();
        for (int number = 0; number < ACCOUNTS; number++) {
            var id = new AccountId("past-" + number + "-" + UUID.randomUUID());
            List<CustomerEventV1> its = life(id, number);
            HISTORY.put(id, its);
            sent.addAll(its);
        }
        try (var log = new Log()) {
            log.send(sent);
            log.flush();
        }
        HISTORY.forEach((id, its) -> await().atMost(SOON).until(() -> folded(id) == its.size()));
    }

    @Test
    void shouldSayToTheBitWhatTheEngineSaysOfTheSameEvents() throws JsonProcessingException {
        Response answer =
                send(
                        List.of(CARD),
                        Map.of(
                                "csm",
                                CSM,
                                "horizons",
                                "15",
                                "from",
                                yesterday.minusDays(DAYS).toString()));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        JsonNode told = new JsonMapper().readTree(answer.asString());
        assertThat(told.at("/accounts").asInt()).isEqualTo(ACCOUNTS);
        assertThat(told.at("/drawn").asInt()).isEqualTo(ACCOUNTS);
        assertThat(told.at("/unread").asInt()).isZero();
        assertThat(told.at("/events").asLong())
                .isEqualTo(HISTORY.values().stream().mapToLong(List::size).sum());
        assertThat(told.at("/policies/0/name").asText()).isEqualTo("asked");
        assertThat(told.at("/policies/1/name").asText()).isEqualTo("in force");
        PolicySet inForce = policies(PolicyFiles.at(List.of(Path.of("../policies/default"))));
        assertThat(told.at("/policies/1/version").asText()).isEqualTo(inForce.version());
        BacktestReport report = expected(List.of(policies(PolicyFiles.of(List.of(CARD))), inForce));
        assertThat(told.get("report")).isEqualTo(plain(report));
        assertThat(report.accounts().lost()).isEqualTo(2);
        assertThat(told.at("/report/rankers/0/marks/0/leadTime/warned").asInt()).isEqualTo(2);
    }

    @Test
    void shouldDrawTheSameAccountsEachTime() {
        Map<String, Object> once =
                send(List.of(CARD), Map.of("csm", CSM, "accounts", "3")).jsonPath().getMap("");

        assertThat(once).containsEntry("accounts", ACCOUNTS).containsEntry("drawn", 3);
        assertThat(send(List.of(CARD), Map.of("csm", CSM, "accounts", "3")).jsonPath().getMap(""))
                .isEqualTo(once);
    }

    @Test
    void shouldSayWhatIsWrongWithTheQuestion() {
        Response wrong =
                send(List.of(CARD), Map.of("accounts", "501", "from", "soon", "churnDay", "never"));

        assertThat(wrong.statusCode()).isEqualTo(400);
        Response ahead = send(List.of(CARD), Map.of("to", "9999-12-31"));
        assertThat(ahead.statusCode()).isEqualTo(400);
        assertThat(ahead.asString()).contains("to", "must be before today");
        Response much = send(List.of(CARD), Map.of("csm", CSM, "from", "1970-01-01"));
        assertThat(much.statusCode()).isEqualTo(422);
        assertThat(much.asString()).contains("days to be judged", "fewer 'accounts'");
        assertThat(wrong.asString())
                .contains("accounts", "must be a whole number from 1 to 500")
                .contains("from", "must be a day such as")
                .contains("churnDay");
        Response nobody = send(List.of(CARD), Map.of("csm", "nobody-" + CSM));
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.asString()).contains("holds no events of such accounts");
        Response bad = send(List.of(new PolicyFile("a.yaml", "kind: Scorecard")), Map.of());
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.asString()).contains("/files/0");
    }

    private BacktestReport expected(List<PolicySet> policies) {
        var settings =
                new BacktestSettings(
                        Math.toIntExact(yesterday.minusDays(DAYS).toEpochDay()),
                        Math.toIntExact(yesterday.toEpochDay()),
                        BacktestSettings.HISTORY_DAYS,
                        List.of(15),
                        ChurnRule.STANDARD,
                        1);
        var backtest = new Backtest(settings, ReportingTimeline.of(reporting()), CATALOGUE);
        List<Judge> judges = policies.stream().map(it -> Judge.silent(it, CATALOGUE)).toList();
        return backtest.report(
                HISTORY.entrySet().stream()
                        .map(it ->
                                backtest.course(
                                        it.getKey(),
                                        it.getValue().stream()
                                                .map(PolicyBacktestsIT::known)
                                                .toList(),
                                        judges))
                        .toList(),
                List.of("asked", "in force"));
    }

    /** Of all accounts, whoever told them. */
    private Reporting reporting() {
        var kinds = new TreeMap<String, Reporting.Span>();
        pool.query("select kind, min(first_day), max(last_day) from reporting group by kind")
                .execute()
                .await()
                .atMost(SOON)
                .forEach(row ->
                        kinds.put(
                                row.getString(0),
                                new Reporting.Span(row.getInteger(1), row.getInteger(2))));
        return new Reporting(kinds, Silence.NONE);
    }

    /** What a backfill brought counts as known when it occurred. */
    private static CustomerEventV1 known(CustomerEventV1 event) {
        return event.backfill() == null ? event : received(event, event.occurredAt());
    }

    private static List<CustomerEventV1> life(AccountId id, int number) {
        boolean leaves = number < 2;
        boolean isTold = number == 2;
        var events = new ArrayList<CustomerEventV1>();
        events.add(event(id, 0, "account.updated", Map.of("csm", text(CSM), "arr", number(1_000))));
        events.add(event(id, 0, "commercial.contract-started", Map.of("arr", number(1_000))));
        for (int day = 1; day <= (leaves ? 50 : DAYS); day++) {
            events.add(event(id, day, "usage.session-started", Map.of()));
            if (day % 10 == number) {
                events.add(event(id, day, "support.ticket-opened", Map.of()));
            }
        }
        if (leaves) {
            events.add(event(id, 70, "commercial.contract-cancelled", Map.of()));
        }
        Instant now = Instant.now();
        return isTold ? events.stream().map(it -> backfilled(it, now)).toList() : events;
    }

    private static CustomerEventV1 event(
            AccountId id, int day, String type, Map<String, AttributeValue> attributes) {
        Instant at =
                yesterday
                        .minusDays(DAYS - day)
                        .atStartOfDay(ZoneOffset.UTC)
                        .plusHours(9)
                        .toInstant();
        return new CustomerEventV1(
                type + "-" + day,
                new SourceName("test"),
                id,
                new EventType(type),
                at,
                at,
                type.startsWith("usage") ? "user-" + id.value() : null,
                null,
                new Attributes(attributes),
                null);
    }

    private static CustomerEventV1 backfilled(CustomerEventV1 event, Instant now) {
        CustomerEventV1 it = received(event, now);
        return new CustomerEventV1(
                it.id(),
                it.source(),
                it.accountId(),
                it.type(),
                it.occurredAt(),
                now,
                it.actorId(),
                it.value(),
                it.attributes(),
                "run-" + it.accountId().value());
    }

    private static CustomerEventV1 received(CustomerEventV1 event, Instant at) {
        return new CustomerEventV1(
                event.id(),
                event.source(),
                event.accountId(),
                event.type(),
                event.occurredAt(),
                at,
                event.actorId(),
                event.value(),
                event.attributes(),
                event.backfill());
    }

    private static AttributeValue text(String text) {
        return new AttributeValue.Text(text);
    }

    private static AttributeValue number(int number) {
        return new AttributeValue.Numeric(BigDecimal.valueOf(number));
    }

    private static PolicySet policies(PolicyFiles files) {
        return switch (Submission.read(files.files(), CATALOGUE)) {
            case PolicyResult.Accepted<Submission.Checked>(var checked) -> checked.policies();
            case PolicyResult.Refused<Submission.Checked>(var problems) ->
                    throw new AssertionError(problems);
        };
    }

    private static JsonNode plain(BacktestReport report) throws JsonProcessingException {
        return new JsonMapper().readTree(ContractJson.mapper().writeValueAsString(report));
    }

    private static long folded(AccountId id) {
        Response answer = asAdmin().get("/v1/accounts/{id}/events?limit=200", id.value());
        return answer.statusCode() == 200 ? answer.jsonPath().getList("items").size() : 0;
    }

    private static Response send(List<PolicyFile> files, Map<String, @Nullable String> query) {
        return TestTokens.asAdmin()
                .queryParams(query)
                .contentType("application/json")
                .body(Map.of("files", files))
                .post(PATH);
    }
}
