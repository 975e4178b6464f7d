package io.keepwell.runtime.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** What is left of somebody in a service's database. */
public final class Remains {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Every column of every table, whatever it holds, also those that come later. */
    private static final String COLUMNS =
            """
            select c.table_name, c.column_name, c.data_type = 'bytea'
              from information_schema.columns c
                   join information_schema.tables t using (table_schema, table_name)
             where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
            """;

    private static final String WAITING =
            """
            select count(*) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'
            """;

    private Remains() {}

    /** Which columns name an id, whole or as a part. */
    public static List<String> of(String service, String id) {
        var naming = new ArrayList<String>();
        try (Connection database = TestDeployment.database(service);
                PreparedStatement columns = database.prepareStatement(COLUMNS);
                ResultSet column = columns.executeQuery()) {
            while (column.next()) {
                String has =
                        column.getBoolean(3)
                                ? "position(convert_to(?, 'UTF8') in %2$s) > 0"
                                : "position(? in %2$s::text) > 0";
                String query =
                        ("select count(*) from %1$s where " + has)
                                .formatted(column.getString(1), column.getString(2));
                if (number(database, query, id) > 0) {
                    naming.add(column.getString(1) + "." + column.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return naming;
    }

    /**
     * Lets somebody wait for an account's row until an erasure has been carried out that waited
     * before.
     */
    public static void whileErased(
            String service, String accountId, Runnable erasure, Runnable work) {
        try (Connection lock = TestDeployment.database(service);
                Connection other = TestDeployment.database(service);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            run(
                    lock,
                    """
                    insert into account_ledger (account_id) values (?) on conflict do nothing
                    """,
                    accountId);
            lock.setAutoCommit(false);
            run(
                    lock,
                    "update account_ledger set account_id = account_id where account_id = ?",
                    accountId);
            CompletableFuture<Void> erasing = waiting(other, 1, erasure, threads);
            CompletableFuture<Void> working = waiting(other, 2, work, threads);
            lock.commit();
            CompletableFuture.allOf(erasing, working).join();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<Void> waiting(
            Connection database, int together, Runnable work, Executor threads) {
        CompletableFuture<Void> begun = CompletableFuture.runAsync(work, threads);
        await().atMost(SOON).until(() -> begun.isDone() || number(database, WAITING) >= together);
        return begun;
    }

    private static void run(Connection database, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setString(1, parameter);
            statement.executeUpdate();
        }
    }

    private static long number(Connection database, String query, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setString(at + 1, parameters[at]);
            }
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getLong(1) : -1;
            }
        }
    }
}
