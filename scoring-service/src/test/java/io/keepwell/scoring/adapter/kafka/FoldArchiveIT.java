package io.keepwell.scoring.adapter.kafka;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Who asks for the past does not keep the present waiting. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class FoldArchiveIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int READERS = 4;

    @Inject KafkaArchive archive;

    @Test
    void shouldTakeAnEventBackWhileReadersHaveAllTurns() throws InterruptedException {
        // Given as many readers as there may be, all in the middle of it
        var account = new AccountId("turns-" + UUID.randomUUID());
        var reading = new CountDownLatch(READERS);
        var end = new CountDownLatch(1);
        try (var log = new Log();
                var readers = Executors.newFixedThreadPool(READERS)) {
            log.send(
                    List.of(
                            Log.event(
                                    account,
                                    "account.updated",
                                    Map.of("id", "wrong", "name", "Mistaken"))));
            RecordMetadata place = log.flush().getFirst();
            await().atMost(SOON).until(() -> "Mistaken".equals(name(account)));
            var partition =
                    new TopicPartition(Topic.CUSTOMER_EVENTS.topicName(), place.partition());
            for (int reader = 0; reader < READERS; reader++) {
                readers.execute(() ->
                        archive.read(
                                partition,
                                List.of(place.offset()),
                                _ -> {
                                    reading.countDown();
                                    awaitEnd(end);
                                }));
            }
            assertThat(reading.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

            // When
            log.send(
                    List.of(
                            Log.event(
                                    account,
                                    "account.event-withdrawn",
                                    Map.of("eventId", "wrong"))));
            log.flush();

            // Then
            try {
                await().atMost(SOON).until(() -> name(account) == null);
            } finally {
                end.countDown();
            }
        }
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String name(AccountId account) {
        Response answer = asAdmin().get("/v1/accounts/{id}", account.value());
        // Until it is judged for the first time, it is not there.
        return answer.statusCode() == 200 ? answer.jsonPath().getString("name") : "";
    }
}
