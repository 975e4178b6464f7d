package io.keepwell.init.postgres;

import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Patience;
import io.keepwell.init.step.Subject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Waits until the database server takes a connection. */
public final class PostgresReadiness {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final PostgresTarget target;
    private final Patience patience;

    /** A connection, or why there is none. */
    public sealed interface Attempt {

        /**
         * The server serves.
         *
         * @param connection open, to be closed by who asked
         */
        record Connected(Connection connection) implements Attempt {}

        /**
         * It does not.
         *
         * @param failure what is wrong
         */
        record Refused(Outcome.Failed failure) implements Attempt {}
    }

    /**
     * For one server.
     *
     * @param target which
     * @param patience how long
     */
    public PostgresReadiness(PostgresTarget target, Patience patience) {
        this.target = target;
        this.patience = patience;
    }

    /**
     * Connects. What waiting cannot cure, such as a wrong password, ends it at once.
     *
     * @return a connection to the maintenance database, or what is wrong
     */
    public Attempt connect() {
        SQLException last;
        do {
            try {
                return new Attempt.Connected(
                        DriverManager.getConnection(target.jdbcUrl(), target.driverProperties()));
            } catch (SQLException e) {
                if (!SqlStates.mayServeLater(e)) {
                    return new Attempt.Refused(refused(e));
                }
                last = e;
            }
            patience.tell("waiting for " + target);
        } while (!patience.isOver() && patience.pause(PAUSE));
        return new Attempt.Refused(unreached(last));
    }

    private Outcome.Failed refused(SQLException e) {
        return new Outcome.Failed(
                Subject.SERVER,
                target.toString(),
                "refuses '%s': %s".formatted(target.user(), e.getMessage()),
                "Check --postgres-user, --postgres-password-file and --postgres-config.");
    }

    private Outcome.Failed unreached(SQLException e) {
        return new Outcome.Failed(
                Subject.SERVER,
                target.toString(),
                "was not reached: " + e.getMessage(),
                "Check that it runs and that --postgres (KEEPWELL_POSTGRES) names it; if it needs"
                        + " longer to start, give a longer --wait.");
    }
}
