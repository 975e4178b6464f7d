package io.keepwell.scoring.policy;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.runtime.testing.TestDeployment;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PlanPoliciesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/v1/policies";

    /** Judges by the last answer to the NPS question alone: 6 of 10 is a score of 60. */
    private static final String CARD =
            """
            kind: Scorecard
            id: nps
            bands: [{status: green, from: 90}, {status: yellow, from: YELLOW}, {status: red, from: 0}]
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
                transform: {linear: {at0: 0, at100: BEST}}
            """;

    private static final String REACTIONS =
            """
            kind: AlertRules
            id: all
            rules:
            - {id: red, category: risk, when: {status: red}, severity: high}
            - {id: low, category: risk, when: {signal: low}, severity: high}
            ---
            kind: Signals
            id: all
            signals:
            - {id: low, category: risk, when: score() < LOW}
            ---
            kind: Play
            id: save
            category: risk
            trigger: {status: red, signal: low}
            tasks: [{id: say, title: Talk to them, role: csm, dueInWorkingDays: 1}]
            ---
            kind: SegmentSet
            id: all
            segments:
            - {id: large, when: trait('arr') > 100000}
            - {id: small, when: trait('arr') <= 100000}
            """;

    @Inject Pool pool;

    @AfterEach
    void putTheShippedPoliciesBack() {
        var shipped = PolicyFiles.at(List.of(Path.of("../policies/default"))).files();
        assertThat(
                        asAdmin()
                                .contentType("application/json")
                                .body(Map.of("files", shipped))
                                .put(PATH)
                                .statusCode())
                .isEqualTo(200);
    }

    /** A plan looks at all accounts; those of other tests' own folds nobody judges any more. */
    @BeforeEach
    void forgetWhatNobodyFolds() {
        for (String table : List.of("fold_partition", "account_state")) {
            rows(
                    "with gone as (delete from %s where part >= $1 returning 1) select 1 from gone"
                            .formatted(table),
                    TestDeployment.PARTITIONS);
        }
    }

    @Test
    void shouldSayWhatWouldComeOfPoliciesAndTouchNothing() {
        // Given an account that is yellow, in the smaller of two segments, at their bound
        AccountId account = account();
        String version = apply(50, 20).jsonPath().getString("version");
        send(account, 6, 100_000);
        await().atMost(SOON).until(() -> status(account).equals("yellow"));
        await().atMost(SOON).until(() -> waiting() == 0);
        String before = everything();

        // When the bands would say that it is red, and the signal that it is low
        Response plan = plan(70, 10, 65);

        // Then
        assertThat(plan.statusCode()).as(plan.asString()).isEqualTo(200);
        var json = plan.jsonPath();
        assertThat(json.getString("presentVersion")).isEqualTo(version);
        assertThat(json.getString("version")).isNotEqualTo(version);
        String its = "changes.find { it.account.accountId == '%s' }.".formatted(account.value());
        assertThat(json.getString(its + "from")).isEqualTo("yellow");
        assertThat(json.getString(its + "to")).isEqualTo("red");
        assertThat(json.getFloat(its + "scoreFrom")).isEqualTo(60);
        assertThat(json.getFloat(its + "account.arr")).isEqualTo(100_000);
        assertThat(json.getInt("statuses.find { it.status == 'red' }.after.accounts"))
                .isGreaterThan(json.getInt("statuses.find { it.status == 'red' }.before.accounts"));
        assertThat(json.getInt("moves.find { it.from == 'yellow' && it.to == 'red' }.accounts"))
                .isPositive();
        assertThat(json.getList("signals.find { it.id == 'low' }.first.accountId"))
                .contains(account.value());
        assertThat(json.getList("alerts.find { it.id == 'red' }.first.accountId"))
                .contains(account.value());
        assertThat(json.getList("alerts.find { it.id == 'low' }.first.accountId"))
                .contains(account.value());
        assertThat(json.getList("plays.find { it.id == 'save' }.first.accountId"))
                .contains(account.value());
        String near = "nearSegment.find { it.account.accountId == '%s' }.";
        assertThat(json.getString(near.formatted(account.value()) + "segment")).isEqualTo("small");
        assertThat(json.getString(near.formatted(account.value()) + "near")).isEqualTo("large");
        assertThat(json.getList("warnings", String.class))
                .anyMatch(it -> it.contains("the score is 70 and the status yellow, not green"));
        assertThat(everything()).isEqualTo(before);
        assertThat(asAdmin().get(PATH).jsonPath().getString("version")).isEqualTo(version);
    }

    @Test
    void shouldSayWhatMovesAScore() {
        AccountId account = account();
        apply(50, 20);
        send(account, 6, 1_000_000);
        await().atMost(SOON).until(() -> status(account).equals("yellow"));

        // 6 of 6 is 100
        var json = plan(50, 6, 20).jsonPath();

        String its = "changes.find { it.account.accountId == '%s' }.".formatted(account.value());
        assertThat(json.getString(its + "to")).isEqualTo("green");
        assertThat(json.getString(its + "because[0].name")).isEqualTo("Last answer");
        assertThat(json.getFloat(its + "because[0].points")).isEqualTo(40);
    }

    @Test
    void shouldChangeNothingForWhatIsInForce() {
        AccountId account = account();
        apply(50, 20);
        send(account, 6, 5);
        await().atMost(SOON).until(() -> status(account).equals("yellow"));
        await().atMost(SOON).until(() -> steppedBehind() == 0);

        var json = plan(50, 10, 20).jsonPath();

        assertThat(json.getInt("accounts")).isPositive();
        assertThat(json.getInt("statusChanges")).isZero();
        assertThat(json.getInt("scoreChanges")).isZero();
        assertThat(json.getList("signals")).isEmpty();
        assertThat(json.getList("alerts.opens.accounts")).containsOnly(0);
    }

    @Test
    void shouldCountAllAccountsAndNameOnlyThoseThatTheAskerSees() {
        AccountId account = account();
        apply(50, 20);
        send(account, 6, 5);
        await().atMost(SOON).until(() -> status(account).equals("yellow"));
        TokenHolder otto =
                TokenHolder.of("otto", EnumSet.of(TokenRole.OPS), AccountsSeen.OWN, null);

        Response plan =
                TestTokens.as(otto)
                        .contentType("application/json")
                        .body(Map.of("files", files(70, 10, 65)))
                        .post(PATH + "/plan");

        assertThat(plan.statusCode()).as(plan.asString()).isEqualTo(200);
        assertThat(plan.jsonPath().getInt("statusChanges")).isPositive();
        assertThat(plan.jsonPath().getList("changes")).isEmpty();
        assertThat(plan.asString()).doesNotContain(account.value());
    }

    @Test
    void shouldRefuseWhatCouldNotBePutInForce() {
        Response refused =
                asAdmin()
                        .contentType("application/json")
                        .body(Map.of("files", List.of(Map.of("name", "a", "text", "kind: 7"))))
                        .post(PATH + "/plan");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("errors[0].detail")).startsWith("a:1:");
    }

    private static List<Map<String, String>> files(int yellowFrom, int best, int low) {
        return List.of(
                Map.of(
                        "name",
                        "card.yaml",
                        "text",
                        CARD.replace("YELLOW", "" + yellowFrom).replace("BEST", "" + best)),
                Map.of("name", "reactions.yaml", "text", REACTIONS.replace("LOW", "" + low)));
    }

    private static Response apply(int yellowFrom, int low) {
        Response answer =
                asAdmin()
                        .contentType("application/json")
                        .body(Map.of("files", files(yellowFrom, 10, low)))
                        .put(PATH);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private static Response plan(int yellowFrom, int best, int low) {
        return asAdmin()
                .contentType("application/json")
                .queryParam("limit", 200)
                .body(Map.of("files", files(yellowFrom, best, low)))
                .post(PATH + "/plan");
    }

    private static void send(AccountId account, int nps, int arr) {
        Instant now = Instant.now();
        List<CustomerEventV1> events =
                List.of(
                        Log.event(account, "account.updated", now, Map.of("arr", arr)),
                        Log.event(account, "engagement.nps-submitted", now, Map.of("value", nps)));
        try (var log = new Log()) {
            log.send(events);
            log.flush();
        }
    }

    private String status(AccountId account) {
        return rows("select status from account where account_id = $1", account.value()).stream()
                .map(row -> row.getString(0))
                .findFirst()
                .orElse("");
    }

    private long waiting() {
        return rows("select count(*) from outbox where $1 = 0", 0).getFirst().getLong(0)
                + steppedBehind();
    }

    /** Partitions whose accounts have not been judged by the policies in force. */
    private long steppedBehind() {
        return rows(
                        "select count(*) from fold_partition p, policy_in_force f where"
                                + " p.stepped_policy <> f.version and $1 = 0",
                        0)
                .getFirst()
                .getLong(0);
    }

    /** What a plan must not change. */
    private String everything() {
        return rows(
                        """
                        select (select md5(string_agg(account_id || coalesce(verdict::text, ''), ','
                                                      order by account_id)) from account_state)
                            || (select count(*) from health_history)
                            || (select count(*) from policy_application)
                            || (select count(*) from outbox)
                         where $1 = 0
                        """,
                        0)
                .getFirst()
                .getString(0);
    }

    private List<Row> rows(String sql, Object argument) {
        var rows = new ArrayList<Row>();
        pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(SOON).forEach(rows::add);
        return rows;
    }

    private static AccountId account() {
        return new AccountId("plan-" + UUID.randomUUID());
    }
}
