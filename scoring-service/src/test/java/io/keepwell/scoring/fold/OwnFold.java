package io.keepwell.scoring.fold;

import static org.awaitility.Awaitility.await;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.testing.TestDeployment;
import io.keepwell.scoring.adapter.postgres.FoldCommit;
import io.keepwell.scoring.adapter.postgres.PgFoldStore;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.fold.FoldSettings;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.OwnedPartition;
import io.keepwell.scoring.application.fold.Reconstructor;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A fold of a test's own, over the service's tables, in a partition that nobody else folds. */
final class OwnFold implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration STARTS = Duration.ofSeconds(30);
    private static final AtomicInteger PARTITIONS = new AtomicInteger(TestDeployment.PARTITIONS);

    private final int partition = PARTITIONS.incrementAndGet();
    private final UUID topicId = UUID.randomUUID();
    private final Instant now;
    private final Supplier<Future<PgConnection>> connections;
    private final int publishAccounts;
    private final SqlConnection questions;
    private final List<SqlConnection> opened = new ArrayList<>();
    private long offset;

    /** Over connections of its own; publishes so many accounts at a time. */
    OwnFold(Supplier<Future<PgConnection>> connections, int publishAccounts) {
        this(connections, publishAccounts, Instant.now());
    }

    /** The same, where everything happens at a moment of the past. */
    OwnFold(Supplier<Future<PgConnection>> connections, int publishAccounts, Instant now) {
        this.now = now;
        this.connections = connections;
        this.publishAccounts = publishAccounts;
        this.questions = open();
        // The service's own fold sees to that when it starts.
        await().atMost(STARTS)
                .until(() -> query("select 1 from policy_in_force", Tuple.tuple()).size() > 0);
    }

    int partition() {
        return partition;
    }

    /** When everything happens, unless a test says otherwise. */
    Instant now() {
        return now;
    }

    /** An account's id that no other test has. */
    String id(String account) {
        return "%s-%s".formatted(account, topicId);
    }

    /** Takes the partition over, with a memory that is empty and a connection of its own. */
    Folder folder(Judge judge) {
        return folder(judge, (_, _, _) -> {});
    }

    /** The same, with a log. */
    Folder folder(Judge judge, EventArchive archive) {
        SqlConnection connection = open();
        var folder =
                new Folder(
                        store(connection),
                        judge,
                        EventCatalogue.standard(),
                        new FoldSettings(
                                1_000, 100_000, 10, 10, publishAccounts, Duration.ofSeconds(1)),
                        Set.of(),
                        archive);
        folder.own(
                new Takeover(topicId, SOON)
                        .take(
                                connection,
                                new Takeover.Extent(partition, 0, offset),
                                new OwnedPartition.Round(
                                        Days.of(now), judge.policies().version())));
        return folder;
    }

    /** A store over a connection of its own. */
    PgFoldStore store() {
        return store(open());
    }

    private PgFoldStore store(SqlConnection connection) {
        return new PgFoldStore(connection, SOON, new FoldCommit(topicId, 1, UUID::randomUUID));
    }

    /** Folds what comes next in the log. */
    void fold(Folder folder, LogRecord.Entry... entries) {
        folder.fold(
                Arrays.stream(entries)
                        .map(entry ->
                                new LogRecord(partition, offset++, entry, new Unkept(), true, null))
                        .toList(),
                now);
    }

    /** A step of what time asks for; whether there is more. */
    boolean step(Folder folder, Instant at, EventArchive archive) {
        return folder.step(
                Set.of(partition), at, new Reconstructor(archive, EventCatalogue.standard()));
    }

    /** Asks the database. */
    RowSet<Row> query(String sql, Tuple parameters) {
        return Await.result(questions.preparedQuery(sql).execute(parameters), SOON);
    }

    @Override
    public void close() {
        opened.forEach(connection -> Await.result(connection.close(), SOON));
    }

    private SqlConnection open() {
        SqlConnection connection = Await.result(connections.get(), SOON);
        opened.add(connection);
        return connection;
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
