package io.keepwell.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.Topic;
import io.keepwell.model.health.Status;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.runtime.testing.TestTraces;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a health change does to alerts is told by a step of its trace, if somebody follows it. */
@QuarkusTest
@WithTestResource(AlertingInfra.class)
class TracesIT {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    private final HealthStory story = new HealthStory("enterprise");

    @Test
    void shouldTellOfAlertsByTheStepThatAHealthChangeHasCaused() {
        // Given
        TraceParent fold = TestTraces.sampled();

        // When
        TestTraces.send(fold, story.becomes(Status.RED));
        TestTopics.send(story.becomes(Status.GREEN));

        // Then
        await().atMost(WAIT_MAX).until(() -> Log.alerts(story.accountId()).size() == 2);
        assertThat(TestTraces.causes(Topic.ALERTS, story.accountId()))
                .satisfiesExactly(
                        opened -> assertThat(TestTraces.follows(opened, fold)).isTrue(),
                        resolved -> assertThat(resolved).as("nobody follows").isEmpty());
    }

    @Test
    void shouldNotFollowWhatItsSenderDoesNot() {
        TestTraces.send(TestTraces.unsampled(), story.becomes(Status.RED));

        await().atMost(WAIT_MAX).until(() -> Log.alerts(story.accountId()).size() == 1);
        assertThat(TestTraces.causes(Topic.ALERTS, story.accountId()))
                .containsExactly(Optional.empty());
    }
}
