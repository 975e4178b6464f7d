package io.keepwell.alerting;

import io.keepwell.runtime.testing.TestDeployment;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks into the service's database. */
public final class Database {

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

    /** A connection of the service's owner. */
    public static Connection open() throws SQLException {
        return TestDeployment.database(AlertingInfra.SERVICE);
    }
}
