package io.keepwell.scoring.policy;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.files.PolicyFiles;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How long a plan takes on a portfolio of accounts with three months behind them. It prints the
 * time and demands none: {@code -Dkeepwell.plan.accounts=10000} for as many.
 */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PlanPortfolioIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int ACCOUNTS = Integer.getInteger("keepwell.plan.accounts", 200);
    private static final int TEMPLATES = 20;
    private static final int DAYS = 90;
    private static final int RUNS = 5;

    private final String prefix = "many-" + UUID.randomUUID();

    @Inject Pool pool;

    @AfterEach
    void forgetTheCopies() {
        for (String table : List.of("account_state", "fact", "fact_member")) {
            run("delete from %s where account_id like $1 || '%%-copy-%%'".formatted(table), prefix);
        }
    }

    @Test
    void shouldPlanForAllAccountsOfAPortfolio() {
        // Given accounts that were folded, and as many copies of them as are wanted
        long sent = 0;
        try (var log = new Log()) {
            for (int template = 0; template < TEMPLATES; template++) {
                List<CustomerEventV1> events =
                        events(new AccountId(prefix + "-" + template), template);
                log.send(events);
                sent += events.size();
            }
            log.flush();
        }
        long all = sent;
        await().atMost(SOON).until(() -> folded() == all);
        long perAccount =
                run("select count(*) from fact where account_id like $1 || '%'", prefix)
                                .getFirst()
                                .getLong(0)
                        / TEMPLATES;
        copy("account_state", "verdict, accepted, folded, duplicate, too_late, quarantined");
        copy("fact", "key, value");
        copy("fact_member", "key, value");

        // When
        var lines = new ArrayList<String>();
        Response plan = plan();
        for (int time = 0; time < RUNS; time++) {
            long begun = System.nanoTime();
            plan = plan();
            lines.add("%d ms".formatted((System.nanoTime() - begun) / 1_000_000));
        }

        // Then
        int accounts = plan.jsonPath().getInt("accounts");
        System.out.printf(
                "plan of %d accounts with %d rows of facts each: %s; %d change status%n",
                accounts,
                perAccount,
                String.join(", ", lines),
                plan.jsonPath().getInt("statusChanges"));
        assertThat(accounts).isGreaterThanOrEqualTo(ACCOUNTS);
        assertThat(plan.jsonPath().getInt("statusChanges")).isPositive();
    }

    /** What the default would make of them with another edge between yellow and green. */
    private static Response plan() {
        List<PolicyFile> files =
                PolicyFiles.at(List.of(Path.of("../policies/default"))).files().stream()
                        .map(it ->
                                new PolicyFile(
                                        it.name(),
                                        it.text()
                                                .replace("green, from: 80", "green, from: 99")
                                                .replace("yellow, from: 50", "yellow, from: 97")
                                                .replace("leaveRedAt: 53", "leaveRedAt: 98")
                                                .replace("GreenBelow: 78", "GreenBelow: 98")))
                        .toList();
        Response answer =
                asAdmin()
                        .contentType("application/json")
                        .body(Map.of("files", files))
                        .post("/v1/policies/plan");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private static List<CustomerEventV1> events(AccountId account, int template) {
        Instant now = Instant.now();
        var events = new ArrayList<CustomerEventV1>();
        events.add(
                Log.event(
                        account,
                        "account.updated",
                        now.minus(Duration.ofDays(DAYS)),
                        Map.of(
                                "name",
                                "Many " + template,
                                "arr",
                                10_000 * (template + 1),
                                "seats",
                                20)));
        for (int day = DAYS; day >= 0; day--) {
            Instant at = now.minus(Duration.ofDays(day));
            for (int user = 0; user < 5; user++) {
                Map<String, Object> by = Map.of("actor", "user-" + user);
                events.add(Log.event(account, "usage.session-started", at, by));
                events.add(
                        Log.event(
                                account,
                                "usage.feature-used",
                                at,
                                Map.of("actor", "user-" + user, "feature", "f-" + day % 9)));
            }
            if (day % 7 == template % 7) {
                events.add(Log.event(account, "engagement.meeting-scheduled", at, Map.of()));
                events.add(Log.event(account, "engagement.meeting-attended", at, Map.of()));
                events.add(Log.event(account, "engagement.message-sent", at, Map.of()));
                events.add(Log.event(account, "support.ticket-opened", at, Map.of()));
                events.add(
                        Log.event(
                                account,
                                "support.csat-submitted",
                                at,
                                Map.of("value", 4, "scaleMax", 5)));
            }
            if (day % 30 == 3) {
                events.add(Log.event(account, "engagement.nps-submitted", at, Map.of("value", 8)));
                events.add(Log.event(account, "outcome.value-reported", at, Map.of("value", 80)));
                events.add(Log.event(account, "relationship.sponsor-met", at, Map.of()));
            }
        }
        return events;
    }

    private void copy(String table, String columns) {
        run(
                """
                insert into %1$s (part, account_id, %2$s)
                select part, account_id || '-copy-' || n, %2$s
                  from %1$s cross join generate_series(1, %3$d) n
                 where account_id like $1 || '%%'
                """
                        .formatted(table, columns, ACCOUNTS / TEMPLATES),
                prefix);
    }

    private long folded() {
        return run(
                        "select coalesce(sum(folded), 0)::bigint from account_state where"
                                + " account_id like $1 || '%'",
                        prefix)
                .getFirst()
                .getLong(0);
    }

    private List<Row> run(String sql, String argument) {
        var rows = new ArrayList<Row>();
        pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(SOON).forEach(rows::add);
        return rows;
    }
}
