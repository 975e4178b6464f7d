package io.keepwell.scoring.export;

import static io.keepwell.runtime.testing.TestTokens.as;
import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.ContractJson;
import io.keepwell.model.token.TokenRole;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** All events that a running service keeps, as it gives them away. */
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class EventsExportIT {

    private static final String PATH = "/v1/events/export";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = ContractJson.mapper();

    private final String run = UUID.randomUUID().toString();
    private final AccountId account = new AccountId("exported-" + run);

    @Test
    void shouldTellEachEventAsItWasAcceptedInTheOrderOfTheLog() {
        List<CustomerEventV1> sent =
                List.of(
                        Log.event(account, "support.ticket-opened", Map.of("ticketId", "T-1")),
                        Log.event(account, "engagement.nps-submitted", Map.of("value", "9")),
                        Log.event(account, "usage.session-started", Map.of("actor", "u-" + run)));
        try (var log = new Log()) {
            log.send(sent);
            log.send(
                    new ProducerRecord<>(
                            Topic.CUSTOMER_EVENTS.topicName(),
                            account.value(),
                            "no event".getBytes(StandardCharsets.UTF_8)));
            log.flush();
        }

        Response answer = export("");

        assertThat(answer.contentType()).startsWith("application/x-ndjson");
        assertThat(answer.header("Content-Disposition")).contains("events.ndjson");
        assertThat(of(account, answer)).isEqualTo(sent);
    }

    @Test
    void shouldTellNoErasedAccountAndNoErasedPerson() {
        String person = "person-" + run;
        AccountId erased = new AccountId("gone-" + run);
        CustomerEventV1 theirs =
                Log.event(
                        account,
                        "engagement.nps-submitted",
                        Map.of("value", "9", "actor", person, "comment", "call me"));
        CustomerEventV1 gone = Log.event(erased, "support.ticket-opened", Map.of());
        try (var log = new Log()) {
            log.send(List.of(theirs, gone));
            log.flush();
        }
        assertThat(of(account, export(""))).containsExactly(theirs);
        assertThat(of(erased, export(""))).containsExactly(gone);

        erase(Map.of("accountId", erased.value(), "reason", "Request 4711"));
        erase(Map.of("personId", person, "reason", "Request 4712"));

        assertThat(of(erased, export(""))).isEmpty();
        CustomerEventV1 left = of(account, export("")).getFirst();
        assertThat(left.actorId()).isNull();
        assertThat(left.attributes().values()).isEmpty();
        assertThat(left.value()).isEqualByComparingTo("9");
        assertThat(left.id()).isEqualTo(theirs.id());
    }

    @Test
    void shouldTellTheSameShareOfAccountsEachTime() {
        List<CustomerEventV1> sent =
                IntStream.range(0, 200)
                        .mapToObj(it ->
                                Log.event(
                                        new AccountId("drawn-%s-%d".formatted(run, it)),
                                        "support.ticket-opened",
                                        Map.of()))
                        .toList();
        try (var log = new Log()) {
            log.send(sent);
            log.flush();
        }

        List<CustomerEventV1> drawn = drawn(export("0.25"));

        // Of 200 by lot 50 are drawn, give or take six standard deviations of 6.1.
        assertThat(drawn).hasSizeBetween(14, 86).isSubsetOf(sent);
        assertThat(drawn(export("0.25"))).hasSameElementsAs(drawn);
        assertThat(drawn(export("0.5"))).containsAll(drawn).hasSizeGreaterThan(drawn.size());
    }

    @Test
    void shouldBeForThoseWhoSeeAllAccounts() {
        assertThat(as(TokenRole.LEAD, "lea").get(PATH).statusCode()).isEqualTo(403);
        assertThat(as(TokenRole.OPS, "otto").get(PATH).statusCode()).isEqualTo(200);
        Response wrong = asAdmin().queryParam("share", "25").get(PATH);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.asString()).contains("share", "must be a number over 0 and not over 1");
    }

    private List<CustomerEventV1> drawn(Response answer) {
        return all(answer).stream()
                .filter(it -> it.accountId().value().startsWith("drawn-" + run))
                .toList();
    }

    private static List<CustomerEventV1> of(AccountId account, Response answer) {
        return all(answer).stream().filter(it -> it.accountId().equals(account)).toList();
    }

    private static List<CustomerEventV1> all(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.asString().lines().map(EventsExportIT::event).toList();
    }

    private static CustomerEventV1 event(String line) {
        try {
            return MAPPER.readValue(line, CustomerEventV1.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static Response export(String share) {
        return asAdmin().queryParam("share", share).get(PATH);
    }

    private static void erase(Map<String, String> request) {
        Response asked =
                asAdmin().contentType("application/json").body(request).post("/v1/erasures");
        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
        String id = asked.jsonPath().getString("id");
        await().atMost(SOON)
                .until(() ->
                        asAdmin().get("/v1/erasures/" + id).jsonPath().get("finishedAt") != null);
    }
}
