package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicySet;
import io.keepwell.runtime.sql.Await;
import io.keepwell.scoring.application.fold.StoredAccounts;
import io.keepwell.scoring.application.plan.LiveAccounts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All accounts in PostgreSQL, as one transaction sees them that may only read: the database itself
 * refuses whatever would change anything.
 */
public final class PgLiveAccounts implements LiveAccounts {

    /** A look takes seconds; what takes minutes has lost its reader. */
    private static final List<String> SESSION =
            List.of(
                    "set idle_in_transaction_session_timeout = '60s'",
                    "set statement_timeout = '20s'",
                    "begin transaction isolation level repeatable read read only");

    private final Supplier<? extends Future<? extends SqlConnection>> connections;
    private final EventCatalogue catalogue;
    private final Duration atMost;

    /**
     * Over connections of its own: who looks takes none from those who only ask.
     *
     * @param connections opens connections that end when they are closed
     * @param catalogue what is known of event types
     * @param atMost how long a call may take
     */
    public PgLiveAccounts(
            Supplier<? extends Future<? extends SqlConnection>> connections,
            EventCatalogue catalogue,
            Duration atMost) {
        this.connections = connections;
        this.catalogue = catalogue;
        this.atMost = atMost;
    }

    @Override
    public <T> T look(Function<? super View, T> looking) {
        SqlConnection connection = Await.result(connections.get(), atMost);
        try {
            for (String statement : SESSION) {
                Await.result(connection.query(statement).execute(), atMost);
            }
            return looking.apply(new Snapshot(connection));
        } finally {
            // With it ends the transaction.
            Await.result(connection.close(), atMost);
        }
    }

    private final class Snapshot implements View {

        private final SqlConnection connection;
        private final StoredAccounts accounts;

        Snapshot(SqlConnection connection) {
            this.connection = connection;
            this.accounts = new PgStoredAccounts(connection, atMost);
        }

        @Override
        public Optional<String> policyVersion() {
            return new Policies(catalogue, atMost).version(connection);
        }

        @Override
        public Optional<PolicySet> policies() {
            return new Policies(catalogue, atMost).inForce(connection);
        }

        @Override
        public Reporting reporting() {
            return accounts.reporting().with(accounts.silence());
        }

        @Override
        public PeerBook peers(int from) {
            return PeerRows.book(
                    Await.result(
                            connection.preparedQuery(PeerRows.SELECT).execute(Tuple.of(from)),
                            atMost));
        }

        @Override
        public boolean haveJudged(int day) {
            return Await.result(
                                    connection
                                            .preparedQuery(
                                                    """
                                                    select part from fold_partition
                                                     group by part having max(stepped_day) < $1
                                                     limit 1
                                                    """)
                                            .execute(Tuple.of(day)),
                                    atMost)
                            .size()
                    == 0;
        }

        @Override
        public List<Integer> partitions() {
            var partitions = new ArrayList<Integer>();
            for (Row row :
                    Await.result(
                            connection
                                    .query("select distinct part from fold_partition order by part")
                                    .execute(),
                            atMost)) {
                partitions.add(row.getInteger(0));
            }
            return partitions;
        }

        @Override
        public StoredAccounts accounts() {
            return accounts;
        }
    }
}
