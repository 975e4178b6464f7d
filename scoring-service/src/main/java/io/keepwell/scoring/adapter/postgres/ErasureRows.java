package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.Topic;
import io.keepwell.model.erasure.ErasedSubject;
import io.keepwell.model.erasure.SubjectErasedV1;
import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.sql.Await;
import io.keepwell.scoring.application.fold.Writes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;

/** Removes from the tables what is erased. */
public final class ErasureRows {

    /** All that has the partition, whose owner alone writes it. */
    private static final List<String> OF_PARTITION =
            List.of(
                    "account_state",
                    "fact",
                    "fact_member",
                    "event_index",
                    "seen_event",
                    "backfill_account");

    /** An account lies in one partition: what is its own is of that partition's owner. */
    private static final List<String> OF_ACCOUNT =
            List.of(
                    "account",
                    "health_history",
                    "account_period",
                    "revenue_period",
                    "contract_renewal",
                    "kpi_event");

    /**
     * What nobody's partition tells, and persons; up to the erasure, for the account may be back.
     * Each by an index. They tell of which erasure something was there.
     */
    private static final List<String> BESIDE_ACCOUNTS =
            List.of(
                    """
                    delete from quarantine q using (%s) e
                     where q.account_id = e.id and q.quarantined_at <= e.at returning e.seq
                    """,
                    """
                    delete from quarantine q using (%s) e
                     where q.record_key = e.id and q.quarantined_at <= e.at returning e.seq
                    """,
                    """
                    delete from rejected_event r using (%s) e
                     where r.account_id = e.id and r.rejected_at <= e.at returning e.seq
                    """,
                    """
                    delete from identity_link l using (%s) e
                     where l.account_id = e.id and coalesce(l.told_at, l.linked_at) <= e.at
                    returning e.seq
                    """,
                    """
                    delete from play_run r using (%s) e
                     where r.account_id = e.id and r.opened_at <= e.at + interval '1 hour'
                    returning e.seq
                    """,
                    """
                    delete from play_task t using (%s) e
                     where t.account_id = e.id and t.opened_at <= e.at + interval '1 hour'
                    returning e.seq
                    """,
                    """
                    delete from outbox_parked o using (%s) e
                     where o.key = e.id and o.topic = 'keepwell.customer-events'
                       and o.recorded_at <= e.at returning e.seq
                    """);

    private static final String ERASED_NOW =
            """
            select seq, id, at
              from unnest($1::bigint[], $2::text[], $3::timestamptz[]) as u (seq, id, at)
            """;

    private static final int FINISHED_AT_A_TIME = 50;

    /** What {@link #message} is made of. */
    static final String TOLD =
            """
            select seq, id, subject, encode(salt, 'hex'), encode(hash, 'hex'), erased_at, told,
                   reason, requested_by, requested_at, subject_id
              from erasure
            """;

    private static final String READY =
            """
            %s
             where finished_at is null
               and seq <= (select coalesce(min(erased_through), 9223372036854775807)
                             from fold_partition where topic_id = $1)
             order by seq
             limit %d
            """
                    .formatted(TOLD, FINISHED_AT_A_TIME);

    private ErasureRows() {}

    /** What a partition's owner removes of it, within its transaction. */
    static void write(SqlConnection connection, UUID topicId, Writes writes, List<Future<?>> sent) {
        for (Writes.Erased erased : writes.erased()) {
            Writes.Gone gone = erased.gone();
            if (gone != null) {
                remove(connection, erased.partition(), erased.through(), gone, sent);
            }
            sent.add(
                    connection
                            .preparedQuery(
                                    """
                                    update fold_partition set erased_through = $3
                                     where topic_id = $1 and part = $2
                                    """)
                            .execute(Tuple.of(topicId, erased.partition(), erased.through())));
        }
    }

    private static void remove(
            SqlConnection connection,
            int partition,
            long seq,
            Writes.Gone gone,
            List<Future<?>> sent) {
        String account = gone.account().value();
        for (String table : OF_PARTITION) {
            sent.add(
                    connection
                            .preparedQuery(
                                    "delete from %s where part = $1 and account_id = $2"
                                            .formatted(table))
                            .execute(Tuple.of(partition, account)));
        }
        for (String table : OF_ACCOUNT) {
            sent.add(
                    connection
                            .preparedQuery("delete from %s where account_id = $1".formatted(table))
                            .execute(Tuple.of(account)));
        }
        // What was to be told of the account, and is not yet, is not told any more.
        String[] topics = {Topic.HEALTH_CHANGES.topicName(), Topic.ACCOUNTS.topicName()};
        for (String table : List.of("outbox", "outbox_parked")) {
            sent.add(
                    connection
                            .preparedQuery(
                                    "delete from %s where key = $1 and topic = any($2::text[])"
                                            .formatted(table))
                            .execute(Tuple.tuple().addString(account).addArrayOfString(topics)));
        }
        sent.add(
                connection
                        .preparedQuery(
                                """
                                update erasure
                                   set erased_at = greatest(erased_at, $2),
                                       told = greatest(told, $3), found = true
                                 where seq = $1
                                """)
                        .execute(
                                Tuple.of(
                                        seq,
                                        gone.at().atOffset(ZoneOffset.UTC),
                                        gone.message() == null ? 0L : gone.message().sequence())));
    }

    /**
     * Forgets the ids of what all owners have carried out, with what else names them, and tells it.
     */
    static boolean finish(SqlConnection connection, UUID topicId, Instant now, Duration atMost) {
        if (query(connection, READY, Tuple.of(topicId), atMost).size() == 0) {
            return false;
        }
        Transaction transaction = Await.result(connection.begin(), atMost);
        // The table before the lock, as who asks for an erasure takes them. Whoever reads other
        // topics either has written what is to go, or learns of it before he writes.
        run(connection, "lock table erasure in row exclusive mode", atMost);
        query(connection, "select pg_advisory_xact_lock($1)", Tuple.of(IdentityStore.LOCK), atMost);
        List<Row> done = rows(query(connection, READY, Tuple.of(topicId), atMost));
        List<Row> accounts = done.stream().filter(it -> it.getString(10) != null).toList();
        Long[] found = beside(connection, accounts, atMost);
        query(
                connection,
                """
                update erasure set subject_id = null, finished_at = $2,
                                   found = case when subject = 'account'
                                                then coalesce(found, told > 0) or seq = any($3) end
                 where seq = any($1::bigint[])
                """,
                Tuple.tuple()
                        .addArrayOfLong(done.stream().map(it -> it.getLong(0)).toArray(Long[]::new))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addArrayOfLong(found),
                atMost);
        Await.result(
                Outbox.insert(
                        connection,
                        done.stream().map(it -> OutboxRow.of(0, message(it), now)).toList()),
                atMost);
        Await.result(transaction.commit(), atMost);
        return !done.isEmpty();
    }

    private static Long[] beside(SqlConnection connection, List<Row> accounts, Duration atMost) {
        Tuple columns =
                new Columns<>(accounts)
                        .longs(it -> it.getLong(0))
                        .texts(it -> it.getString(10))
                        .times(it -> it.getOffsetDateTime(5))
                        .tuple();
        var found = new TreeSet<Long>();
        for (String statement : BESIDE_ACCOUNTS) {
            query(connection, statement.formatted(ERASED_NOW), columns, atMost)
                    .forEach(row -> found.add(row.getLong(0)));
        }
        return found.toArray(Long[]::new);
    }

    private static List<Row> rows(RowSet<Row> set) {
        var rows = new ArrayList<Row>(set.size());
        set.forEach(rows::add);
        return rows;
    }

    private static RowSet<Row> query(
            SqlConnection connection, String sql, Tuple parameters, Duration atMost) {
        return Await.result(connection.preparedQuery(sql).execute(parameters), atMost);
    }

    private static void run(SqlConnection connection, String sql, Duration atMost) {
        Await.result(connection.query(sql).execute(), atMost);
    }

    /**
     * Whether nothing of a topic was ever read.
     *
     * @param connection to the database
     * @param topic customer events, unattributed ones, rejected ones or tasks
     * @param atMost how long a call may take
     * @return whether this is the first time
     */
    public static boolean isFirstReading(SqlConnection connection, Topic topic, Duration atMost) {
        String positions =
                switch (topic) {
                    case CUSTOMER_EVENTS -> "fold_partition";
                    case UNATTRIBUTED_EVENTS -> "identity_partition";
                    case REJECTED_EVENTS -> "rejection_partition";
                    case TASKS -> "play_partition";
                    default -> throw new IllegalArgumentException("nobody reads " + topic);
                };
        return Await.result(
                                connection
                                        .query("select 1 from %s limit 1".formatted(positions))
                                        .execute(),
                                atMost)
                        .size()
                == 0;
    }

    /**
     * Writes down what was erased before this database was.
     *
     * @param connection to the database
     * @param erased as its topic tells it
     * @param atMost how long a call may take
     */
    public static void restore(
            SqlConnection connection, List<SubjectErasedV1> erased, Duration atMost) {
        if (erased.isEmpty()) {
            return;
        }
        Transaction transaction = Await.result(connection.begin(), atMost);
        Await.result(
                connection.query("lock table erasure in share row exclusive mode").execute(),
                atMost);
        Await.result(
                connection
                        .preparedQuery(
                                """
                                insert into erasure (id, subject, salt, hash, reason, requested_at,
                                                     requested_by, erased_at, finished_at, told,
                                                     found)
                                select id, subject, decode(salt, 'hex'), decode(hash, 'hex'),
                                       coalesce(reason, 'as keepwell.erasures tells it'),
                                       coalesce(requested_at, at), coalesce(by, 'keepwell'), at, at,
                                       coalesce(told, 0), case when told > 0 then true end
                                  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[],
                                              $5::timestamptz[], $6::bigint[], $7::text[],
                                              $8::text[], $9::timestamptz[])
                                       as e (id, subject, salt, hash, at, told, reason, by,
                                             requested_at)
                                 order by at
                                    on conflict do nothing
                                """)
                        .execute(
                                new Columns<>(erased)
                                        .ids(SubjectErasedV1::id)
                                        .texts(it -> it.subject().wireName())
                                        .texts(SubjectErasedV1::salt)
                                        .texts(SubjectErasedV1::hash)
                                        .times(it -> it.erasedAt().atOffset(ZoneOffset.UTC))
                                        .longs(SubjectErasedV1::lastSequence)
                                        .texts(SubjectErasedV1::reason)
                                        .texts(SubjectErasedV1::requestedBy)
                                        .times(it ->
                                                it.requestedAt() == null
                                                        ? null
                                                        : it.requestedAt().atOffset(ZoneOffset.UTC))
                                        .tuple()),
                atMost);
        Await.result(transaction.commit(), atMost);
    }

    /** Older releases took a reason with control characters, which no message may have. */
    private static String readable(String reason) {
        return reason.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\x{80}-\\x{9f}]", " ");
    }

    /** As the topic tells it; of a row of {@link #TOLD}. */
    static SubjectErasedV1 message(Row row) {
        long told = row.getLong(6);
        return new SubjectErasedV1(
                row.getUUID(1),
                ErasedSubject.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getString(3),
                row.getString(4),
                row.getOffsetDateTime(5).toInstant(),
                told == 0 ? null : told,
                readable(row.getString(7)),
                row.getString(8),
                row.getOffsetDateTime(9).toInstant());
    }
}
