package io.keepwell.scoring.adapter.rest;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.keepwell.scoring.adapter.rest.AccountsIT.decimal;
import static io.keepwell.scoring.adapter.rest.AccountsIT.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.account.Change;
import io.keepwell.scoring.ReadingInfra;
import io.keepwell.scoring.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ReadingInfra.class)
class ScoreIT {

    @Test
    void shouldAddUpToTheScore() {
        JsonPath score = json(asAdmin().get("/v1/accounts/{id}/score", Portfolio.ACME));

        assertThat(sum(score.getList("dimensions.contribution")))
                .isEqualByComparingTo(decimal(score, "score"));
        assertThat(
                        sum(
                                score.<List<?>>getList("dimensions.measures.contribution").stream()
                                        .flatMap(List::stream)
                                        .toList()))
                .isEqualByComparingTo(decimal(score, "score"));
        assertThat(score.getString("scorecard.id")).isEqualTo("test-card");
        assertThat(score.getList("dimensions.name", String.class))
                .containsExactly("Usage", "Support");
    }

    @Test
    void shouldNameTheEventsThatLastMovedAMeasure() {
        JsonPath score = json(asAdmin().get("/v1/accounts/{id}/score", Portfolio.ACME));

        String escalations = "dimensions[1].measures[0]";
        assertThat(score.getString(escalations + ".id")).isEqualTo("escalations");
        assertThat(score.getString(escalations + ".name")).isEqualTo("Escalations, 30 days");
        assertThat(score.getList(escalations + ".lastEvents.type", String.class))
                .containsExactly("support.ticket-escalated", "support.ticket-escalated");
        assertThat(score.getString("dimensions[1].measures[1].missing")).isNotBlank();
        assertThat(score.getList("dimensions[1].measures[1].lastEvents")).isEmpty();
    }

    @Test
    void shouldTellTheScoreThatWasInForce() {
        List<Change> changes = Portfolio.written().acme.told().changes();
        Change early = changes.get(1);
        Instant then = Instant.ofEpochMilli(early.verdict().asOf());

        JsonPath score =
                json(
                        asAdmin()
                                .queryParam("at", then.toString())
                                .get("/v1/accounts/{id}/score", Portfolio.ACME));

        assertThat(decimal(score, "score"))
                .isEqualByComparingTo(Objects.requireNonNull(early.verdict().score().exact()));
        assertThat(sum(score.getList("dimensions.contribution")))
                .isEqualByComparingTo(decimal(score, "score"));
        assertThat(Instant.parse(score.getString("asOf"))).isEqualTo(then);
    }

    @Test
    void shouldSayThatAnAccountHadNoScoreYet() {
        Response answer =
                asAdmin()
                        .queryParam("at", "2001-01-01T00:00:00Z")
                        .get("/v1/accounts/{id}/score", Portfolio.ACME);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("detail")).contains("no score at 2001-01-01");
    }

    @Test
    void shouldRefuseAMomentThatIsNone() {
        Response answer =
                asAdmin()
                        .queryParam("at", "yesterday")
                        .get("/v1/accounts/{id}/score", Portfolio.ACME);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("at");
    }

    @Test
    void shouldListChangesTheNewestFirstWithTheirCauses() {
        List<Change> changes = Portfolio.written().acme.told().changes();
        Change last = changes.getLast();

        JsonPath history =
                json(
                        asAdmin()
                                .queryParam("limit", "200")
                                .get("/v1/accounts/{id}/score/history", Portfolio.ACME));

        assertThat(history.getList("items")).hasSize(changes.size());
        assertThat(Instant.parse(history.getString("items[0].at")))
                .isEqualTo(Instant.ofEpochMilli(last.verdict().asOf()));
        assertThat(history.getString("items[0].cause.kind"))
                .isEqualTo(last.cause().kind().wireName());
        assertThat(decimal(history, "items[0].previousScore"))
                .isEqualByComparingTo(
                        Objects.requireNonNull(
                                changes.get(changes.size() - 2).verdict().score().exact()));
        assertThat(history.getString("items[0].messages[0].type")).startsWith("io.keepwell.");
        assertThat(history.getInt("items[0].known.partition"))
                .isEqualTo(Portfolio.written().acme.partition());
        assertThat(history.<Object>get("items[-1].previousScore")).isNull();
        assertThat(history.getString("items[-1].cause.event.id")).startsWith(Portfolio.ACME);
    }

    @Test
    void shouldTellPartsThatAddUpToTheDifferenceOfTheScores() {
        for (String account : Portfolio.ids()) {
            JsonPath history =
                    json(
                            asAdmin()
                                    .queryParam("limit", "200")
                                    .get("/v1/accounts/{id}/score/history", account));

            for (int item = 0; item < history.getList("items").size(); item++) {
                String path = "items[%d].".formatted(item);
                BigDecimal sum =
                        history.getList(path + "parts.points", BigDecimal.class).stream()
                                .reduce(orZero(history, path + "previousScore"), BigDecimal::add);
                assertThat(sum)
                        .as("%s, %s", account, path)
                        .isEqualByComparingTo(orZero(history, path + "score"));
            }
        }
    }

    private static BigDecimal orZero(JsonPath json, String path) {
        return json.get(path) == null ? BigDecimal.ZERO : decimal(json, path);
    }

    @Test
    void shouldPageThroughHistory() {
        List<String> whole = ats("200", "");

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = history("3", cursor);
            paged.addAll(page.getList("items.at", String.class));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void shouldShowOnlyTheTimeThatIsAskedFor() {
        List<Change> changes = Portfolio.written().acme.told().changes();
        Instant from = Instant.ofEpochMilli(changes.get(2).verdict().asOf());
        Instant to = Instant.ofEpochMilli(changes.getLast().verdict().asOf());

        List<String> ats =
                json(asAdmin()
                                .queryParam("from", from.toString())
                                .queryParam("to", to.toString())
                                .queryParam("limit", "200")
                                .get("/v1/accounts/{id}/score/history", Portfolio.ACME))
                        .getList("items.at", String.class);

        assertThat(ats)
                .isNotEmpty()
                .allSatisfy(at -> assertThat(Instant.parse(at)).isBetween(from, to.minusMillis(1)));
    }

    @Test
    void shouldShowWhatWasToldAnewOnlyWhenAsked() throws SQLException {
        Tables.Kept bolt = Portfolio.written().bolt;
        int before = count(Portfolio.BOLT, false);
        try (Connection database = ReadingInfra.database()) {
            Tables.history(database, bolt, bolt.told().changes().getFirst(), true, true);
        }

        assertThat(count(Portfolio.BOLT, false)).isEqualTo(before);
        assertThat(count(Portfolio.BOLT, true)).isEqualTo(before + 1);
    }

    private static int count(String account, boolean superseded) {
        return json(asAdmin()
                        .queryParam("superseded", superseded)
                        .queryParam("limit", "200")
                        .get("/v1/accounts/{id}/score/history", account))
                .getList("items")
                .size();
    }

    private static List<String> ats(String limit, String cursor) {
        return history(limit, cursor).getList("items.at", String.class);
    }

    private static JsonPath history(String limit, String cursor) {
        return json(
                asAdmin()
                        .queryParam("limit", limit)
                        .queryParam("cursor", cursor)
                        .get("/v1/accounts/{id}/score/history", Portfolio.ACME));
    }

    private static BigDecimal sum(List<?> numbers) {
        return numbers.stream()
                .map(number -> new BigDecimal(String.valueOf(number)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
