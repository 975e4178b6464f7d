package io.keepwell.scoring.adapter.rest;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.keepwell.runtime.testing.TestTokens.asCsm;
import static io.keepwell.scoring.adapter.rest.AccountsIT.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.token.AccountsSeen;
import io.keepwell.scoring.ReadingInfra;
import io.keepwell.scoring.Story;
import io.keepwell.scoring.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is out of the caller's scope does not exist for them. */
@QuarkusTest
@WithTestResource(ReadingInfra.class)
class ScopeIT {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String ANN = "ann-" + RUN;
    private static final String BEN = "ben-" + RUN;
    private static final String EMEA = "emea-" + RUN;

    /** Ann's and Ben's are of one team, the last account is of nobody. */
    private static final List<String> ALL =
            List.of("a1-" + RUN, "a2-" + RUN, "b1-" + RUN, "b2-" + RUN, "c1-" + RUN);

    private static final boolean WRITTEN = write();

    private static boolean write() {
        for (String id : ALL) {
            Map<String, String> traits =
                    switch (id.charAt(0)) {
                        case 'a' -> Map.of("name", id, "csm", ANN, "team", EMEA);
                        case 'b' -> Map.of("name", id, "csm", BEN, "team", EMEA);
                        default -> Map.of("name", id);
                    };
            Tables.write(
                    Story.of(id, Instant.now())
                            .traits(9, traits, Map.of("arr", "10"))
                            .sessions(2, 8));
        }
        return true;
    }

    @Test
    void shouldListTheAccountsOfTheirManagerOnly() {
        assertThat(pages(() -> asCsm(ANN, AccountsSeen.OWN, null)))
                .containsExactly(List.of(ALL.get(0)), List.of(ALL.get(1)));
    }

    @Test
    void shouldListTheAccountsOfATeamOnly() {
        assertThat(pages(() -> asCsm(ANN, AccountsSeen.TEAM, EMEA)).stream().flatMap(List::stream))
                .containsExactlyElementsOf(ALL.subList(0, 4));
    }

    @Test
    void shouldListAllAccountsToWhoSeesAll() {
        assertThat(pages(() -> asCsm(ANN, AccountsSeen.ALL, null)).stream().flatMap(List::stream))
                .containsExactlyElementsOf(ALL);
    }

    @Test
    void shouldListNothingToWhomAFilterNamesAnothersAccounts() {
        assertThat(
                        ids(
                                asCsm(ANN, AccountsSeen.OWN, null)
                                        .queryParam("csm", BEN)
                                        .get("/v1/accounts")))
                .isEmpty();
    }

    @Test
    void shouldNotLetACursorOfAnotherWidenWhatIsSeen() {
        String cursor =
                json(asAdmin().queryParam("q", RUN).queryParam("limit", "1").get("/v1/accounts"))
                        .getString("next");

        Response page =
                asCsm(BEN, AccountsSeen.OWN, null)
                        .queryParam("q", RUN)
                        .queryParam("cursor", cursor)
                        .get("/v1/accounts");

        assertThat(ids(page)).containsExactly(ALL.get(2), ALL.get(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/accounts/{id}",
                "/v1/accounts/{id}/score",
                "/v1/accounts/{id}/score?at=2020-01-01T00:00:00Z",
                "/v1/accounts/{id}/score/history",
                "/v1/accounts/{id}/events"
            })
    void shouldAnswerForAnAccountOutOfScopeAsForAnUnknownOne(String path) {
        String bens = ALL.get(2);

        Response hidden = asCsm(ANN, AccountsSeen.OWN, null).get(path, bens);
        Response unknown = asCsm(ANN, AccountsSeen.OWN, null).get(path, "nobody");
        Response ofNobody = asCsm(ANN, AccountsSeen.TEAM, EMEA).get(path, ALL.get(4));

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.asString().replace(bens, "nobody")).isEqualTo(unknown.asString());
        assertThat(ofNobody.asString().replace(ALL.get(4), "nobody")).isEqualTo(unknown.asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/accounts/{id}",
                "/v1/accounts/{id}/score",
                "/v1/accounts/{id}/score/history",
                "/v1/accounts/{id}/events"
            })
    void shouldAnswerForAnAccountInScope(String path) {
        assertThat(WRITTEN).isTrue();

        assertThat(asCsm(BEN, AccountsSeen.OWN, null).get(path, ALL.get(2)).statusCode())
                .isEqualTo(200);
        assertThat(asCsm(ANN, AccountsSeen.TEAM, EMEA).get(path, ALL.get(2)).statusCode())
                .isEqualTo(200);
    }

    /** The ids on each page of one account; nothing is on a page but what may be seen. */
    private static List<List<String>> pages(Supplier<RequestSpecification> caller) {
        List<List<String>> pages = new ArrayList<>();
        String cursor = "";
        do {
            Response page =
                    caller.get()
                            .queryParam("q", RUN)
                            .queryParam("limit", "1")
                            .queryParam("cursor", cursor)
                            .get("/v1/accounts");
            pages.add(ids(page));
            cursor = page.jsonPath().getString("next");
        } while (cursor != null);
        return pages;
    }

    private static List<String> ids(Response answer) {
        JsonPath page = json(answer);
        return page.getList("items.id", String.class);
    }
}
