package io.keepwell.init.postgres;

import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Patience;
import io.keepwell.init.step.Subject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates each service's database and the role that owns it, and closes it to all other roles. Two
 * may do this at the same time: who stumbles over the other begins again and finds things there.
 */
public final class Databases {

    private static final int ATTEMPTS_MAX = 10;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Connection connection;
    private final RolePasswords passwords;
    private final boolean dryRun;
    private final Patience patience;

    /**
     * For one server.
     *
     * @param connection to its maintenance database; stays the caller's
     * @param passwords a directory with a file for each role, or none for roles without password
     * @param dryRun to change nothing
     * @param patience for pauses between attempts
     */
    public Databases(
            Connection connection, @Nullable Path passwords, boolean dryRun, Patience patience) {
        this.connection = connection;
        this.passwords = new RolePasswords(passwords);
        this.dryRun = dryRun;
        this.patience = patience;
    }

    /**
     * Does it.
     *
     * @return one outcome a database
     */
    public List<Outcome> prepare() {
        return Arrays.stream(ServiceDatabase.values())
                .map(ServiceDatabase::databaseName)
                .map(this::prepare)
                .toList();
    }

    private Outcome prepare(String name) {
        return switch (passwords.of(name)) {
            case RolePasswords.Lookup.None() -> prepare(name, null);
            case RolePasswords.Lookup.Given(var password) -> prepare(name, password);
            case RolePasswords.Lookup.Unusable(var reason) ->
                    new Outcome.Failed(
                            Subject.DATABASE,
                            name,
                            "has no password for its owner: " + reason,
                            "Put a file for every role into the directory given as"
                                    + " --role-passwords, or leave the option out.");
        };
    }

    private Outcome prepare(String name, @Nullable String password) {
        SQLException last;
        int attempts = 0;
        do {
            try {
                return prepareOnce(name, password);
            } catch (SQLException e) {
                last = e;
            }
            attempts++;
        } while (SqlStates.isRace(last) && attempts < ATTEMPTS_MAX && patience.pause(PAUSE));
        return new Outcome.Failed(
                Subject.DATABASE,
                name,
                "could not be prepared: " + last.getMessage(),
                "Check that --postgres-user is a superuser, or may create roles and databases.");
    }

    private Outcome prepareOnce(String name, @Nullable String password) throws SQLException {
        DatabaseServer server = new DatabaseServer(connection);
        List<String> done = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        prepareRole(server, name, password, done, odd);
        Optional<String> owner = server.ownerOf(name);
        if (owner.isEmpty() && !dryRun) {
            server.createDatabase(name, name);
        }
        if (owner.isPresent() && !owner.get().equals(name)) {
            odd.add(
                    "belongs to '%s'; 'alter database %s owner to %s' gives it to its service"
                            .formatted(owner.get(), name, name));
        } else {
            closeToPublic(server, name, owner.isPresent(), done);
        }
        if (owner.isEmpty()) {
            done.addAll(odd);
            return new Outcome.Created(Subject.DATABASE, name, String.join("; ", done));
        }
        return outcomeOfExisting(name, password != null, done, odd);
    }

    private void prepareRole(
            DatabaseServer server,
            String role,
            @Nullable String password,
            List<String> done,
            List<String> odd)
            throws SQLException {
        Optional<Boolean> canLogIn = server.canLogIn(role);
        if (canLogIn.isEmpty()) {
            if (!dryRun) {
                server.createRole(role);
            }
            done.add(
                    password == null ? "its owner is new and has no password" : "its owner is new");
        } else if (!canLogIn.get()) {
            odd.add("its owner role may not log in");
        }
        if (password != null && !dryRun) {
            server.setPassword(role, password);
        }
    }

    private void closeToPublic(
            DatabaseServer server, String name, boolean existed, List<String> done)
            throws SQLException {
        if ((dryRun && !existed) || !server.isOpenToPublic(name)) {
            return;
        }
        if (!dryRun) {
            server.closeToPublic(name);
        }
        if (existed) {
            done.add("closed to all roles but its owner");
        }
    }

    private Outcome outcomeOfExisting(
            String name, boolean withPassword, List<String> done, List<String> odd) {
        if (!done.isEmpty()) {
            done.addAll(odd);
            return new Outcome.Changed(Subject.DATABASE, name, String.join("; ", done));
        }
        return odd.isEmpty()
                ? new Outcome.Present(Subject.DATABASE, name, withPassword ? passwordAgain() : "")
                : new Outcome.Kept(Subject.DATABASE, name, String.join("; ", odd));
    }

    private String passwordAgain() {
        return dryRun
                ? "its owner's password would be set again"
                : "its owner's password set again";
    }
}
