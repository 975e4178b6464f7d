package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
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
import io.keepwell.scoring.application.fold.Publication;
import io.keepwell.scoring.application.fold.Reconstructor;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
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
class FoldStepsIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration STARTS = Duration.ofSeconds(30);
    private static final Judge JUDGE = TestPolicies.judge();

    private static final Publication PUBLICATION =
            new Publication(UUID::randomUUID, InstantSource.system());

    /** None that the service or another test folds. */
    private static final AtomicInteger PARTITIONS =
            new AtomicInteger(TestDeployment.PARTITIONS + 1_000);

    private static final SourceName TEST = new SourceName("test");

    private final int partition = PARTITIONS.incrementAndGet();
    private final UUID topicId = UUID.randomUUID();
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
    void shouldPublishWhoWaitsLongestFirstAndNobodyTwiceASecond() {
        // Given: two a page
        Folder folder = folder();
        fold(folder, traits("a"), traits("b"), traits("c"));
        assertThat(folder.publish(now, PUBLICATION)).as("there is more").isTrue();
        assertThat(unpublished()).containsExactly(id("c"));

        // When: one that was published changes again
        fold(folder, traits("a"));
        boolean isMore = folder.publish(now.plusMillis(999), PUBLICATION);

        // Then
        assertThat(isMore).isFalse();
        assertThat(unpublished()).containsExactly(id("a"));
        var _ = folder.publish(now.plusMillis(1_000), PUBLICATION);
        assertThat(unpublished()).isEmpty();
    }

    @Test
    void shouldTellThePastLaterWhileTheLogCannotBeReadBack() {
        // Given: a run that is closed
        Folder folder = folder();
        CustomerEventV1 event =
                Log.event(
                        new AccountId(id("a")),
                        "engagement.nps-submitted",
                        now.minus(Duration.ofDays(3)),
                        Map.of("value", 6, "backfill", "run"));
        fold(
                folder,
                new LogRecord.Entry.Opened(new BackfillOpenedV1("run", partition, TEST, now)),
                new LogRecord.Entry.Event(event),
                new LogRecord.Entry.Closed(new BackfillClosedV1("run", partition, TEST, now)));
        EventArchive away =
                (_, _, _) -> {
                    throw new EventArchive.UnavailableException("too many read", null);
                };
        EventArchive back = (_, _, each) -> each.accept(new EventArchive.Archived(1, event));

        // When
        boolean isMore = step(folder, now, away);
        boolean isMoreAtOnce = step(folder, now, back);
        boolean wasReconstructing = folder.owned().iterator().next().isReconstructing();
        boolean isMoreLater = step(folder, now.plus(Duration.ofMinutes(1)), back);

        // Then
        assertThat(List.of(isMore, isMoreAtOnce, wasReconstructing, isMoreLater))
                .containsExactly(false, false, true, true);
        assertThat(folder.owned().iterator().next().isReconstructing()).isFalse();
        assertThat(unpublished()).containsExactly(id("a"));
    }

    private boolean step(Folder folder, Instant at, EventArchive archive) {
        return folder.step(
                Set.of(partition), at, new Reconstructor(archive, EventCatalogue.standard()));
    }

    private Folder folder() {
        var store = new PgFoldStore(connection, SOON, new FoldCommit(topicId, 1, UUID::randomUUID));
        var folder =
                new Folder(
                        store,
                        JUDGE,
                        EventCatalogue.standard(),
                        new FoldSettings(1_000, 100_000, 10, 10, 2, Duration.ofSeconds(1)),
                        Set.of());
        folder.own(
                new Takeover(topicId, SOON)
                        .take(
                                connection,
                                new Takeover.Extent(partition, 0, offset),
                                new OwnedPartition.Round(Days.of(now), JUDGE.policies().version())),
                now);
        return folder;
    }

    private void fold(Folder folder, LogRecord.Entry... entries) {
        folder.fold(
                Arrays.stream(entries)
                        .map(entry -> new LogRecord(partition, offset++, entry, new Unkept()))
                        .toList(),
                now);
    }

    private LogRecord.Entry traits(String account) {
        return new LogRecord.Entry.Event(
                Log.event(
                        new AccountId(id(account)),
                        "account.updated",
                        Map.of("name", "" + UUID.randomUUID())));
    }

    private String id(String account) {
        return "%s-%s".formatted(account, topicId);
    }

    /** The service's own fold sees to that when it starts. */
    private boolean isAPolicyInForce() {
        return Await.result(connection.query("select 1 from policy_in_force").execute(), SOON)
                        .size()
                > 0;
    }

    private List<String> unpublished() {
        var ids = new ArrayList<String>();
        Await.result(
                        connection
                                .preparedQuery(
                                        "select account_id from account where part = $1 and"
                                                + " unpublished order by account_id")
                                .execute(Tuple.of(partition)),
                        SOON)
                .forEach(row -> ids.add(row.getString(0)));
        return ids;
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
