package io.keepwell.scoring.adapter.rest;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.keepwell.scoring.adapter.rest.AccountsIT.decimal;
import static io.keepwell.scoring.adapter.rest.AccountsIT.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.scoring.ReadingInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(ReadingInfra.class)
class DifferencesIT {

    private static final String PATH = "/v1/accounts/{id}/score/explain";

    /** The account's first step again and again, a millisecond after the other. */
    private static final String STEPS_OF_2001 =
            """
            INSERT INTO health_history (account_id, changed_at, sequence, status, score, shown,
                    cause, cause_event, parts, messages, policy_version, verdict, part,
                    next_offset, committed_at, reconstructed)
            SELECT account_id, timestamptz '2001-02-01Z' + n * interval '1 ms', sequence, status,
                   score, shown, cause, cause_event, parts, messages, policy_version, verdict,
                   part, next_offset, committed_at, reconstructed
              FROM (SELECT * FROM health_history
                     WHERE account_id = '%s' ORDER BY changed_at, id LIMIT 1) first,
                   generate_series(1, 1001) n
            """
                    .formatted(Portfolio.ACME);

    @Inject DataSource database;

    @Test
    void shouldTellWhatLiesBetweenAnyTwoStepsInPartsThatAddUp() {
        List<Change> changes = Portfolio.written().acme.told().changes();
        for (int from = 0; from < changes.size(); from++) {
            for (int to = from; to < changes.size(); to++) {
                Verdict begin = changes.get(from).verdict();
                Verdict end = changes.get(to).verdict();

                JsonPath told =
                        json(
                                asAdmin()
                                        .queryParam("from", at(begin).toString())
                                        .queryParam("to", at(end).toString())
                                        .get(PATH, Portfolio.ACME));

                BigDecimal difference = score(end).subtract(score(begin));
                assertThat(decimal(told, "points")).isEqualByComparingTo(difference);
                assertThat(sum(told)).isEqualByComparingTo(difference);
                assertThat(told.<Object>get("from.score") != null)
                        .isEqualTo(begin.score().exact() != null);
                assertThat(told.getString("to.status")).isEqualTo(end.status().wireName());
            }
        }
    }

    @Test
    void shouldEndWithThePresentWhereNoEndIsGiven() {
        JsonPath told =
                json(
                        asAdmin()
                                .queryParam("from", "2001-01-01T00:00:00Z")
                                .get(PATH, Portfolio.ACME));

        Verdict present = Portfolio.written().acme.told().verdict();
        assertThat(told.<Object>get("from")).isNull();
        assertThat(decimal(told, "to.score")).isEqualByComparingTo(score(present));
        assertThat(sum(told)).isEqualByComparingTo(score(present));
        assertThat(told.getString("sentence")).startsWith("First score since 1 Jan 2001");
    }

    @Test
    void shouldNameTheEventsWithWhichAMeasureMoved() {
        // Given: all was well until the first of two escalations
        List<Change> changes = Portfolio.written().acme.told().changes();
        Instant before =
                changes.stream()
                        .filter(it ->
                                Objects.equals(
                                        Objects.toString(it.cause().eventType(), ""),
                                        "support.ticket-escalated"))
                        .map(it -> at(it.verdict()).minusMillis(1))
                        .findFirst()
                        .orElseThrow();

        JsonPath told =
                json(asAdmin().queryParam("from", before.toString()).get(PATH, Portfolio.ACME));

        JsonPath escalations = part(told, "escalations");
        assertThat(escalations.getString("name")).isEqualTo("Escalations, 30 days");
        // Nobody had told of support before, so that it was unknown rather than 0.
        assertThat(escalations.<Object>get("before")).isNull();
        assertThat(decimal(escalations, "after")).isEqualByComparingTo("2");
        assertThat(escalations.getList("events.type", String.class))
                .hasSize(2)
                .containsOnly("support.ticket-escalated");
        assertThat(told.getString("sentence")).contains("Escalations, 30 days now 2");
    }

    @ParameterizedTest
    @CsvSource({
        ", , from, is required",
        "'', , from, is required",
        "yesterday, , from, ",
        "2999-01-01T00:00:00Z, , from, is in the future",
        "2026-11-03T00:00:00Z, 2026-11-02T00:00:00Z, to, must not be before 'from'"
    })
    void shouldRefuseASpanThatIsNone(String from, String to, String pointer, String detail) {
        var request = asAdmin();
        Stream.ofNullable(from).forEach(it -> request.queryParam("from", it));
        Stream.ofNullable(to).forEach(it -> request.queryParam("to", it));

        Response answer = request.get(PATH, Portfolio.ACME);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo(pointer);
        assertThat(answer.jsonPath().getString("errors[0].detail"))
                .contains(Objects.toString(detail, ""));
    }

    @Test
    void shouldSayThatThereWasNoScoreYetAtTheEnd() {
        Response answer =
                asAdmin()
                        .queryParam("from", "2001-01-01T00:00:00Z")
                        .queryParam("to", "2001-01-02T00:00:00Z")
                        .get(PATH, Portfolio.ACME);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("detail")).contains("no score at 2001-01-02");
    }

    @Test
    void shouldAskForAShorterSpanWhereMoreChangedThanOneAnswerReads() throws SQLException {
        int written = execute(STEPS_OF_2001);
        try {
            assertThat(written).isEqualTo(1_001);

            assertThat(answerOf2001("2001-02-01T00:00:00.002Z").statusCode()).isEqualTo(200);
            Response tooMany = answerOf2001("2001-02-01T00:00:00Z");

            assertThat(tooMany.statusCode()).isEqualTo(400);
            assertThat(tooMany.jsonPath().getString("errors[0].detail"))
                    .contains("more than 1000 times");
        } finally {
            execute("DELETE FROM health_history WHERE changed_at < timestamptz '2002-01-01Z'");
        }
    }

    private static Response answerOf2001(String from) {
        return asAdmin()
                .queryParam("from", from)
                .queryParam("to", "2001-12-31T00:00:00Z")
                .get(PATH, Portfolio.ACME);
    }

    private int execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            return sql.executeUpdate(statement);
        }
    }

    private static JsonPath part(JsonPath told, String measure) {
        return new JsonPath(
                new JsonObject(
                                told.<Map<String, Object>>get(
                                        "parts.find { it.measure == '%s' && it.kind == 'behaviour' }"
                                                .formatted(measure)))
                        .encode());
    }

    private static BigDecimal sum(JsonPath told) {
        return told.<Number>getList("parts.points").stream()
                .map(it -> new BigDecimal(it.toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal score(Verdict verdict) {
        return Objects.requireNonNullElse(verdict.score().exact(), BigDecimal.ZERO);
    }

    private static Instant at(Verdict verdict) {
        return Instant.ofEpochMilli(verdict.asOf());
    }
}
