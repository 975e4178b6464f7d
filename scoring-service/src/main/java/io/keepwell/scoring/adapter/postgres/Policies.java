package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.runtime.sql.Await;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies that were applied: every document, every bundle, and the one in force. */
public final class Policies {

    /** The documents of a bundle: kind, id and text of each. */
    static final String DOCUMENTS =
            """
            select d.kind, d.policy_id, d.document
              from policy_bundle b,
                   jsonb_to_recordset(b.documents) as l (kind text, id text, version text)
              join policy_document d
                on d.kind = l.kind and d.policy_id = l.id and d.version = l.version
             where b.version = $1
            """;

    private static final int FIRST_LINE = 1;

    private final EventCatalogue catalogue;
    private final Duration atMost;

    /**
     * Reads and writes policies.
     *
     * @param catalogue what is known of event types
     * @param atMost how long a call may take
     */
    public Policies(EventCatalogue catalogue, Duration atMost) {
        this.catalogue = catalogue;
        this.atMost = atMost;
    }

    /**
     * The version in force.
     *
     * @param connection to the database
     * @return the bundle's version, or empty before there is any
     */
    public Optional<String> version(SqlConnection connection) {
        for (Row row :
                Await.result(
                        connection.preparedQuery("select version from policy_in_force").execute(),
                        atMost)) {
            return Optional.of(row.getString(0));
        }
        return Optional.empty();
    }

    /**
     * The policies in force.
     *
     * @param connection to the database
     * @return them, or empty before there are any
     * @throws IllegalStateException when what is stored cannot be read by this release
     */
    public Optional<PolicySet> inForce(SqlConnection connection) {
        return version(connection).map(version -> read(documents(connection, version)));
    }

    /**
     * Puts the first policies of a deployment in force, if there are none yet.
     *
     * @param connection to the database
     * @param documents all documents
     * @param by who applied them
     * @param at when
     */
    public void begin(
            SqlConnection connection, List<PolicyDocument> documents, String by, Instant at) {
        PolicyBundle bundle = bundle(documents);
        read(documents);
        var transaction = Await.result(connection.begin(), atMost);
        for (PolicyDocument document : bundle.documents()) {
            Await.result(
                    connection
                            .preparedQuery(
                                    """
                                    insert into policy_document (version, kind, policy_id, document)
                                    values ($1, $2, $3, $4) on conflict do nothing
                                    """)
                            .execute(
                                    Tuple.of(
                                            document.version(),
                                            document.kind(),
                                            document.id(),
                                            document.text())),
                    atMost);
        }
        Await.result(
                connection
                        .preparedQuery(
                                """
                                insert into policy_bundle (version, documents, applied_at, applied_by)
                                values ($1, $2, $3, $4) on conflict do nothing
                                """)
                        .execute(
                                Tuple.of(
                                        bundle.version(),
                                        PolicyStore.listing(bundle),
                                        at.atOffset(ZoneOffset.UTC),
                                        by)),
                atMost);
        Await.result(
                connection
                        .preparedQuery(
                                """
                                insert into policy_in_force (version) values ($1)
                                on conflict do nothing
                                """)
                        .execute(Tuple.of(bundle.version())),
                atMost);
        Await.result(
                connection
                        .preparedQuery(
                                """
                                insert into policy_application (version, applied_at, applied_by)
                                select $1::text, $2::timestamptz, $3::text
                                 where not exists (select 1 from policy_application)
                                """)
                        .execute(Tuple.of(bundle.version(), at.atOffset(ZoneOffset.UTC), by)),
                atMost);
        Await.result(transaction.commit(), atMost);
    }

    private List<PolicyDocument> documents(SqlConnection connection, String version) {
        var documents = new ArrayList<PolicyDocument>();
        for (Row row :
                Await.result(
                        connection.preparedQuery(DOCUMENTS).execute(Tuple.of(version)), atMost)) {
            documents.add(document(row.getString(0), row.getString(1), row.getString(2)));
        }
        return documents;
    }

    /**
     * A document that was stored or published.
     *
     * @param kind its kind
     * @param id its id
     * @param text its text
     * @return the document, in a file that is named as it is
     */
    public static PolicyDocument document(String kind, String id, String text) {
        return new PolicyDocument(kind, id, text, kind + "/" + id, FIRST_LINE);
    }

    private PolicySet read(List<PolicyDocument> documents) {
        return switch (PolicyReader.read(bundle(documents), catalogue)) {
            case PolicyResult.Accepted<PolicySet>(PolicySet policies) -> policies;
            case PolicyResult.Refused<PolicySet>(var problems) ->
                    throw new IllegalStateException(
                            "the policies in force cannot be read: " + problems);
        };
    }

    private static PolicyBundle bundle(List<PolicyDocument> documents) {
        return switch (PolicyBundle.of(documents)) {
            case PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle) -> bundle;
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new IllegalStateException(
                            "the policies in force cannot be read: " + problems);
        };
    }
}
