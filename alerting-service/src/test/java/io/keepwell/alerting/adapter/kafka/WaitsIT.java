package io.keepwell.alerting.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.alerting.AlertingInfra;
import io.keepwell.alerting.Database;
import io.keepwell.alerting.HealthStory;
import io.keepwell.alerting.Log;
import io.keepwell.model.health.Status;
import io.keepwell.runtime.intake.Intake;
import io.keepwell.runtime.testing.PoolSettings;
import io.keepwell.runtime.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** However long somebody else holds what it needs. */
@QuarkusTest
@WithTestResource(AlertingInfra.class)
class WaitsIT {

    private static final Duration WAIT_MAX = Duration.ofSeconds(40);

    @Inject Mutiny.SessionFactory sessions;
    @Inject Channels channels;

    private final HealthStory story = new HealthStory("enterprise");

    @Test
    void shouldWaitForNothingInTheDatabaseForEver() {
        assertThat(PoolSettings.of(sessions))
                .isEqualTo(
                        Map.of(
                                "lock_timeout",
                                "10s",
                                "statement_timeout",
                                "20s",
                                "idle_in_transaction_session_timeout",
                                "5s"));
    }

    /** As a service does that was stopped in the middle of a transaction. */
    @Test
    void shouldSayWhatHoldsItUpAndGoOnWhenTheServerEndsWhoHoldsTheAccount() throws SQLException {
        try (Connection stopped = Database.open();
                var statement = stopped.createStatement()) {
            // Given
            TestTopics.send(story.becomes(Status.RED));
            told(1);
            stopped.setAutoCommit(false);
            statement.execute(
                    "select from account_ledger where account_id = '%s' for update"
                            .formatted(story.accountId().value()));

            // When
            TestTopics.send(story.becomes(Status.YELLOW));

            // Then
            Intake.Trouble trouble =
                    await().atMost(WAIT_MAX)
                            .until(() -> channels.trouble().orElse(null), it -> it != null);
            assertThat(trouble.reason()).contains("lock timeout");
            statement.execute(
                    "set local idle_in_transaction_session_timeout = '%s'"
                            .formatted(
                                    PoolSettings.of(sessions)
                                            .get("idle_in_transaction_session_timeout")));
            told(2);
            assertThat(channels.trouble()).isEmpty();
        }
    }

    private void told(int count) {
        await().atMost(WAIT_MAX).until(() -> Log.alerts(story.accountId()).size() == count);
    }
}
