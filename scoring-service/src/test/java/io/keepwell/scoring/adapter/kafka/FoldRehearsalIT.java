package io.keepwell.scoring.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.rehearsal.Rehearsal;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.adapter.postgres.FoldCommit;
import io.keepwell.scoring.adapter.postgres.PgFoldStore;
import io.keepwell.scoring.application.fold.FoldSettings;
import io.keepwell.scoring.application.fold.Folder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class FoldRehearsalIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final FoldSettings SETTINGS =
            new FoldSettings(1_000, 1_000_000, 10, 100, 10, Duration.ofSeconds(1));

    @Inject Vertx vertx;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    @Inject Pool pool;

    /** PostgreSQL counts what was inserted, also when that is rolled back. */
    @Test
    void shouldFoldEventsOfAnAccountAndTakeThemBack() {
        // Given policies, which the service puts in force when it has read them
        await().atMost(SOON).until(() -> number("select count(*) from policy_in_force") > 0);
        long before = number("select n_tup_ins from pg_stat_user_tables where relname = 'fact'");
        var connection =
                Await.result(
                        OwnConnections.of(
                                        vertx,
                                        config,
                                        scoring.database(),
                                        scoring.databasePassword())
                                .get(),
                        SOON);
        var store =
                new PgFoldStore(
                        connection,
                        SOON,
                        new FoldCommit(UUID.randomUUID(), 1, UUID::randomUUID).undone());

        // When
        new FoldRehearsal(EventCatalogue.standard())
                .run(
                        new Folder(
                                store,
                                TestPolicies.judge(),
                                EventCatalogue.standard(),
                                SETTINGS,
                                Set.of()),
                        Instant.now());
        Await.result(connection.close(), SOON);

        // Then
        await().atMost(SOON)
                .until(() ->
                        number("select n_tup_ins from pg_stat_user_tables where relname = 'fact'")
                                > before + 1);
        assertThat(List.of("account", "account_state", "fact", "health_history", "seen_event"))
                .allSatisfy(table -> assertThat(rows(table)).as(table).isZero());
    }

    private long rows(String table) {
        return number(
                "select count(*) from %s where account_id = '%s'"
                        .formatted(table, Rehearsal.ACCOUNT));
    }

    private long number(String query) {
        return pool.preparedQuery(query)
                .execute(Tuple.tuple())
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }
}
