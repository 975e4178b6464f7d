package io.keepwell.ingest.adapter.kafka;

import static io.keepwell.ingest.Sender.event;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.KafkaServer;
import io.keepwell.infra.SharedInfra;
import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(IngestInfra.class)
class OutageIT {

    private final KafkaServer kafka = SharedInfra.get().kafka();

    @AfterEach
    void bringBack() {
        kafka.start();
        await().atMost(Duration.ofSeconds(30)).until(OutageIT::isReady);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Sender.post(event("warm")).statusCode() == 202);
    }

    @Test
    void shouldPromiseOnlyWhatIsOnTheTopicThroughAnOutage() {
        List<String> acknowledged = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        send("before", acknowledged, refused);

        kafka.stop();
        Response during = Sender.post(event("outage-during"));
        Response alsoRejected = Sender.post("{\"id\":\"outage-rejected\"}");
        Response backfill = Sender.with(TestSources.CRM_KEY).post("/v1/backfills");
        kafka.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> send("after", acknowledged, refused));

        requireUnavailable(during);
        requireUnavailable(alsoRejected);
        requireUnavailable(backfill);
        assertThat(
                        TopicReader.events(event -> event.id().startsWith("outage-")).stream()
                                .map(event -> event.id())
                                .filter(id -> !refused.contains(id)))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    void shouldSayThatItIsNotReadyButAlive() {
        kafka.stop();

        await().atMost(Duration.ofSeconds(15)).until(() -> !isReady());
        assertThat(given().get("/q/health/ready").asString()).contains("kafka");
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    }

    private static boolean send(String phase, List<String> acknowledged, List<String> refused) {
        String id = "outage-%s-%d".formatted(phase, acknowledged.size() + refused.size());
        boolean accepted = Sender.post(event(id)).statusCode() == 202;
        (accepted ? acknowledged : refused).add(id);
        return accepted;
    }

    private static boolean isReady() {
        return given().get("/q/health/ready").statusCode() == 200;
    }

    private static void requireUnavailable(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("KW-5031");
        assertThat(answer.time()).isLessThan(10_000);
    }
}
