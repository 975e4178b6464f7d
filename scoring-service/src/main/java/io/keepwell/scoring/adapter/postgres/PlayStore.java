package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.facts.Days;
import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.play.Play;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.UnreadableRecord;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.play.WorkTold;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what runs of plays and their tasks have come to. Each batch is one transaction with the
 * position it leads to. A row is what the account's latest message of it says, by its number: what
 * is read again, in whatever order, changes nothing. What the log has forgotten before it was read
 * is missed; there is nobody who could tell it again.
 */
public final class PlayStore {

    /**
     * Playbook may start a play by what it had read before it learns of an erasure: what began so
     * soon after one is taken for a part of what was erased.
     */
    static final Duration STILL_ERASED = Duration.ofHours(1);

    private final SqlConnection connection;
    private final Duration atMost;
    private final Positions positions;
    private final KnownErasures erased = new KnownErasures(this::query);

    /**
     * Over a connection.
     *
     * @param connection nobody else's
     * @param topicId the id of the topic of plays and tasks
     * @param atMost how long a call may take
     */
    public PlayStore(SqlConnection connection, UUID topicId, Duration atMost) {
        this.connection = connection;
        this.atMost = atMost;
        this.positions = new Positions(connection, "play_partition", topicId, atMost);
    }

    /**
     * Takes a partition over, and fences its former owner.
     *
     * @param extent what the log holds of it
     * @return the offset to go on at
     * @throws Takeover.LostLogException when the log ends before what was read of it
     */
    public long take(Takeover.Extent extent) {
        positions.forgetLost(extent);
        return positions.take(extent);
    }

    /**
     * Gives a partition up.
     *
     * @param partition which
     */
    public void disown(int partition) {
        positions.disown(partition);
    }

    /**
     * Takes in what was told. What is of an account that was erased since is passed over.
     *
     * @param told of plays and tasks
     * @param unreadable what else lay between it
     * @param next the offset that each partition is read up to
     * @param now when
     */
    public void apply(
            WorkTold told,
            List<UnreadableRecord> unreadable,
            Map<Integer, Long> next,
            Instant now) {
        Transaction transaction = wait(connection.begin());
        positions.fence(next);
        erased.waitForThem();
        boolean _ = erased.learn();
        Collection<PlayChangedV1> plays = latestPlays(told.plays());
        if (!plays.isEmpty()) {
            upsertPlays(List.copyOf(plays));
        }
        Collection<LatestTask> tasks = latestTasks(told.tasks());
        if (!tasks.isEmpty()) {
            upsertTasks(List.copyOf(tasks));
        }
        wait(Quarantines.insert(connection, Topic.TASKS, unreadable, now));
        wait(transaction.commit());
        positions.moved(next);
    }

    /** A row may be written once in one statement. */
    private Collection<PlayChangedV1> latestPlays(List<PlayChangedV1> told) {
        Map<UUID, PlayChangedV1> latest = new LinkedHashMap<>();
        for (PlayChangedV1 it : told) {
            if (!isErased(it.accountId(), it.play().triggeredAt())) {
                latest.merge(
                        it.play().playId(),
                        it,
                        (one, other) -> other.sequence() > one.sequence() ? other : one);
            }
        }
        return latest.values();
    }

    /**
     * A task as its latest message tells it.
     *
     * @param late whether any told that its due date had passed
     */
    private record LatestTask(
            AccountId accountId, UUID playId, Task task, boolean late, long sequence) {

        LatestTask with(LatestTask other) {
            LatestTask later = other.sequence > sequence ? other : this;
            return new LatestTask(
                    later.accountId, later.playId, later.task, late || other.late, later.sequence);
        }
    }

    private Collection<LatestTask> latestTasks(List<TaskChangedV1> told) {
        Map<UUID, LatestTask> latest = new LinkedHashMap<>();
        for (TaskChangedV1 it : told) {
            UUID playId = it.task().playId();
            if (playId != null && !isErased(it.accountId(), it.task().openedAt())) {
                latest.merge(
                        it.task().taskId(),
                        new LatestTask(
                                it.accountId(),
                                playId,
                                it.task(),
                                it.change() == TaskChange.OVERDUE,
                                it.sequence()),
                        LatestTask::with);
            }
        }
        return latest.values();
    }

    private boolean isErased(AccountId account, Instant openedAt) {
        Instant at = openedAt.minus(STILL_ERASED);
        return erased.accounts().covers(account.value(), at, at);
    }

    private void upsertPlays(List<PlayChangedV1> plays) {
        query(
                """
                insert into play_run
                       (play_id, account_id, play, version, category, trigger_id, state, outcome,
                        opened_at, opened_day, closed_at, closed_day, tasks, sequence)
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[],
                                     $6::uuid[], $7::text[], $8::text[], $9::timestamptz[],
                                     $10::int[], $11::timestamptz[], $12::int[], $13::int[],
                                     $14::bigint[])
                    on conflict (play_id) do update
                       set state = excluded.state, outcome = excluded.outcome,
                           closed_at = excluded.closed_at, closed_day = excluded.closed_day, tasks = excluded.tasks,
                           sequence = excluded.sequence
                     where play_run.sequence < excluded.sequence
                """,
                new Columns<>(plays)
                        .ids(it -> it.play().playId())
                        .texts(it -> it.accountId().value())
                        .texts(it -> it.play().play().id())
                        .texts(it -> it.play().play().version())
                        .texts(it -> it.play().category().wireName())
                        .ids(it -> it.play().healthChangeId())
                        .texts(it -> it.play().state().wireName())
                        .texts(it -> it.play().outcome())
                        .times(it -> time(it.play().triggeredAt()))
                        .ints(it -> Days.of(it.play().triggeredAt()))
                        .times(it -> time(it.play().endedAt()))
                        .ints(it -> closedDay(it.play()))
                        .ints(it -> it.play().taskCount())
                        .longs(PlayChangedV1::sequence)
                        .tuple());
    }

    private void upsertTasks(List<LatestTask> tasks) {
        query(
                """
                insert into play_task as t
                       (task_id, play_id, account_id, state, opened_at, late, sequence)
                select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[],
                                     $5::timestamptz[], $6::boolean[], $7::bigint[])
                              as u (task_id, play_id, account_id, state, opened_at, late, sequence)
                -- A task that waited opens long after its play, which may have been erased since.
                 where exists (select from play_run r where r.play_id = u.play_id)
                    on conflict (task_id) do update
                       set state = case when t.sequence < excluded.sequence then excluded.state
                                        else t.state end,
                           late = t.late or excluded.late,
                           sequence = greatest(t.sequence, excluded.sequence)
                """,
                new Columns<>(tasks)
                        .ids(it -> it.task().taskId())
                        .ids(LatestTask::playId)
                        .texts(it -> it.accountId().value())
                        .texts(it -> it.task().state().wireName())
                        .times(it -> time(it.task().openedAt()))
                        .flags(LatestTask::late)
                        .longs(LatestTask::sequence)
                        .tuple());
    }

    private static @Nullable Integer closedDay(Play play) {
        Instant endedAt = play.endedAt();
        return endedAt == null ? null : (Integer) Days.of(endedAt);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private RowSet<Row> query(String sql, Tuple parameters) {
        return wait(connection.preparedQuery(sql).execute(parameters));
    }

    private <T> T wait(Future<T> future) {
        try {
            return Await.result(future, atMost);
        } catch (AwaitException e) {
            throw new StoreException("plays: " + e.getMessage(), e);
        }
    }
}
