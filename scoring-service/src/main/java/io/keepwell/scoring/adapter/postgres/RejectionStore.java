package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.Topic;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.UnreadableRecord;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.rejection.IndexedRejection;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the index of what was rejected. Each batch is one transaction with the position it leads
 * to. What the log has forgotten before it was read is not missed: it could not be shown any more.
 */
public final class RejectionStore {

    /** As long as the topic keeps them. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int EXPIRED_AT_A_TIME = 1_000;
    private static final int DETAIL_LENGTH_MAX = 500;

    private final SqlConnection connection;
    private final Duration atMost;
    private final Positions positions;
    private final KnownErasures erased = new KnownErasures(this::query);

    /**
     * Over a connection.
     *
     * @param connection nobody else's
     * @param topicId the id of the topic of rejected events
     * @param atMost how long a call may take
     */
    public RejectionStore(SqlConnection connection, UUID topicId, Duration atMost) {
        this.connection = connection;
        this.atMost = atMost;
        this.positions = new Positions(connection, "rejection_partition", topicId, atMost);
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
     * Takes rejections in; one that stands there is the same, read again. What names an account
     * that was erased since is passed over.
     *
     * @param rejections in the order of each partition
     * @param unreadable what else lay between them
     * @param next the offset that each partition is read up to
     * @param now when
     */
    public void apply(
            List<IndexedRejection> rejections,
            List<UnreadableRecord> unreadable,
            Map<Integer, Long> next,
            Instant now) {
        Transaction transaction = wait(connection.begin());
        positions.fence(next);
        erased.waitForThem();
        boolean _ = erased.learn();
        List<IndexedRejection> living =
                rejections.stream().filter(it -> !isErased(it.rejection())).toList();
        if (!living.isEmpty()) {
            insert(living);
        }
        wait(Quarantines.insert(connection, Topic.REJECTED_EVENTS, unreadable, now));
        wait(transaction.commit());
        positions.moved(next);
    }

    /**
     * Forgets rejections that the log forgets, too.
     *
     * @param now when
     * @return how many
     */
    public int expire(Instant now) {
        return query(
                        """
                        delete from rejected_event where id in
                               (select id from rejected_event where rejected_at < $1 limit %d)
                        """
                                .formatted(EXPIRED_AT_A_TIME),
                        Tuple.of(time(now.minus(KEPT))))
                .rowCount();
    }

    private void insert(List<IndexedRejection> rejections) {
        query(
                """
                insert into rejected_event
                       (id, part, record_offset, source, rejected_at, code, pointer, detail,
                        event_id, account_id, content_type, bytes, replayable)
                select * from unnest($1::uuid[], $2::int[], $3::bigint[], $4::text[],
                                     $5::timestamptz[], $6::text[], $7::text[], $8::text[],
                                     $9::text[], $10::text[], $11::text[], $12::int[],
                                     $13::boolean[])
                    on conflict do nothing
                """,
                new Columns<>(rejections)
                        .ids(it -> it.place().id())
                        .ints(it -> it.place().partition())
                        .longs(it -> it.place().offset())
                        .texts(it -> it.rejection().source().value())
                        .times(it -> time(it.rejection().rejectedAt()))
                        .texts(it -> it.rejection().code().wireName())
                        .texts(it -> cut(it.rejection().pointer()))
                        .texts(it -> cut(it.rejection().detail()))
                        .texts(it -> cut(it.rejection().eventId()))
                        .texts(it -> cut(it.rejection().accountId()))
                        .texts(it -> cut(it.rejection().contentType()))
                        .ints(it -> bytes(it.rejection()))
                        .flags(it -> it.rejection().request() != null)
                        .tuple());
    }

    private boolean isErased(RejectedEventV1 rejection) {
        return rejection.accountId() != null
                && erased.accounts()
                        .covers(
                                rejection.accountId(),
                                rejection.rejectedAt(),
                                rejection.rejectedAt());
    }

    private static int bytes(RejectedEventV1 rejection) {
        return rejection.sent().length;
    }

    private static @Nullable String cut(@Nullable String text) {
        String storable = Quarantines.storable(text);
        if (storable == null || storable.length() <= DETAIL_LENGTH_MAX) {
            return storable;
        }
        int end = DETAIL_LENGTH_MAX - 1;
        return storable.substring(
                        0, Character.isHighSurrogate(storable.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private RowSet<Row> query(String sql, Tuple parameters) {
        return wait(connection.preparedQuery(sql).execute(parameters));
    }

    private <T> T wait(Future<T> future) {
        try {
            return Await.result(future, atMost);
        } catch (AwaitException e) {
            throw new StoreException("rejections: " + e.getMessage(), e);
        }
    }
}
