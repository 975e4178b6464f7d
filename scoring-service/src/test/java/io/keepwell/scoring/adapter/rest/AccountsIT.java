package io.keepwell.scoring.adapter.rest;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.scoring.ReadingInfra;
import io.keepwell.scoring.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(ReadingInfra.class)
class AccountsIT {

    private final Portfolio portfolio = Portfolio.written();

    @Test
    void shouldListTheLargestFirstAndThoseWithoutRevenueLast() {
        Response answer = list(Map.of());

        assertThat(ids(answer))
                .containsExactly(Portfolio.ACME, Portfolio.BOLT, Portfolio.CROW, Portfolio.DUNE);
        assertThat(answer.jsonPath().getString("next")).isNull();
    }

    @Test
    void shouldShowWhoAnAccountIsAndHowItIs() {
        JsonPath acme = json(list(Map.of("q", Portfolio.ACME)));

        assertThat(acme.getString("items[0].name")).isEqualTo("Acme 100% Ltd");
        assertThat(acme.getString("items[0].segment")).isEqualTo("enterprise");
        assertThat(decimal(acme, "items[0].arr")).isEqualByComparingTo("240000.5");
        assertThat(acme.getString("items[0].renewalDate")).isEqualTo("2027-03-01");
        assertThat(decimal(acme, "items[0].score"))
                .isEqualByComparingTo(
                        Objects.requireNonNull(portfolio.acme.told().verdict().score().exact()));
        assertThat(acme.getList("items[0].signals", String.class)).containsExactly("escalated");
        assertThat(acme.getString("items[0].mainDriver")).contains("points missing");
        assertThat(acme.getString("items[0].asOf")).matches(".*T.*Z");
    }

    @Test
    void shouldCompareWithTheScoreOfThirtyDaysAgo() {
        JsonPath found = json(list(Map.of("sort", "-change30d")));

        assertThat(found.getInt("items[0].change30d")).isPositive();
        assertThat(found.getString("items[0].id")).isEqualTo(Portfolio.BOLT);
        // Crow and Dune were not judged yet then.
        assertThat(found.getList("items.change30d")).last().isNull();
    }

    @Test
    void shouldNotCompareWithWhatWasToldAnew() {
        Tables.run(
                "INSERT INTO health_history (account_id, changed_at, sequence, status, score,"
                    + " shown, cause, parts, messages, policy_version, verdict, part, next_offset,"
                    + " committed_at, reconstructed, superseded) SELECT account_id, now() -"
                    + " interval '31 days', sequence, status, 0, 0, cause, parts, messages,"
                    + " policy_version, verdict, part, next_offset, committed_at, true, true FROM"
                    + " health_history WHERE account_id = ? LIMIT 1",
                Portfolio.CROW);

        JsonPath crow = json(list(Map.of("q", Portfolio.CROW)));

        assertThat(crow.getList("items.id")).hasSize(1);
        assertThat(crow.getList("items.change30d")).containsExactly((Object) null);
    }

    @ParameterizedTest
    @CsvSource({
        "arr",
        "-arr",
        "score",
        "-score",
        "name",
        "-name",
        "renewalDate",
        "-renewalDate",
        "change30d",
        "-change30d"
    })
    void shouldPageInEveryOrderWithoutLossOrRepeat(String sort) {
        List<String> whole = ids(list(Map.of("sort", sort)));

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Response page = list(Map.of("sort", sort, "limit", "1", "cursor", cursor));
            paged.addAll(ids(page));
            cursor = page.jsonPath().getString("next");
        } while (cursor != null);

        assertThat(paged).isEqualTo(whole).containsExactlyInAnyOrderElementsOf(Portfolio.ids());
    }

    @Test
    void shouldFindByAPartOfIdOrNameInAnyCase() {
        assertThat(ids(list(Map.of("q", "BOL")))).containsExactly(Portfolio.BOLT);
        assertThat(ids(list(Map.of("q", "acme 100")))).containsExactly(Portfolio.ACME);
    }

    @Test
    void shouldTakeWildcardsAsTheyAreWritten() {
        assertThat(ids(list(Map.of("q", "100%")))).containsExactly(Portfolio.ACME);
        assertThat(ids(list(Map.of("q", "crow_")))).containsExactly(Portfolio.CROW);
        assertThat(ids(list(Map.of("q", "bolt_")))).isEmpty();
        assertThat(ids(list(Map.of("q", "\\")))).isEmpty();
    }

    @Test
    void shouldFilterByStatusAndSegment() {
        String acme = portfolio.acme.told().verdict().status().wireName();

        assertThat(ids(list(Map.of("status", acme, "segment", "enterprise"))))
                .containsExactly(Portfolio.ACME);
        assertThat(ids(list(Map.of("segment", "enterprise,smb")))).hasSize(3);
        assertThat(ids(list(Map.of("status", "unknown")))).containsExactly(Portfolio.DUNE);
    }

    @Test
    void shouldRefuseACursorWithAnotherSort() {
        String cursor = list(Map.of("limit", "1")).jsonPath().getString("next");

        Response answer = list(Map.of("sort", "name", "cursor", cursor));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-4002");
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("cursor");
        assertThat(answer.jsonPath().getString("errors[0].detail")).contains("sort=-arr");
    }

    @Test
    void shouldNameTheParameterThatIsWrong() {
        Response answer = list(Map.of("limit", "1000", "sort", "size"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                .containsExactly("sort", "limit");
    }

    @Test
    void shouldShowTraitsSignalsAndCounts() {
        JsonPath acme = json(asAdmin().get("/v1/accounts/{id}", Portfolio.ACME));

        int events = portfolio.acme.offsets().size();
        assertThat(acme.getString("id")).isEqualTo(Portfolio.ACME);
        assertThat(acme.getInt("traits.seats")).isEqualTo(120);
        assertThat(acme.getString("traits.csm")).isEqualTo(Portfolio.CSM);
        assertThat(acme.getString("signals[0].id")).isEqualTo("escalated");
        assertThat(acme.getString("signals[0].category")).isEqualTo("risk");
        assertThat(acme.getString("signals[0].policyVersion")).isEqualTo("signals-1");
        assertThat(acme.getString("statusSince")).matches(".*T.*Z");
        assertThat(acme.getInt("counts.accepted")).isEqualTo(events + 3);
        assertThat(acme.getInt("counts.folded")).isEqualTo(events);
        assertThat(acme.getString("policyVersion")).isEqualTo("bundle-1");
        assertThat(acme.getMap("scorecard"))
                .isEqualTo(Map.of("id", "test-card", "version", "card-1"));
    }

    @Test
    void shouldFindAnAccountWhoseIdHasASlash() {
        assertThat(json(asAdmin().get("/v1/accounts/{id}", Portfolio.DUNE)).getString("id"))
                .isEqualTo(Portfolio.DUNE);
    }

    static Stream<String> pathsOfAnAccount() {
        return Stream.of("", "/score", "/score/history", "/events")
                .map("/v1/accounts/{id}"::concat);
    }

    @ParameterizedTest
    @MethodSource("pathsOfAnAccount")
    void shouldNotKnowAnAccountThatWasNeverJudged(String path) {
        Response answer = asAdmin().get(path, "nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-4041");
        assertThat(answer.jsonPath().getString("detail")).contains("'nobody'");
    }

    @ParameterizedTest
    @MethodSource("pathsOfAnAccount")
    void shouldNotKnowAnAccountThatNoDatabaseCanName(String path) {
        assertThat(asAdmin().get(path, "acme\0").statusCode()).isEqualTo(404);
    }

    private static Response list(Map<String, String> parameters) {
        return asAdmin()
                .queryParam("csm", Portfolio.CSM)
                .queryParams(parameters)
                .get("/v1/accounts");
    }

    private static List<String> ids(Response answer) {
        return json(answer).getList("items.id", String.class);
    }

    static JsonPath json(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath(
                JsonPathConfig.jsonPathConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
    }

    static BigDecimal decimal(JsonPath json, String path) {
        return new BigDecimal(String.valueOf(json.<Object>get(path)));
    }
}
