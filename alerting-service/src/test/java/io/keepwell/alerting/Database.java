package io.keepwell.alerting;

import io.keepwell.infra.SharedInfra;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Looks into the service's database. */
public final class Database {

    private static final String NAME = "keepwell_alerting";

    private Database() {}

    /** A number that a query finds, with its parameters as texts. */
    public static long number(String query, String... parameters) {
        try (Connection database = open();
                var statement = database.prepareStatement(query)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setString(at + 1, parameters[at]);
            }
            var found = statement.executeQuery();
            return found.next() ? found.getLong(1) : -1;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static Connection open() throws SQLException {
        return DriverManager.getConnection(
                SharedInfra.get().postgres().jdbcUrl(NAME), NAME, AlertingInfra.PASSWORD);
    }
}
