package io.keepwell.playbook;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Looks into the tables past the service. */
public final class Tables {

    private Tables() {}

    /** The one number that a query answers. */
    public static long number(String query, Object... parameters) {
        return run(
                query,
                parameters,
                statement -> {
                    try (ResultSet result = statement.executeQuery()) {
                        if (!result.next()) {
                            throw new AssertionError("no row");
                        }
                        return result.getLong(1);
                    }
                });
    }

    /** Changes rows; how many. */
    public static long update(String update, Object... parameters) {
        return run(update, parameters, PreparedStatement::executeLargeUpdate);
    }

    private interface Work {
        long of(PreparedStatement statement) throws SQLException;
    }

    private static long run(String sql, Object[] parameters, Work work) {
        var config = ConfigProvider.getConfig();
        try (Connection connection =
                        DriverManager.getConnection(
                                config.getValue("quarkus.datasource.jdbc.url", String.class),
                                config.getValue("quarkus.datasource.username", String.class),
                                config.getValue("quarkus.datasource.password", String.class));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setObject(at + 1, parameters[at]);
            }
            return work.of(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
