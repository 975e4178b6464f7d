package io.keepwell.alerting.adapter.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.alerting.AlertingInfra;
import io.keepwell.alerting.Database;
import io.keepwell.alerting.HealthStory;
import io.keepwell.alerting.Receiver;
import io.keepwell.alerting.Receiver.Answer;
import io.keepwell.alerting.Receiver.Request;
import io.keepwell.alerting.application.delivery.Delivery;
import io.keepwell.alerting.application.delivery.DeliveryQueue;
import io.keepwell.model.health.Status;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.runtime.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telling those outside, over real connections. */
@QuarkusTest
@WithTestResource(AlertingInfra.class)
class DeliveryIT {

    private static final String HOOK = "/hook";
    private static final String SLACK = "/slack";

    @Inject DeliveryQueue queue;

    /** Opened late: the framework makes more than one instance of a test. */
    private Receiver receiver;

    /** Slack's message does not hold the account's id, but its owner. */
    private final String owner = "owner-" + UUID.randomUUID();

    private final HealthStory story =
            new HealthStory("story-" + UUID.randomUUID(), "enterprise", owner, "emea");

    @BeforeEach
    void open() {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @BeforeEach
    void signIn() {
        TestTokens.become(TokenHolder.of("unknown", TokenRole.ADMIN));
    }

    @AfterEach
    void signOut() {
        TestTokens.leave();
    }

    @Test
    void shouldTryAgainWithTheSameIdAndBodyAndANewSignature() {
        // Given
        receiver.answers(story.accountId().value(), Answer.of(500), Answer.of(503));

        // When
        TestTopics.send(story.becomes(Status.RED));

        // Then
        await().untilAsserted(() -> assertThat(state(HOOK)).isEqualTo("delivered"));
        List<Request> hooks = receiver.received(HOOK, owner);
        assertThat(hooks).hasSize(3);
        assertThat(hooks).extracting(it -> it.header("webhook-id")).containsOnly(messageId());
        assertThat(hooks).extracting(Request::body).containsOnly(hooks.getFirst().body());
        hooks.forEach(DeliveryIT::assertSigned);
        JsonPath event = JsonPath.from(hooks.getFirst().body());
        assertThat(event.getString("type")).isEqualTo("io.keepwell.alert.opened.v1");
        assertThat(event.getString("id")).isEqualTo(messageId());
        assertThat(event.getString("data.alert.severity")).isEqualTo("critical");
    }

    @Test
    void shouldTellSlackInWords() {
        // When
        TestTopics.send(story.becomes(Status.RED), story.becomes(Status.GREEN));

        // Then
        List<Request> told = received(SLACK, 2);
        JsonPath opened = JsonPath.from(told.getFirst().body());
        assertThat(opened.getString("text"))
                .isEqualTo(
                        "Critical alert: Acme &lt;Industries&gt; &amp; Sons: Account is red: fell"
                                + " to red");
        assertThat(told.getFirst().body())
                .contains("240,000", owner, "Respond by", "<!date^")
                .doesNotContain("<Industries>");
        assertThat(JsonPath.from(told.getLast().body()).getString("text")).startsWith("Resolved: ");
    }

    @Test
    void shouldGiveUpAtOnceWhatIsRefusedAndBeginAnewOnDemand() {
        // Given
        receiver.answers(story.accountId().value(), Answer.of(404));
        TestTopics.send(story.becomes(Status.RED));
        await().untilAsserted(() -> assertThat(state(HOOK)).isEqualTo("dead"));
        JsonPath dead = given().get("/v1/deliveries?state=dead&limit=200").jsonPath();
        String id =
                dead.getString(
                        "items.find { it.accountId == '%s' }.deliveryId"
                                .formatted(story.accountId()));
        assertThat(dead.getString("items.find { it.deliveryId == '%s' }.error".formatted(id)))
                .isEqualTo("the receiver answered 404");

        // When
        int status = given().post("/v1/deliveries/{id}/retry", id).statusCode();

        // Then
        assertThat(status).isEqualTo(202);
        await().untilAsserted(() -> assertThat(state(HOOK)).isEqualTo("delivered"));
        assertThat(receiver.received(HOOK, owner)).hasSize(2);
        assertThat(given().post("/v1/deliveries/{id}/retry", id).statusCode()).isEqualTo(409);
    }

    @Test
    void shouldWaitForAsLongAsTheReceiverAsks() {
        // Given
        receiver.answers(story.accountId().value(), new Answer(429, "Retry-After", "2"));

        // When
        TestTopics.send(story.becomes(Status.RED));

        // Then
        List<Request> hooks = received(HOOK, 2);
        assertThat(Duration.between(hooks.getFirst().at(), hooks.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
    }

    @Test
    void shouldNotWaitForASlowReceiverForever() {
        // Given
        receiver.answers(story.accountId().value(), Answer.none());

        // When
        TestTopics.send(story.becomes(Status.RED));

        // Then
        received(HOOK, 2);
        await().untilAsserted(() -> assertThat(state(HOOK)).isEqualTo("delivered"));
    }

    @Test
    void shouldNotFollowARedirect() {
        // Given
        receiver.answers(
                story.accountId().value(), new Answer(302, "Location", Receiver.url("/else")));

        // When
        TestTopics.send(story.becomes(Status.RED));

        // Then
        await().untilAsserted(() -> assertThat(state(HOOK)).isEqualTo("dead"));
        assertThat(receiver.received("/else", "")).isEmpty();
    }

    /** What a process had claimed that is gone is tried by another, and only its word counts. */
    @Test
    void shouldPassAClaimOnWhenItRunsOut() throws SQLException {
        // Given
        TestTopics.send(story.becomes(Status.RED));
        await().untilAsserted(() -> assertThat(state(HOOK)).isEqualTo("delivered"));
        String target = "target-" + UUID.randomUUID();
        copyTo(target);
        Instant now = Instant.now();
        Delivery lost = claim(target, now).getFirst();

        // When
        List<Delivery> tooEarly = claim(target, now.plusSeconds(9));
        Delivery taken = claim(target, now.plusSeconds(10)).getFirst();
        run(() -> queue.dead(lost, now, "told by whoever is gone"));

        // Then
        assertThat(tooEarly).isEmpty();
        assertThat(taken.attempts()).isEqualTo(2);
        assertThat(taken.message().id()).isEqualTo(lost.message().id());
        assertThat(number("state = 'pending' and target = ?", target)).isEqualTo(1);
        run(() -> queue.delivered(taken, now));
        assertThat(number("state = 'delivered' and target = ?", target)).isEqualTo(1);
    }

    private void copyTo(String target) throws SQLException {
        try (var database = Database.open();
                var statement =
                        database.prepareStatement(
                                """
                                insert into deliveries
                                select gen_random_uuid(), ?, account_id, alert_id, message_id,
                                       sequence, change, message, 'pending', 0, since, since
                                  from deliveries where account_id = ? and target = 'webhook'
                                """)) {
            statement.setString(1, target);
            statement.setString(2, story.accountId().value());
            statement.executeUpdate();
        }
    }

    private List<Delivery> claim(String target, Instant now) {
        return run(() -> queue.claim(target, now, Duration.ofSeconds(10), 10));
    }

    private List<Request> received(String path, int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> receiver.received(path, owner), it -> it.size() >= count);
    }

    private String messageId() {
        return text("message_id::text");
    }

    private String state(String path) {
        assertThat(path).isEqualTo(HOOK);
        return text("state");
    }

    private String text(String column) {
        try (var database = Database.open();
                var statement =
                        database.prepareStatement(
                                "select "
                                        + column
                                        + " from deliveries where account_id = ? and target ="
                                        + " 'webhook' order by sequence")) {
            statement.setString(1, story.accountId().value());
            var found = statement.executeQuery();
            return found.next() ? found.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static long number(String where, String parameter) {
        return Database.number("select count(*) from deliveries where " + where, parameter);
    }

    /** As a receiver in another language would, from the bytes it got. */
    private static void assertSigned(Request request) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            Base64.getDecoder()
                                    .decode(Receiver.SECRET.substring("whsec_".length())),
                            "HmacSHA256"));
            String signed =
                    "%s.%s.%s"
                            .formatted(
                                    request.header("webhook-id"),
                                    request.header("webhook-timestamp"),
                                    request.body());
            assertThat(request.header("webhook-signature"))
                    .isEqualTo(
                            "v1,"
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    mac.doFinal(
                                                            signed.getBytes(
                                                                    StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static <T extends @Nullable Object> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
