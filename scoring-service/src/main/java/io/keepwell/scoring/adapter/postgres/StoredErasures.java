package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.erasure.ErasedSubject;
import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.scoring.application.erasure.ErasureItem;
import io.keepwell.scoring.application.erasure.Erasures;
import io.keepwell.scoring.domain.erasure.ErasedIds;
import io.keepwell.scoring.domain.erasure.IdHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL keeps of erasures. */
@Singleton
class StoredErasures implements Erasures {

    private static final String ITEM =
            """
            select e.id, e.subject, e.subject_id, e.reason, e.requested_by, e.requested_at,
                   e.erased_at, e.finished_at, e.seq,
                   (select count(*) from fold_partition p where p.erased_through >= e.seq),
                   (select count(*) from fold_partition), e.found
              from erasure e
            """;

    /** Nobody counts past an erasure that is not committed yet. */
    private static final String ALONE = "lock table erasure in share row exclusive mode";

    private static final String PENDING =
            ITEM
                    + """
                     where e.subject = $1 and e.finished_at is null
                       and e.hash = (select sha256(s.salt || convert_to($2, 'UTF8'))
                                       from erasure_salt s)
                    """;

    private static final String INSERT =
            """
            insert into erasure (id, subject, salt, hash, subject_id, reason, requested_at,
                                 requested_by, erased_at, finished_at)
            select $1::uuid, $2::text, s.salt, sha256(s.salt || convert_to($3::text, 'UTF8')),
                   case when $2::text = 'account' then $3::text end, $4::text, $5::timestamptz,
                   $6::text, $5::timestamptz,
                   case when $2::text = 'person' then $5::timestamptz end
              from erasure_salt s
            """;

    /**
     * Of a person nothing is in any partition's state but a hash of 64 bits. What waits for an
     * account, and what could not be read, is whole.
     */
    private static final List<String> OF_A_PERSON =
            List.of(
                    "delete from identity_link where user_id = $1",
                    "delete from identity_merge where user_id = $1 or previous_id = $1",
                    "delete from identity_release where user_id = $1",
                    "delete from unattributed_event where user_id = $1",
                    "delete from unattributed_event where actor_id = $1",
                    "delete from quarantine where record_key = $1",
                    // Hardly ever is anything in there.
                    """
                    delete from outbox_parked
                     where topic = 'keepwell.customer-events'
                       and position(convert_to(to_json($1::text)::text, 'UTF8') in value) > 0
                    """);

    /** What came since the steps below; by the index of times. */
    private static final String OF_A_PERSON_SINCE =
            """
            delete from quarantine
             where quarantined_at >= $2
               and position(convert_to(to_json($1::text)::text, 'UTF8') in value) > 0
            """;

    /** Records that nobody could read are whole: each has to be looked into, some at a time. */
    private static final String LOOKED_INTO =
            """
            with page as (select id, value from quarantine where id > $2 order by id limit 1000),
                 gone as (delete from quarantine q using page s
                           where q.id = s.id
                             and (position(convert_to($3 || to_json($1::text)::text, 'UTF8')
                                           in s.value) > 0
                                  or position(convert_to($4 || to_json($1::text)::text, 'UTF8')
                                              in s.value) > 0))
            select id from page order by id desc limit 1
            """;

    private static final UUID FIRST = new UUID(0, 0);

    /** A salt of its own for each database that ever was: few. */
    private static final String ERASED =
            """
            with recursive salts as (
                (select salt from erasure where subject = $2 order by salt limit 1)
                 union all
                select (select e.salt from erasure e
                         where e.subject = $2 and e.salt > s.salt order by e.salt limit 1)
                  from salts s where s.salt is not null)
            select encode(e.salt, 'hex'), encode(e.hash, 'hex'), e.erased_at
              from salts s cross join unnest($1::text[]) as p (id)
                   join erasure e on e.hash = sha256(s.salt || convert_to(p.id, 'UTF8'))
             where e.subject = $2 and s.salt is not null
            """;

    private final Pool pool;
    private final Supplier<UUID> ids;

    StoredErasures(Pool pool, Supplier<UUID> ids) {
        this.pool = pool;
        this.ids = ids;
    }

    @Override
    public Uni<ErasureItem> request(Request request) {
        return Uni.createFrom()
                .completionStage(() ->
                        lookInto(request, FIRST)
                                .compose(_ -> pool.withTransaction(it -> request(it, request)))
                                .toCompletionStage());
    }

    /**
     * Before it is written down, and outside of that transaction: as long as it takes, nobody waits
     * for it. Of an account only where its id stands as one: others may have the same word.
     */
    private Future<?> lookInto(Request request, UUID after) {
        boolean isAccount = request.subject() == ErasedSubject.ACCOUNT;
        return pool.preparedQuery(LOOKED_INTO)
                .execute(
                        Tuple.of(
                                request.subjectId(),
                                after,
                                isAccount ? "\"accountId\":" : "",
                                isAccount ? "\"accountId\": " : ""))
                .compose(found ->
                        found.size() == 0
                                ? Future.succeededFuture()
                                : lookInto(request, found.iterator().next().getUUID(0)));
    }

    @Override
    public Uni<List<Listed<ErasureItem>>> list(@Nullable Long before, int limit) {
        return Uni.createFrom()
                .completionStage(() ->
                        pool.preparedQuery(ITEM + " where e.seq < $1 order by e.seq desc limit $2")
                                .execute(
                                        Tuple.of(
                                                before == null ? Long.MAX_VALUE : before,
                                                limit + 1))
                                .map(StoredErasures::listed)
                                .toCompletionStage());
    }

    @Override
    public Uni<Optional<ErasureItem>> one(UUID id) {
        return Uni.createFrom()
                .completionStage(() ->
                        pool.preparedQuery(ITEM + " where e.id = $1")
                                .execute(Tuple.of(id))
                                .map(StoredErasures::first)
                                .toCompletionStage());
    }

    @Override
    public Uni<ErasedIds> persons(Collection<String> ids) {
        return erased(ErasedSubject.PERSON, ids);
    }

    @Override
    public Uni<ErasedIds> accounts(Collection<String> ids) {
        return erased(ErasedSubject.ACCOUNT, ids);
    }

    private Uni<ErasedIds> erased(ErasedSubject subject, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(new ErasedIds());
        }
        return Uni.createFrom()
                .completionStage(() ->
                        pool.preparedQuery(ERASED)
                                .execute(Tuple.of(ids.toArray(String[]::new), subject.wireName()))
                                .map(StoredErasures::ids)
                                .toCompletionStage());
    }

    private Future<ErasureItem> request(SqlConnection connection, Request request) {
        String subject = request.subject().wireName();
        return connection
                .query(ALONE)
                .execute()
                .compose(_ ->
                        connection
                                .preparedQuery(PENDING)
                                .execute(Tuple.of(subject, request.subjectId())))
                .compose(found ->
                        first(found)
                                .map(Future::succeededFuture)
                                .orElseGet(() -> begin(connection, request)));
    }

    private Future<ErasureItem> begin(SqlConnection connection, Request request) {
        UUID id = ids.get();
        Future<?> begun =
                connection
                        .preparedQuery(INSERT)
                        .execute(
                                Tuple.of(
                                        id,
                                        request.subject().wireName(),
                                        request.subjectId(),
                                        request.reason(),
                                        request.at().atOffset(ZoneOffset.UTC),
                                        request.by()));
        if (request.subject() == ErasedSubject.PERSON) {
            begun = begun.compose(_ -> erasePerson(connection, request));
        }
        return begun.compose(_ ->
                        connection.preparedQuery(ITEM + " where e.id = $1").execute(Tuple.of(id)))
                .compose(found ->
                        request.subject() == ErasedSubject.PERSON
                                ? tell(connection, id, request.at()).map(_ -> found)
                                : Future.succeededFuture(found))
                .map(found -> first(found).orElseThrow());
    }

    /** As somebody who finds something out of users: nobody else is about it meanwhile. */
    private static Future<?> erasePerson(SqlConnection connection, Request request) {
        Future<?> erased =
                connection
                        .preparedQuery("select pg_advisory_xact_lock($1)")
                        .execute(Tuple.of(IdentityStore.LOCK));
        for (String statement : OF_A_PERSON) {
            erased =
                    erased.compose(_ ->
                            connection
                                    .preparedQuery(statement)
                                    .execute(Tuple.of(request.subjectId())));
        }
        return erased.compose(_ ->
                connection
                        .preparedQuery(OF_A_PERSON_SINCE)
                        .execute(
                                Tuple.of(
                                        request.subjectId(),
                                        request.at().atOffset(ZoneOffset.UTC))));
    }

    private static Future<Void> tell(SqlConnection connection, UUID id, Instant at) {
        return connection
                .preparedQuery(ErasureRows.TOLD + " where id = $1")
                .execute(Tuple.of(id))
                .compose(found ->
                        Outbox.insert(
                                connection,
                                List.of(
                                        OutboxRow.of(
                                                0,
                                                ErasureRows.message(found.iterator().next()),
                                                at))));
    }

    private static Optional<ErasureItem> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(item(row));
        }
        return Optional.empty();
    }

    private static List<Listed<ErasureItem>> listed(RowSet<Row> rows) {
        var listed = new ArrayList<Listed<ErasureItem>>(rows.size());
        rows.forEach(row -> listed.add(new Listed<>(item(row), List.of("" + row.getLong(8)))));
        return listed;
    }

    private static ErasedIds ids(RowSet<Row> rows) {
        var ids = new ErasedIds();
        rows.forEach(row ->
                ids.add(
                        new IdHash(row.getString(0), row.getString(1)),
                        row.getOffsetDateTime(2).toInstant()));
        return ids;
    }

    private static ErasureItem item(Row row) {
        var subject = ErasedSubject.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
        OffsetDateTime finished = row.getOffsetDateTime(7);
        Instant erasedAt = row.getOffsetDateTime(6).toInstant();
        return new ErasureItem(
                row.getUUID(0),
                subject,
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getOffsetDateTime(5).toInstant(),
                erasedAt,
                finished == null ? null : finished.toInstant(),
                row.getBoolean(11),
                new ErasureItem.Partitions(row.getLong(9), row.getLong(10)),
                ErasureItem.kept(subject, erasedAt));
    }
}
