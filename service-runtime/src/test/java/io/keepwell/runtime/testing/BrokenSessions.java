package io.keepwell.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.PostgresServer;
import io.keepwell.infra.SharedInfra;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A database that ends a session in the middle of a request. */
public final class BrokenSessions {

    private BrokenSessions() {}

    /**
     * Fails where a request is not told to come back, whose session ends while it waits for a
     * table.
     *
     * @param database the service's
     * @param table one that the request reads
     * @param request the request
     */
    public static void requireTryAgain(String database, String table, Supplier<Response> request)
            throws SQLException {
        CompletableFuture<Response> answer;
        try (Connection holder = open(database);
                Connection killer = open(database);
                var hold = holder.createStatement();
                var kill = killer.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("lock table %s in access exclusive mode".formatted(table));
            answer = CompletableFuture.supplyAsync(request);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        // Whoever else waits for the table tries again, too.
                        kill.execute(
                                """
                                select pg_terminate_backend(pid) from pg_stat_activity
                                 where datname = current_database() and wait_event_type = 'Lock'
                                """);
                        return answer.isDone();
                    });
        }
        Response told = answer.join();
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(503);
        assertThat(told.header("Retry-After")).isEqualTo("2");
        assertThat(told.jsonPath().getString("code")).isEqualTo("KW-5031");
    }

    private static Connection open(String database) throws SQLException {
        PostgresServer postgres = SharedInfra.get().postgres();
        return DriverManager.getConnection(
                postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }
}
