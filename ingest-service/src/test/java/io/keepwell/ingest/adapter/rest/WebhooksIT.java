package io.keepwell.ingest.adapter.rest;

import static io.keepwell.ingest.WebhookSender.recorded;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.keepwell.ingest.WebhookSender;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.Message;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What well-known systems post by themselves becomes events, without a line of code. */
@QuarkusTest
@WithTestResource(IngestInfra.class)
class WebhooksIT {

    private static final String ORGANIZATION = "zendesk-organization:8447346622462";

    @Test
    void shouldLeaveTicketsOfZendeskToTheirOrganizationAndLearnWhoseThatIs() {
        for (String event :
                List.of("ticket-created", "ticket-solved", "ticket-spam", "organization")) {
            Response answer = zendesk(recorded("zendesk-%s.json".formatted(event)));
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        }

        List<Message> told = TopicReader.ofUsers(it -> it.messageKey().equals(ORGANIZATION));
        assertThat(told.stream().filter(UnattributedEventV1.class::isInstance))
                .map(UnattributedEventV1.class::cast)
                .extracting(
                        UnattributedEventV1::id,
                        it -> it.type().value(),
                        it -> it.source().value(),
                        UnattributedEventV1::actorId,
                        it -> it.value() == null ? 0 : it.value().doubleValue(),
                        it -> it.attributes().values().get("priority"),
                        it -> it.attributes().values().get("eventId"))
                .contains(
                        tuple(
                                "ticket-5158/support.ticket-opened",
                                "support.ticket-opened",
                                "help-desk",
                                "zendesk-user:8447388090999",
                                0.0,
                                new AttributeValue.Text("high"),
                                null),
                        tuple(
                                "d1f0a1a8-7239-495d-b020-f22348516047/support.ticket-resolved",
                                "support.ticket-resolved",
                                "help-desk",
                                "zendesk-user:8447388090999",
                                6.0,
                                null,
                                null),
                        tuple(
                                "e2f0a1a8-7239-495d-b020-f22348516048/account.event-withdrawn",
                                "account.event-withdrawn",
                                "help-desk",
                                null,
                                0.0,
                                null,
                                new AttributeValue.Text("ticket-5158/support.ticket-opened")));
        assertThat(told.stream().filter(IdentityLinkedV1.class::isInstance))
                .map(IdentityLinkedV1.class::cast)
                .extracting(it -> it.accountId().value())
                .contains("acme-hooks");
    }

    @Test
    void shouldTakeTheAccountThatATriggerOfZendeskNames() {
        assertThat(zendesk(recorded("zendesk-trigger.json")).statusCode()).isEqualTo(202);

        CustomerEventV1 opened = onlyEvent("ticket-5160/support.ticket-opened");
        assertThat(opened.accountId().value()).isEqualTo("acme-hooks");
        assertThat(opened.occurredAt()).isEqualTo("2026-11-03T09:20:00Z");
        assertThat(opened.attributes().values())
                .containsEntry("priority", new AttributeValue.Text("urgent"));
    }

    @Test
    void shouldPassByWhatMeansNothingToHealth() {
        Response comment = zendesk(recorded("zendesk-comment-added.json"));
        Response ping = WebhookSender.intercom(recorded("intercom-ping.json"));

        assertThat(comment.statusCode()).isEqualTo(202);
        assertThat(comment.jsonPath().getInt("accepted")).isZero();
        assertThat(ping.statusCode()).isEqualTo(202);
        assertThat(TopicReader.rejected(it -> it.body() != null && it.body().contains("ping")))
                .isEmpty();
    }

    @Test
    void shouldTakeTraitsAndTheAccountOfCompaniesOfHubSpot() {
        Response answer = WebhookSender.hubSpot(recorded("hubspot-companies.json"));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(2);
        assertThat(TopicReader.ofUsers(it -> it.messageKey().equals("hubspot-company:1246965")))
                .hasSize(2)
                .anySatisfy(it ->
                        assertThat(it)
                                .isInstanceOfSatisfying(
                                        IdentityLinkedV1.class,
                                        link ->
                                                assertThat(link.accountId().value())
                                                        .isEqualTo("acme-hooks")))
                .anySatisfy(it ->
                        assertThat(it)
                                .isInstanceOfSatisfying(
                                        UnattributedEventV1.class,
                                        event ->
                                                assertThat(event.attributes().values())
                                                        .containsEntry(
                                                                "employees",
                                                                new AttributeValue.Numeric(
                                                                        new BigDecimal("240")))));
    }

    @Test
    void shouldTakeContractsSeatsAndPaymentsOfStripe() {
        for (String event :
                List.of("subscription-created", "subscription-updated", "payment-failed")) {
            Response answer = WebhookSender.stripe(recorded("stripe-%s.json".formatted(event)));
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        }

        CustomerEventV1 started =
                onlyEvent("evt_1MtpsNLkdIwHu7ixkKTCZLxy/commercial.contract-started");
        assertThat(started.accountId().value()).isEqualTo("acme-hooks");
        assertThat(started.value()).isEqualByComparingTo("4920");
        CustomerEventV1 failed =
                onlyEvent("evt_1MtpsNLkdIwHu7ixkKTCZLy0/commercial.payment-failed");
        assertThat(failed.value()).as("yen have no cents").isEqualByComparingTo("500000");
        assertThat(
                        TopicReader.ofUsers(
                                it -> it.messageKey().equals("stripe-customer:cus_Na6dX7aXxi11N4")))
                .filteredOn(UnattributedEventV1.class::isInstance)
                .map(UnattributedEventV1.class::cast)
                .extracting(it -> it.type().value(), it -> it.value() + "")
                .containsExactlyInAnyOrder(
                        tuple("commercial.arr-changed", "8400"),
                        tuple("commercial.seats-changed", "35"),
                        tuple("commercial.plan-changed", "null"));
    }

    @Test
    void shouldNotTakeARenewalOfStripeForAChange() {
        Response answer = WebhookSender.stripe(recorded("stripe-subscription-renewed.json"));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.jsonPath().getInt("accepted")).isZero();
        assertThat(answer.jsonPath().getList("rejected")).isEmpty();
    }

    @Test
    void shouldAnswerWhoAsksWhetherTheAddressIsThere() {
        assertThat(given().head("/in/chat").statusCode()).isEqualTo(200);
        assertThat(given().head("/in/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTakeConversationsAndRatingsOfIntercom() {
        for (String event : List.of("conversation", "rating")) {
            Response answer = WebhookSender.intercom(recorded("intercom-%s.json".formatted(event)));
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        }

        assertThat(TopicReader.ofUsers(it -> it.messageKey().equals("u-hooks")))
                .map(UnattributedEventV1.class::cast)
                .extracting(it -> it.type().value(), it -> it.attributes().values().get("ticketId"))
                .containsExactlyInAnyOrder(
                        tuple("support.ticket-opened", new AttributeValue.Text("1911149811")),
                        tuple("support.csat-submitted", new AttributeValue.Text("1911149811")));
    }

    @Test
    void shouldTakeOutboundMessagesOfSalesforceAndAcknowledgeThem() {
        Response answer =
                WebhookSender.salesforce(
                        TestSources.SALES_KEY, recorded("salesforce-outbound-message.xml"));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/xml");
        assertThat(answer.xmlPath().getString("Envelope.Body.notificationsResponse.Ack"))
                .isEqualTo("true");
        CustomerEventV1 updated = onlyEvent("04lxx0000004WqFAAU/account.updated");
        assertThat(updated.accountId().value()).isEqualTo("acme-hooks");
        assertThat(updated.attributes().values())
                .containsEntry("name", new AttributeValue.Text("Acme & Söhne"))
                .containsEntry("employees", new AttributeValue.Numeric(new BigDecimal("240")));
        assertThat(
                        TopicReader.ofUsers(it ->
                                it.messageKey().equals("salesforce-account:001xx000003DGbXAAW")))
                .extracting(Message::messageId)
                .containsExactlyInAnyOrder(
                        "04lxx0000004WqFAAU/link-link",
                        "case-500xx000001AbcDAAS-2026-11-03T13:15:20.000Z/support.ticket-resolved");
    }

    @Test
    void shouldTakeAnyOtherSystemByAMappingOfOnesOwn() {
        Response answer =
                WebhookSender.gitHub(
                        "issues",
                        "d-1",
                        "{\"action\":\"opened\",\"issue\":{\"number\":17,\"company\":\"acme-hooks\",\"at\":\"2026-11-03T09:00:00Z\"}}");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(onlyEvent("d-1/support.ticket-opened").attributes().values())
                .containsEntry("ticketId", new AttributeValue.Text("17"));
    }

    @Test
    void shouldKeepWhatTheMappingMakesNothingOfAndAnswerWithSuccess() {
        Response answer = WebhookSender.gitHub("push", "d-2", "{\"canary\":\"not-mapped\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.jsonPath().getInt("accepted")).isZero();
        assertThat(answer.jsonPath().getString("rejected[0].code")).isEqualTo("not-mapped");
        assertThat(rejectedWith("not-mapped"))
                .extracting(RejectedEventV1::code)
                .containsExactly(RejectionCode.NOT_MAPPED);
    }

    @Test
    void shouldKeepAnItemOfWhichAnExpressionComesToNothingAndSayWhich() {
        Response answer =
                WebhookSender.gitHub(
                        "issues",
                        "d-3",
                        "{\"action\":\"opened\",\"issue\":{\"at\":\"2026-11-03T09:00:00Z\"}}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.jsonPath().getString("rejected[0].detail"))
                .isEqualTo("support.ticket-opened: account comes to nothing: company");
    }

    @Test
    void shouldGiveARepeatedRequestTheSameIds() {
        String body =
                "{\"action\":\"opened\",\"issue\":{\"number\":18,\"company\":\"acme-hooks\",\"at\":\"2026-11-03T09:00:00Z\"}}";

        WebhookSender.gitHub("issues", "d-4", body);
        WebhookSender.gitHub("issues", "d-4", body);

        assertThat(TopicReader.events(it -> it.id().equals("d-4/support.ticket-opened")))
                .hasSize(2)
                .extracting(CustomerEventV1::occurredAt)
                .containsOnly(Instant.parse("2026-11-03T09:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {TestSources.SECRET, TestSources.NEXT_SECRET})
    void shouldTakeTheOldAndTheNewSecretWhileOneReplacesTheOther(String secret) {
        String body = recorded("zendesk-comment-added.json");

        assertThat(WebhookSender.zendesk(secret, Instant.now(), body).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldRefuseWhatIsNotSignedByTheSourceAndKeepNothingOfIt() {
        String body = "{\"canary\":\"forged\"}";

        Response wrong = WebhookSender.zendesk("another", Instant.now(), body);
        Response late =
                WebhookSender.zendesk(
                        TestSources.SECRET, Instant.now().minus(Duration.ofMinutes(6)), body);
        Response unsigned = given().contentType(Sender.JSON).body(body).post("/in/help-desk");

        assertThat(List.of(wrong, late, unsigned))
                .extracting(Response::statusCode)
                .containsOnly(401);
        assertThat(unsigned.jsonPath().getString("detail")).contains("X-Zendesk-Webhook-Signature");
        assertThat(rejectedWith("forged")).isEmpty();
        assertThat(given().get("/q/metrics").asString())
                .contains(
                        "keepwell_ingest_requests_refused_total{reason=\"proof\",source=\"help-desk\"}");
    }

    @Test
    void shouldRefuseAMessageOfAnotherOrganizationOrWithoutTheKey() {
        String message = recorded("salesforce-outbound-message.xml");

        assertThat(WebhookSender.salesforce(TestSources.CRM_KEY, message).statusCode())
                .isEqualTo(401);
        Response other =
                WebhookSender.salesforce(
                        TestSources.SALES_KEY,
                        message.replace("00Dxx0000001gPLEAY", "00Dxx0000001gPMEAY"));
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.jsonPath().getString("detail")).contains("another organization");
    }

    @Test
    void shouldKeepASignedBodyThatCannotBeRead() {
        Response answer = WebhookSender.gitHub("issues", "d-5", "{\"canary\":\"cut-off-hook");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.jsonPath().getString("rejected[0].detail")).startsWith("not JSON");
        assertThat(rejectedWith("cut-off-hook"))
                .extracting(RejectedEventV1::code)
                .containsExactly(RejectionCode.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/in/nobody", "/in/crm"})
    void shouldSayThatThereIsNoSuchWebhook(String path) {
        Response answer = given().body("{}").post(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-4041");
    }

    @Test
    void shouldNotUnpackWhatIsSigned() {
        Response answer =
                given().header("Content-Encoding", "gzip").body("{}").post("/in/help-desk");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void shouldNotTakeTheKeyOfAWebhookElsewhere() {
        Response answer =
                Sender.with(TestSources.SALES_KEY)
                        .contentType(Sender.JSON)
                        .body(Sender.event("x"))
                        .post("/v1/events");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.jsonPath().getString("detail")).contains("/in/sales");
    }

    private static Response zendesk(String body) {
        return WebhookSender.zendesk(TestSources.SECRET, Instant.now(), body);
    }

    private static CustomerEventV1 onlyEvent(String id) {
        List<CustomerEventV1> found = TopicReader.events(it -> it.id().equals(id));
        assertThat(found).as(id).hasSize(1);
        return found.getFirst();
    }

    private static List<RejectedEventV1> rejectedWith(String canary) {
        return TopicReader.rejected(it -> it.body() != null && it.body().contains(canary));
    }
}
