package io.keepwell.playbook.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.Topic;
import io.keepwell.model.health.Status;
import io.keepwell.model.message.TraceParent;
import io.keepwell.playbook.Log;
import io.keepwell.playbook.PlaybookInfra;
import io.keepwell.playbook.TestHealth;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.runtime.testing.TestTraces;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a health change starts is told by a step of its trace, if somebody follows it. */
@QuarkusTest
@WithTestResource(PlaybookInfra.class)
class TracesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** A play that starts, and its tasks. */
    private static final int TOLD = 9;

    private final TestHealth health =
            new TestHealth(
                    "traced-" + UUID.randomUUID(),
                    TestHealth.account("dana", "emea", "240000"),
                    TestHealth.LONG_AGO);

    @Test
    void shouldTellOfAPlayAndItsTasksByOneStepThatAHealthChangeHasCaused() {
        // Given
        TraceParent fold = TestTraces.sampled();

        // When
        TestTraces.send(fold, health.moves(Status.RED));
        TestTopics.send(health.moves(Status.YELLOW));

        // Then
        await().atMost(SOON).until(() -> Log.tasks(health.accountId()).size() == 2 * TOLD);
        List<Optional<TraceParent>> causes = TestTraces.causes(Topic.TASKS, health.accountId());
        assertThat(causes.subList(0, TOLD))
                .allMatch(it -> TestTraces.follows(it, fold))
                .containsOnly(causes.getFirst());
        assertThat(causes.subList(TOLD, 2 * TOLD))
                .as("nobody follows")
                .containsOnly(Optional.empty());
    }
}
