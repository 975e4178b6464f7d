package io.keepwell.init.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;

/** The few things that are asked of the server, each a command of its own. */
final class DatabaseServer {

    private static final String SCRAM = "scram-sha-256";

    private final Connection connection;
    private final PGConnection postgres;

    DatabaseServer(Connection connection) throws SQLException {
        this.connection = connection;
        this.postgres = connection.unwrap(PGConnection.class);
    }

    /** Whether a role may log in; empty when there is no such role. */
    Optional<Boolean> canLogIn(String role) throws SQLException {
        return ask("select rolcanlogin from pg_roles where rolname = ?", role).map("t"::equals);
    }

    void createRole(String role) throws SQLException {
        run("create role %s login".formatted(quoted(role)));
        if (!isSuperuser()) {
            // Who is no superuser gives a database away only to a role that it is a member of.
            run("grant %s to current_user".formatted(quoted(role)));
        }
    }

    /**
     * Sets a role's password. The driver hashes it, so that neither the command nor the server's
     * log of commands holds it.
     */
    void setPassword(String role, String password) throws SQLException {
        postgres.alterUserPassword(role, password.toCharArray(), SCRAM);
    }

    /** Who owns a database; empty when there is no such database. */
    Optional<String> ownerOf(String database) throws SQLException {
        return ask("select pg_get_userbyid(datdba) from pg_database where datname = ?", database);
    }

    void createDatabase(String database, String owner) throws SQLException {
        // From the template that nobody connects to, which also takes UTF-8 whatever the default.
        run(
                "create database %s owner %s encoding 'UTF8' template template0"
                        .formatted(quoted(database), quoted(owner)));
    }

    /** Whether any role may connect to a database. */
    boolean isOpenToPublic(String database) throws SQLException {
        return ask(
                        """
                        select 'open' from pg_database d,
                          aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
                        where d.datname = ? and a.grantee = 0 limit 1\
                        """,
                        database)
                .isPresent();
    }

    void closeToPublic(String database) throws SQLException {
        run("revoke all on database %s from public".formatted(quoted(database)));
    }

    private boolean isSuperuser() throws SQLException {
        return ask("select rolsuper from pg_roles where rolname = current_user")
                .map("t"::equals)
                .orElse(false);
    }

    private Optional<String> ask(String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setString(at + 1, parameters[at]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private void run(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private String quoted(String identifier) throws SQLException {
        return postgres.escapeIdentifier(identifier);
    }
}
