package io.keepwell.infra;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** SQL in a test, without ceremony. */
record Sql(PostgresServer postgres, String database) {

    /** A new database with a name that no other test has. */
    static Sql inNewDatabase(PostgresServer postgres) throws SQLException {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        new Sql(postgres, "postgres").run("create database " + name);
        return new Sql(postgres, name);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }

    void run(String... commands) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    /** The first column of all rows, as text. */
    List<String> query(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return List.copyOf(values);
        }
    }
}
