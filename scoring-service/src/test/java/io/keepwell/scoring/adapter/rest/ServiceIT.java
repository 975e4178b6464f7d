package io.keepwell.scoring.adapter.rest;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.keepwell.scoring.adapter.rest.AccountsIT.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.testing.BrokenSessions;
import io.keepwell.runtime.testing.OpenApi;
import io.keepwell.scoring.ReadingInfra;
import io.keepwell.scoring.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operators and other teams rely on: counts, quarantine, description, health. */
@QuarkusTest
@WithTestResource(ReadingInfra.class)
class ServiceIT {

    /** Beyond the partitions of the topic, so that nobody else writes there. */
    private static final int PART = 900;

    @Test
    void shouldBeDescribedByTheCommittedFile() throws IOException {
        OpenApi.requireAsCommitted();
    }

    @Test
    void shouldBeReadyWhileTheDatabaseIs() {
        JsonPath ready = json(asAdmin().get("/q/health/ready"));

        assertThat(ready.getList("checks.name", String.class))
                .anyMatch(name -> name.startsWith("Reactive PostgreSQL"));
    }

    @Test
    void shouldCountAllEventsAndAccounts() {
        var portfolio = Portfolio.written();
        JsonPath before = json(asAdmin().get("/v1/stats"));
        Tables.run(
                """
                INSERT INTO fold_partition (topic_id, part, epoch, next_offset, accepted, folded,
                    duplicate, too_late, quarantined, stepped_day, stepped_policy, target_day,
                    target_policy) VALUES (?, ?, 1, 77, 10, 6, 2, 1, 1, 20000, 'p', 20000, 'p')
                """,
                UUID.randomUUID(),
                PART);
        String source = "source-" + UUID.randomUUID().toString().substring(0, 8);
        for (int part : List.of(PART, PART + 1)) {
            Tables.run("INSERT INTO source_count VALUES (?, ?, 5, 3, 1, 1, 0)", part, source);
        }

        JsonPath stats = json(asAdmin().get("/v1/stats"));

        assertThat(stats.getLong("accepted")).isEqualTo(before.getLong("accepted") + 10);
        assertThat(stats.getLong("tooLate")).isEqualTo(before.getLong("tooLate") + 1);
        assertThat(
                        stats.getLong("folded")
                                + stats.getLong("duplicate")
                                + stats.getLong("tooLate")
                                + stats.getLong("quarantined")
                                + stats.getLong("erased"))
                .isEqualTo(stats.getLong("accepted"));
        assertThat(stats.getLong("bySource.find { it.source == '%s' }.accepted".formatted(source)))
                .isEqualTo(10);
        assertThat(stats.getLong("partitions.find { it.partition == 900 }.nextOffset"))
                .isEqualTo(77);
        assertThat(stats.getString("partitions.find { it.partition == 900 }.steppedDay"))
                .isEqualTo("2024-10-04");
        assertThat(stats.getLong("accounts.total")).isGreaterThanOrEqualTo(4);
        assertThat(
                        stats.getLong(
                                "accounts.byStatus."
                                        + portfolio.dune.told().verdict().status().wireName()))
                .isPositive();
    }

    @Test
    void shouldListTheQuarantineTheNewestFirst() {
        String account = "quarantined-" + UUID.randomUUID();
        quarantine(account, 1, "{\"id\":\"evt-7\"}".getBytes(StandardCharsets.UTF_8));
        quarantine(account, 2, new byte[] {(byte) 0xff, 0});
        quarantine(account, 3, null);

        List<Object> offsets = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = quarantined(account, cursor);
            offsets.addAll(page.getList("items.offset", Integer.class));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(offsets).containsExactly(3, 2, 1);
    }

    @Test
    void shouldShowAValueAsTextOnlyWhereItIsText() {
        String account = "quarantined-" + UUID.randomUUID();
        quarantine(account, 11, "{\"id\":\"evt-7\"}".getBytes(StandardCharsets.UTF_8));
        quarantine(account, 12, new byte[] {(byte) 0xff, 0});

        JsonPath page = json(asAdmin().queryParam("accountId", account).get("/v1/quarantine"));

        assertThat(page.getString("items[1].value")).isEqualTo("{\"id\":\"evt-7\"}");
        assertThat(page.getString("items[1].encoding")).isEqualTo("utf-8");
        assertThat(page.getString("items[0].value")).isEqualTo("/wA=");
        assertThat(page.getString("items[0].encoding")).isEqualTo("base64");
        assertThat(page.getString("items[0].reason")).isEqualTo("unreadable");
        assertThat(page.<Object>get("items[0].replayedAt")).isNull();
    }

    @Test
    void shouldAnswerAPathThatIsNoneWithAProblem() {
        Response answer = asAdmin().get("/v1/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-4041");
    }

    private static JsonPath quarantined(String account, String cursor) {
        return json(
                asAdmin()
                        .queryParam("accountId", account)
                        .queryParam("limit", "1")
                        .queryParam("cursor", cursor)
                        .get("/v1/quarantine"));
    }

    private static void quarantine(String account, int number, byte @Nullable [] value) {
        Tables.run(
                """
                INSERT INTO quarantine (id, part, record_offset, account_id, reason, detail, headers,
                    value, quarantined_at)
                VALUES (?, ?, ?, ?, 'unreadable', 'not a time', ''::bytea, ?,
                    timestamptz '2026-11-03T09:00:00.000001Z' + make_interval(secs => ?))
                """,
                UUID.randomUUID(),
                PART,
                (long) number,
                account,
                value,
                (double) number / 1_000_000);
    }

    @Test
    void shouldAskToTryAgainWhenTheDatabaseEndsASession() throws SQLException {
        BrokenSessions.requireTryAgain(
                ReadingInfra.DATABASE, "account", () -> asAdmin().get("/v1/accounts"));
    }
}
