package io.keepwell.playbook.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.playbook.PlaybookInfra;
import io.keepwell.runtime.testing.PoolSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlaybookInfra.class)
class WaitsIT {

    @Inject Mutiny.SessionFactory sessions;

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
}
