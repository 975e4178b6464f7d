package io.keepwell.scoring.adapter.rest;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.keepwell.scoring.adapter.rest.AccountsIT.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.ContractJson;
import io.keepwell.scoring.ReadingInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ReadingInfra.class)
class AccountEventsIT {

    @Test
    void shouldListEventsTheLastReceivedFirst() {
        List<Long> offsets = Portfolio.written().acme.offsets();

        JsonPath events = events("200", "");

        assertThat(events.getList("items.offset", Long.class)).isEqualTo(offsets.reversed());
        assertThat(events.getString("next")).isNull();
    }

    @Test
    void shouldSpellAnEventAsTheContractDoes() throws JsonProcessingException {
        CustomerEventV1 first = Portfolio.written().acme.story().events().getFirst();

        JsonNode shown =
                ContractJson.mapper()
                        .readTree(
                                asAdmin()
                                        .queryParam("limit", "200")
                                        .get("/v1/accounts/{id}/events", Portfolio.ACME)
                                        .asString());

        var items = (ArrayNode) shown.get("items");
        var last = (ObjectNode) items.get(items.size() - 1);
        JsonNode place = last.without(List.of("partition", "offset"));
        assertThat(place)
                .isEqualTo(
                        ContractJson.mapper()
                                .readTree(ContractJson.mapper().writeValueAsString(first)));
    }

    @Test
    void shouldPageAcrossStretchesOfTheIndex() {
        List<Long> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = events("4", cursor);
            paged.addAll(page.getList("items.offset", Long.class));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(paged).isEqualTo(Portfolio.written().acme.offsets().reversed());
    }

    @Test
    void shouldRefuseACursorOfAnotherAccount() {
        String cursor = events("1", "").getString("next");

        Response answer =
                asAdmin()
                        .queryParam("cursor", cursor)
                        .get("/v1/accounts/{id}/events", Portfolio.BOLT);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("cursor");
    }

    private static JsonPath events(String limit, String cursor) {
        return json(
                asAdmin()
                        .queryParam("limit", limit)
                        .queryParam("cursor", cursor)
                        .get("/v1/accounts/{id}/events", Portfolio.ACME));
    }
}
