package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.message.Publisher;
import io.keepwell.model.policy.PolicyAppliedV1;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.scoring.application.policy.Difference;
import io.keepwell.scoring.application.policy.DocumentVersion;
import io.keepwell.scoring.application.policy.PolicyShelf;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** The policies in force, for those who ask for them and those who apply others. */
@Singleton
public final class PolicyStore implements PolicyShelf {

    /** All of them by one relay, so that readers see one apply after the other. */
    private static final int SHARD = 0;

    /**
     * One apply at a time: the second sees what the first has put in force. A lock of the table and
     * not of its row, which the first apply of a deployment does not find. It hinders no reader.
     */
    private static final List<String> ALONE =
            List.of(
                    "set local lock_timeout = '5s'",
                    "lock table policy_in_force in share row exclusive mode");

    private final Pool pool;
    private final Supplier<UUID> ids;

    /**
     * Keeps policies in a database.
     *
     * @param pool connections to it
     * @param ids gives messages their ids
     */
    PolicyStore(Pool pool, Supplier<UUID> ids) {
        this.pool = pool;
        this.ids = ids;
    }

    @Override
    public CompletionStage<Optional<InForce>> inForce() {
        return inForce(pool).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<String>> document(String kind, String id) {
        if (!Rows.isName(kind) || !Rows.isName(id)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return pool.preparedQuery(
                        """
                        select d.document
                          from policy_in_force f
                          join policy_bundle b on b.version = f.version,
                               jsonb_to_recordset(b.documents)
                                   as l (kind text, id text, version text)
                          join policy_document d
                            on d.kind = l.kind
                           and d.policy_id = l.id
                           and d.version = l.version
                         where l.kind = $1 and l.id = $2
                        """)
                .execute(Tuple.of(kind, id))
                .map(rows -> first(rows).map(row -> row.getString(0)))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<List<Past>> history(int limit, long before) {
        return pool.preparedQuery(
                        """
                        select id, version, previous_version, applied_at, applied_by
                          from policy_application
                         where id < $2
                         order by id desc
                         limit $1
                        """)
                .execute(Tuple.of(limit, before))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row ->
                                        new Past(
                                                row.getLong(0),
                                                row.getString(1),
                                                row.getString(2),
                                                row.getOffsetDateTime(3).toInstant(),
                                                row.getString(4)))
                                .toList())
                .toCompletionStage();
    }

    @Override
    public CompletionStage<List<String>> versions(String beginning) {
        return pool.preparedQuery(
                        """
                        select version from policy_bundle
                         where left(version, length($1)) = $1
                         order by version
                         limit 2
                        """)
                .execute(Tuple.of(beginning))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getString(0))
                                .toList())
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<Stored>> stored(String version) {
        return pool.preparedQuery(
                        """
                        select b.applied_at, b.applied_by, d.kind, d.policy_id, d.document
                          from policy_bundle b,
                               jsonb_to_recordset(b.documents)
                                   as l (kind text, id text, version text)
                          join policy_document d
                            on d.kind = l.kind
                           and d.policy_id = l.id
                           and d.version = l.version
                         where b.version = $1
                         order by d.kind, d.policy_id
                        """)
                .execute(Tuple.of(version))
                .map(rows ->
                        first(rows)
                                .map(row ->
                                        new Stored(
                                                version,
                                                row.getOffsetDateTime(0).toInstant(),
                                                row.getString(1),
                                                StreamSupport.stream(rows.spliterator(), false)
                                                        .map(it ->
                                                                Policies.document(
                                                                        it.getString(2),
                                                                        it.getString(3),
                                                                        it.getString(4)))
                                                        .toList())))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Outcome> compare(Application application) {
        return inForce(pool).map(before -> outcome(application, before)).toCompletionStage();
    }

    @Override
    public CompletionStage<Outcome> apply(Application application) {
        return pool.withTransaction(connection ->
                        connection
                                .query(ALONE.getFirst())
                                .execute()
                                .compose(_ -> connection.query(ALONE.getLast()).execute())
                                .compose(_ -> inForce(connection))
                                .compose(before -> apply(connection, application, before)))
                .toCompletionStage();
    }

    private Future<Outcome> apply(
            SqlConnection connection, Application application, Optional<InForce> before) {
        Outcome outcome = outcome(application, before);
        if (outcome instanceof Outcome.Done done && done.isNews(application.bundle().version())) {
            return write(connection, application, done)
                    .compose(_ -> Future.succeededFuture(outcome));
        }
        return Future.succeededFuture(outcome);
    }

    private static Outcome outcome(Application application, Optional<InForce> before) {
        String previous = before.map(InForce::version).orElse(null);
        return application.expected().test(previous)
                ? new Outcome.Done(
                        previous,
                        Difference.between(
                                before.map(InForce::documents).orElse(List.of()),
                                versions(application.bundle())))
                : new Outcome.Superseded(previous);
    }

    private Future<Void> write(
            SqlConnection connection, Application application, Outcome.Done done) {
        PolicyBundle bundle = application.bundle();
        var at = application.at().atOffset(ZoneOffset.UTC);
        return insertDocuments(connection, bundle)
                .compose(_ ->
                        connection
                                .preparedQuery(
                                        """
                                        insert into policy_bundle
                                               (version, documents, applied_at, applied_by)
                                        values ($1, $2, $3, $4)
                                            on conflict (version) do update
                                           set applied_at = excluded.applied_at,
                                               applied_by = excluded.applied_by
                                        """)
                                .execute(
                                        Tuple.of(
                                                bundle.version(),
                                                listing(bundle),
                                                at,
                                                application.by())))
                .compose(_ ->
                        connection
                                .preparedQuery(
                                        """
                                        insert into policy_in_force (version) values ($1)
                                            on conflict (only_one) do update
                                           set version = excluded.version
                                        """)
                                .execute(Tuple.of(bundle.version())))
                .compose(_ ->
                        connection
                                .preparedQuery(
                                        """
                                        insert into policy_application
                                               (version, previous_version, applied_at, applied_by)
                                        values ($1, $2, $3, $4)
                                        """)
                                .execute(
                                        Tuple.of(
                                                bundle.version(),
                                                done.previousVersion(),
                                                at,
                                                application.by())))
                .compose(_ -> Outbox.insert(connection, messages(application)));
    }

    private static Future<?> insertDocuments(SqlConnection connection, PolicyBundle bundle) {
        return connection
                .preparedQuery(
                        """
                        insert into policy_document (version, kind, policy_id, document)
                        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                            on conflict do nothing
                        """)
                .execute(
                        new Columns<>(bundle.documents())
                                .texts(PolicyDocument::version)
                                .texts(PolicyDocument::kind)
                                .texts(PolicyDocument::id)
                                .texts(PolicyDocument::text)
                                .tuple());
    }

    /** All documents, also those that did not change: readers keep those of the newest bundle. */
    private List<OutboxRow> messages(Application application) {
        return application.bundle().documents().stream()
                .map(document ->
                        new PolicyAppliedV1(
                                ids.get(),
                                document.kind(),
                                document.id(),
                                document.version(),
                                application.bundle().version(),
                                document.text(),
                                application.at(),
                                application.by(),
                                Publisher.SCORING))
                .map(message -> OutboxRow.of(SHARD, message, application.at()))
                .toList();
    }

    private static Future<Optional<InForce>> inForce(SqlClient client) {
        return client.preparedQuery(
                        """
                        select b.version, b.applied_at, b.applied_by, b.documents
                          from policy_in_force f join policy_bundle b on b.version = f.version
                        """)
                .execute()
                .map(rows -> first(rows).map(PolicyStore::inForce));
    }

    private static InForce inForce(Row row) {
        List<DocumentVersion> documents =
                row.getJsonArray(3).stream()
                        .map(JsonObject.class::cast)
                        .map(it ->
                                new DocumentVersion(
                                        it.getString("kind"),
                                        it.getString("id"),
                                        it.getString("version")))
                        .toList();
        return new InForce(
                row.getString(0),
                row.getOffsetDateTime(1).toInstant(),
                row.getString(2),
                documents);
    }

    private static List<DocumentVersion> versions(PolicyBundle bundle) {
        return bundle.documents().stream()
                .map(it -> new DocumentVersion(it.kind(), it.id(), it.version()))
                .toList();
    }

    /** How a bundle's documents are listed in its row. */
    static JsonArray listing(PolicyBundle bundle) {
        var listed = new JsonArray();
        versions(bundle)
                .forEach(it ->
                        listed.add(
                                new JsonObject()
                                        .put("kind", it.kind())
                                        .put("id", it.id())
                                        .put("version", it.version())));
        return listed;
    }

    private static Optional<Row> first(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }
}
