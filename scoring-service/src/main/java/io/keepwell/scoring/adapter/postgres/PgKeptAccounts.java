package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicySet;
import io.keepwell.runtime.sql.Await;
import io.keepwell.scoring.application.Offsets;
import io.keepwell.scoring.application.backtest.KeptAccounts;
import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Accounts in PostgreSQL, and the index of their events. A look may take long, so it is no
 * transaction: whoever is erased meanwhile is gone.
 */
public final class PgKeptAccounts implements KeptAccounts {

    private static final List<String> SESSION =
            List.of(
                    "set default_transaction_read_only = on",
                    "set idle_session_timeout = '120s'",
                    "set statement_timeout = '20s'");

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
    public PgKeptAccounts(
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
            return looking.apply(new Rows(connection));
        } finally {
            Await.result(connection.close(), atMost);
        }
    }

    private final class Rows implements View {

        private final SqlConnection connection;

        Rows(SqlConnection connection) {
            this.connection = connection;
        }

        @Override
        public Optional<PolicySet> policies() {
            return new Policies(catalogue, atMost).inForce(connection);
        }

        @Override
        public PeerBook peers() {
            return PeerRows.book(query(PeerRows.SELECT, Tuple.of(0)));
        }

        @Override
        public int count(PortfolioFilter filter) {
            var conditions = new Conditions();
            PostgresPortfolioRecords.restrict(conditions, filter);
            return query(
                            "select count(*) from account p" + conditions.takeWhere(),
                            conditions.tuple().getDelegate())
                    .iterator()
                    .next()
                    .getInteger(0);
        }

        @Override
        public List<Kept> drawn(PortfolioFilter filter, int accounts) {
            var conditions = new Conditions();
            PostgresPortfolioRecords.restrict(conditions, filter);
            String sql =
                    "select p.part, p.account_id from account p"
                            + conditions.takeWhere()
                            + " order by hashtextextended(p.account_id, 0), p.account_id limit "
                            + conditions.value(accounts);
            var drawn = new ArrayList<Kept>();
            for (Row row : query(sql, conditions.tuple().getDelegate())) {
                drawn.add(new Kept(row.getInteger(0), new AccountId(row.getString(1))));
            }
            return drawn;
        }

        @Override
        public Reporting reporting() {
            return new PgStoredAccounts(connection, atMost).reporting();
        }

        @Override
        public Map<AccountId, Long> counts(int partition, Collection<AccountId> accounts) {
            var counts = new HashMap<AccountId, Long>();
            for (Row row :
                    query(
                            """
                            select account_id, sum(events)::bigint from event_index
                             where part = $1 and account_id = any($2) group by account_id
                            """,
                            Tuple.of(partition, (Object) names(accounts)))) {
                counts.put(new AccountId(row.getString(0)), row.getLong(1));
            }
            return counts;
        }

        @Override
        public Map<AccountId, List<Long>> offsets(int partition, Collection<AccountId> accounts) {
            var all = new HashMap<AccountId, List<Long>>();
            for (Row row :
                    query(
                            """
                            select account_id, first_offset, gaps from event_index
                             where part = $1 and account_id = any($2)
                             order by first_offset
                            """,
                            Tuple.of(partition, (Object) names(accounts)))) {
                all.computeIfAbsent(new AccountId(row.getString(0)), _ -> new ArrayList<>())
                        .addAll(Offsets.decode(row.getLong(1), row.getBuffer(2).getBytes()));
            }
            return all;
        }

        private static String[] names(Collection<AccountId> accounts) {
            return accounts.stream().map(AccountId::value).toArray(String[]::new);
        }

        private RowSet<Row> query(String sql, Tuple parameters) {
            return Await.result(connection.preparedQuery(sql).execute(parameters), atMost);
        }
    }
}
