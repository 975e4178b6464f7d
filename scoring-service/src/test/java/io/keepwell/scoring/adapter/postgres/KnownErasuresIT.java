package io.keepwell.scoring.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads a topic beside the fold knows each erasure by its last moment. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class KnownErasuresIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String account = "gone-" + UUID.randomUUID();
    private final Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject Vertx vertx;
    @Inject Config config;
    @Inject ScoringConfig scoring;

    private SqlConnection connection;
    private KnownErasures known;

    /** In a transaction that is taken back: the service that runs beside must not see it. */
    @BeforeEach
    void ask() {
        connection =
                Await.result(
                        OwnConnections.of(
                                        vertx,
                                        config,
                                        scoring.database(),
                                        scoring.databasePassword())
                                .get(),
                        SOON);
        run("begin", Tuple.tuple());
        known = new KnownErasures(this::run);
        boolean _ = known.learn();
        run(
                """
                insert into erasure (id, subject, salt, hash, reason, requested_at, requested_by,
                                     erased_at)
                select $1, 'account', salt, sha256(salt || convert_to($2, 'UTF8')), 'why', $3,
                       'erin', $3
                  from erasure_salt
                """,
                Tuple.of(UUID.randomUUID(), account, asked.atOffset(ZoneOffset.UTC)));
    }

    @AfterEach
    void takeBack() {
        run("rollback", Tuple.tuple());
        Await.result(connection.close(), SOON);
    }

    @Test
    void shouldLearnThatTheMomentMovesUntilItIsCarriedOut() {
        // Given
        assertThat(known.learn()).isTrue();
        assertThat(known.learn()).isFalse();
        Instant moved = asked.plusSeconds(3);
        run(
                "update erasure set erased_at = $1, finished_at = $1 where requested_at = $2",
                Tuple.of(moved.atOffset(ZoneOffset.UTC), asked.atOffset(ZoneOffset.UTC)));

        // When
        assertThat(known.learn()).isTrue();

        // Then
        assertThat(known.accounts().until(account)).hasValue(moved);
    }

    private RowSet<Row> run(String sql, Tuple parameters) {
        return Await.result(connection.preparedQuery(sql).execute(parameters), SOON);
    }
}
