package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.testing.TestDeployment;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.adapter.postgres.FoldCommit;
import io.keepwell.scoring.adapter.postgres.PgFoldStore;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.fold.FoldSettings;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.OwnedPartition;
import io.keepwell.scoring.application.fold.Reconstructor;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fold of the test's own, over the service's tables, step by step. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PolicyRoundIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration STARTS = Duration.ofSeconds(30);
    private static final Judge FIRST = TestPolicies.judge("first");
    private static final Judge SECOND = TestPolicies.judge("second");

    /** None that the service folds. */
    private static final AtomicInteger PARTITIONS = new AtomicInteger(TestDeployment.PARTITIONS);

    private final int partition = PARTITIONS.incrementAndGet();
    private final UUID topicId = UUID.randomUUID();
    private final AccountId account = new AccountId("round-" + UUID.randomUUID());
    private final Instant now = Instant.now();
    @Inject Pool pool;
    private SqlConnection connection;
    private long offset;

    @BeforeEach
    void connect() {
        connection = Await.result(pool.getConnection(), SOON);
        await().atMost(STARTS).until(this::isAPolicyInForce);
    }

    @AfterEach
    void disconnect() {
        Await.result(connection.close(), SOON);
    }

    @Test
    void shouldJudgeAnewWhoWasJudgedByPoliciesThatWereReplacedByTheFormerOnes() {
        // Given a whole round by the first, and an account that only the second have judged
        Folder folder = folder(FIRST);
        rounds(folder);
        folder.judgeBy(SECOND);
        fold(folder);
        assertThat(policyOf(account)).isEqualTo("second");

        // When
        folder.judgeBy(FIRST);
        rounds(folder);

        // Then
        assertThat(policyOf(account)).isEqualTo("first");
    }

    @Test
    void shouldJudgeAnewAlsoWhenAnotherOwnerFindsTheFormerPoliciesInForceAgain() {
        // Given
        Folder folder = folder(FIRST);
        rounds(folder);
        folder.judgeBy(SECOND);
        fold(folder);

        // When
        rounds(folder(FIRST));

        // Then
        assertThat(policyOf(account)).isEqualTo("first");
    }

    private Folder folder(Judge judge) {
        var store = new PgFoldStore(connection, SOON, new FoldCommit(topicId, 1, UUID::randomUUID));
        var folder =
                new Folder(
                        store,
                        judge,
                        EventCatalogue.standard(),
                        new FoldSettings(1_000, 100_000, 10, 10, 10, Duration.ofSeconds(1)),
                        Set.of());
        folder.own(
                new Takeover(topicId, SOON)
                        .take(
                                connection,
                                new Takeover.Extent(partition, 0, offset),
                                new OwnedPartition.Round(Days.of(now), judge.policies().version())),
                now);
        return folder;
    }

    private void fold(Folder folder) {
        CustomerEventV1 event = Log.event(account, "engagement.nps-submitted", Map.of("value", 6));
        folder.fold(
                List.of(
                        new LogRecord(
                                partition,
                                offset++,
                                new LogRecord.Entry.Event(event),
                                new Unkept())),
                now);
    }

    /** Steps until there is nothing to do. */
    private void rounds(Folder folder) {
        EventArchive nothingToReadBack =
                (_, _, _) -> {
                    throw new AssertionError("no run was closed");
                };
        var reconstructor = new Reconstructor(nothingToReadBack, EventCatalogue.standard());
        boolean more = true;
        while (more) {
            more = folder.step(Set.of(partition), now, reconstructor);
        }
    }

    /** The service's own fold sees to that when it starts. */
    private boolean isAPolicyInForce() {
        return Await.result(connection.query("select 1 from policy_in_force").execute(), SOON)
                        .size()
                > 0;
    }

    private String policyOf(AccountId id) {
        var rows =
                Await.result(
                        connection
                                .preparedQuery(
                                        "select verdict from account_state where part = $1 and"
                                                + " account_id = $2")
                                .execute(Tuple.of(partition, id.value())),
                        SOON);
        return VerdictCodec.decode(rows.iterator().next().getBuffer(0).getBytes()).policyVersion();
    }

    /** A record that nobody quarantines. */
    private record Unkept() implements LogRecord.Raw {

        @Override
        public @Nullable String key() {
            return null;
        }

        @Override
        public byte[] headers() {
            return new byte[0];
        }

        @Override
        public byte @Nullable [] value() {
            return null;
        }
    }
}
