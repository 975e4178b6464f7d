package io.keepwell.ingest.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.TestSources;
import io.keepwell.ingest.TopicReader;
import io.keepwell.model.event.CustomerEventV1;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Segment's own library for Java, told nothing but host and key. */
@QuarkusTest
@WithTestResource(IngestInfra.class)
class SegmentClientIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CALLS = 600;

    @Test
    void shouldTakeEverythingThatSegmentsLibrarySends() {
        Analytics analytics =
                Analytics.builder(TestSources.CRM_KEY)
                        .endpoint("http://localhost:" + RestAssured.port)
                        .flushInterval(1, java.util.concurrent.TimeUnit.SECONDS)
                        .build();
        Map<String, Object> context = Map.of("groupId", "lib-acme");
        for (int n = 0; n < CALLS; n++) {
            analytics.enqueue(
                    TrackMessage.builder("Exported")
                            .userId("lib-user")
                            .messageId("lib-" + n)
                            .context(context)
                            .properties(Map.of("n", n)));
        }
        analytics.enqueue(
                GroupMessage.builder("lib-acme")
                        .userId("lib-user")
                        .messageId("lib-group")
                        .traits(Map.of("name", "Acme", "employees", 12)));
        analytics.enqueue(
                IdentifyMessage.builder()
                        .userId("lib-user")
                        .messageId("lib-identify")
                        .traits(Map.of("name", "Ann"))
                        .context(context));
        analytics.enqueue(
                PageMessage.builder("Home")
                        .userId("lib-user")
                        .messageId("lib-page")
                        .context(context));
        analytics.enqueue(
                ScreenMessage.builder("Home")
                        .userId("lib-user")
                        .messageId("lib-screen")
                        .context(context));
        analytics.enqueue(
                AliasMessage.builder("lib-before").userId("lib-user").messageId("lib-alias"));
        analytics.flush();

        await().atMost(SOON).untilAsserted(() -> assertThat(written()).hasSize(CALLS + 4));
        analytics.shutdown();
        assertThat(written()).extracting(CustomerEventV1::id).doesNotHaveDuplicates();
        assertThat(written())
                .allSatisfy(it -> {
                    assertThat(it.accountId().value()).isEqualTo("lib-acme");
                    assertThat(Duration.between(it.occurredAt(), it.receivedAt()).abs())
                            .isLessThan(SOON);
                });
        assertThat(TopicReader.ofUsers(it -> it.messageId().startsWith("lib-")))
                .extracting(it -> it.messageId())
                .containsExactlyInAnyOrder("lib-group.link", "lib-identify.link", "lib-alias");
    }

    private static List<CustomerEventV1> written() {
        return TopicReader.events(it -> it.id().startsWith("lib-"));
    }
}
