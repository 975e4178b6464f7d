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
     * With the id still there: it is forgotten with the same transaction.
     */
    private static final List<String> BESIDE_ACCOUNTS =
            List.of(
                    """
                    delete from quarantine q using erasure e
                     where e.seq = any($1::bigint[]) and e.subject = 'account'
                       and (q.account_id = e.subject_id or q.record_key = e.subject_id)
                       and q.quarantined_at <= e.erased_at
                    """,
                    """
                    delete from rejected_event r using erasure e
                     where e.seq = any($1::bigint[]) and e.subject = 'account'
                       and r.account_id = e.subject_id and r.rejected_at <= e.erased_at
                    """,
                    """
                    delete from identity_link l using erasure e
                     where e.seq = any($1::bigint[]) and e.subject = 'account'
                       and l.account_id = e.subject_id and l.linked_at <= e.erased_at
                    """);

    private static final String FINISHED =
            """
            select seq, id, subject, encode(salt, 'hex'), encode(hash, 'hex'), erased_at
              from erasure
             where finished_at is null
               and seq <= (select coalesce(min(erased_through), 9223372036854775807)
                             from fold_partition where topic_id = $1)
             order by seq
             limit 50
               for update skip locked
            """;

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
                                       told = greatest(told, $3)
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
        Transaction transaction = Await.result(connection.begin(), atMost);
        RowSet<Row> done =
                Await.result(connection.preparedQuery(FINISHED).execute(Tuple.of(topicId)), atMost);
        if (done.size() == 0) {
            Await.result(transaction.rollback(), atMost);
            return false;
        }
        var numbers = new ArrayList<Long>();
        var told = new ArrayList<OutboxRow>();
        for (Row row : done) {
            numbers.add(row.getLong(0));
            told.add(OutboxRow.of(0, message(row), now));
        }
        Tuple which = Tuple.tuple().addArrayOfLong(numbers.toArray(Long[]::new));
        for (String statement : BESIDE_ACCOUNTS) {
            Await.result(connection.preparedQuery(statement).execute(which), atMost);
        }
        Await.result(
                connection
                        .preparedQuery(
                                """
                                update erasure set subject_id = null, finished_at = $2
                                 where seq = any($1::bigint[])
                                """)
                        .execute(
                                Tuple.tuple()
                                        .addArrayOfLong(numbers.toArray(Long[]::new))
                                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))),
                atMost);
        Await.result(Outbox.insert(connection, told), atMost);
        Await.result(transaction.commit(), atMost);
        return true;
    }

    /**
     * Whether nothing of a topic was ever read.
     *
     * @param connection to the database
     * @param topic customer events or unattributed ones
     * @param atMost how long a call may take
     * @return whether this is the first time
     */
    public static boolean isFirstReading(SqlConnection connection, Topic topic, Duration atMost) {
        String positions = topic == Topic.CUSTOMER_EVENTS ? "fold_partition" : "identity_partition";
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
                                                     requested_by, erased_at, finished_at)
                                select id, subject, decode(salt, 'hex'), decode(hash, 'hex'),
                                       'as keepwell.erasures tells it', at, 'keepwell', at, at
                                  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[],
                                              $5::timestamptz[])
                                       as e (id, subject, salt, hash, at)
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
                                        .tuple()),
                atMost);
        Await.result(transaction.commit(), atMost);
    }

    private static SubjectErasedV1 message(Row row) {
        return new SubjectErasedV1(
                row.getUUID(1),
                ErasedSubject.valueOf(row.getString(2).toUpperCase(java.util.Locale.ROOT)),
                row.getString(3),
                row.getString(4),
                row.getOffsetDateTime(5).toInstant());
    }
}
