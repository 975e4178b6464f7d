package io.keepwell.scoring.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.Topic;
import io.keepwell.model.erasure.ErasedSubject;
import io.keepwell.model.erasure.SubjectErasedV1;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.runtime.testing.TestTopics;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.domain.erasure.IdHash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A database that begins empty knows what was erased before it reads anything else. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class ErasureRestoreIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SALT = "ab".repeat(32);

    private final String schema = "empty_" + UUID.randomUUID().toString().replace("-", "");

    @Inject Vertx vertx;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    @Inject Admin admin;

    @Test
    void shouldReadFromItsTopicWhatWasErasedBeforeTheFirstRecordOfAnother() {
        // Given
        UUID id = UUID.randomUUID();
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        IdHash hash = IdHash.of(SALT, "gone");
        TestTopics.send(
                new SubjectErasedV1(
                        id,
                        ErasedSubject.ACCOUNT,
                        SALT,
                        hash.hash(),
                        at,
                        7L,
                        "Request 4711",
                        "erin",
                        at.minusSeconds(2)));
        SqlConnection connection = emptyDatabase();
        var restore =
                new ErasureRestore(
                        () -> FoldSessions.consumer(ConsumerSettings.reader(config)), SOON);

        // When: it may be interrupted, and begin again
        restore.restore(connection, Topic.CUSTOMER_EVENTS);
        restore.restore(connection, Topic.CUSTOMER_EVENTS);

        // Then
        RowSet<Row> rows =
                query(
                        connection,
                        """
                        select encode(hash, 'hex'), erased_at, subject_id, told, reason,
                               requested_by, requested_at
                          from erasure
                         where id = '%s'
                        """
                                .formatted(id));
        assertThat(rows).hasSize(1);
        Row row = rows.iterator().next();
        assertThat(row.getString(0)).isEqualTo(hash.hash());
        assertThat(row.getOffsetDateTime(1).toInstant()).isEqualTo(at);
        assertThat(row.getString(2)).isNull();
        assertThat(row.getLong(3)).isEqualTo(7);
        assertThat(row.getString(4)).isEqualTo("Request 4711");
        assertThat(row.getString(5)).isEqualTo("erin");
        assertThat(row.getOffsetDateTime(6).toInstant()).isEqualTo(at.minusSeconds(2));
        query(connection, "drop schema %s cascade".formatted(schema));
        Await.result(connection.close(), SOON);
    }

    @Test
    void shouldAskTheTopicNoMoreOnceAPartitionWasRead() {
        SqlConnection connection = emptyDatabase();
        query(
                connection,
                """
                insert into fold_partition (topic_id, part, epoch, next_offset, stepped_day,
                                            stepped_policy, target_day, target_policy)
                values (gen_random_uuid(), 0, 0, 0, 0, '', 0, '')
                """);
        var restore =
                new ErasureRestore(
                        () -> {
                            throw new AssertionError("the database knows");
                        },
                        SOON);

        restore.restore(connection, Topic.CUSTOMER_EVENTS);

        assertThat(query(connection, "select 1 from erasure")).isEmpty();
        query(connection, "drop schema %s cascade".formatted(schema));
        Await.result(connection.close(), SOON);
    }

    @Test
    void shouldSayThatTheTopicIsMissingAndHowToMakeIt() {
        String topic = "keepwell.none-" + UUID.randomUUID();

        assertThat(new KafkaErasureTopic(admin, topic, SOON).obstacle().await().atMost(SOON))
                .hasValueSatisfying(it -> assertThat(it).contains(topic, "run the init step"));
    }

    @Test
    void shouldSeeNothingInTheWayOfATopicThatMayBeWritten() {
        assertThat(KafkaErasureTopic.of(admin, SOON).obstacle().await().atMost(SOON)).isEmpty();
    }

    /** Tables as a new database has them, in a place of their own. */
    private SqlConnection emptyDatabase() {
        SqlConnection connection =
                Await.result(
                        OwnConnections.of(
                                        vertx,
                                        config,
                                        scoring.database(),
                                        scoring.databasePassword())
                                .get(),
                        SOON);
        query(connection, "create schema " + schema);
        for (String table : new String[] {"erasure", "fold_partition"}) {
            query(
                    connection,
                    "create table %1$s.%2$s (like public.%2$s including all)"
                            .formatted(schema, table));
        }
        query(connection, "set search_path = " + schema);
        return connection;
    }

    private static RowSet<Row> query(SqlConnection connection, String sql) {
        return Await.result(connection.query(sql).execute(), SOON);
    }
}
