package io.keepwell.scoring;

import io.keepwell.infra.PostgresServer;
import io.keepwell.infra.SharedInfra;
import io.keepwell.runtime.testing.TestDeployment;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A service that only answers, on a database of its own: what tests write into the tables must not
 * meet what a fold makes of the same log.
 */
public final class ReadingInfra implements QuarkusTestResourceLifecycleManager {

    /** The database. */
    public static final String DATABASE = "keepwell_reading";

    private static final String OWNER = "keepwell_scoring";

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(new ScoringInfra().start());
        createDatabase();
        PostgresServer postgres = SharedInfra.get().postgres();
        settings.put(
                "scoring.database",
                "%s:%d/%s".formatted(postgres.host(), postgres.port(), DATABASE));
        settings.put("scoring.fold.enabled", "false");
        return settings;
    }

    @Override
    public void stop() {
        // Broker and database belong to the whole run.
    }

    /** Where the broker is. */
    public static String servers() {
        return SharedInfra.get().kafka().bootstrapServers();
    }

    /** The service's database, as its owner. */
    public static Connection database() throws SQLException {
        return TestDeployment.database(ScoringInfra.SERVICE, DATABASE);
    }

    private static void createDatabase() {
        PostgresServer postgres = SharedInfra.get().postgres();
        try (Connection admin =
                        DriverManager.getConnection(
                                postgres.jdbcUrl("postgres"),
                                postgres.user(),
                                postgres.password());
                var statement = admin.createStatement()) {
            var there =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '%s'".formatted(DATABASE));
            if (!there.next()) {
                statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
