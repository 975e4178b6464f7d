package io.keepwell.runtime.sql;

import io.keepwell.runtime.ProblemMappers;
import io.keepwell.runtime.ProblemResponses;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import jakarta.ws.rs.core.Response;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that is down or busy may come back: not a bug of ours, and worth another try. Only in
 * services that have a database.
 */
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class Unavailability {

    private static final Logger LOGGER = LoggerFactory.getLogger(Unavailability.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** What PostgreSQL says when the fault is neither in the statement nor in the data. */
    private static final Set<String> PASSING =
            Set.of(
                    "25P03", // the session waited for its owner for too long
                    "55P03", // a lock was not to be had in time
                    "57P01", // an administrator ends the session, or the server
                    "57P02", // another session has crashed
                    "57P03"); // starting up, or shutting down

    private final ProblemMappers problems;

    Unavailability(ProblemMappers problems) {
        this.problems = problems;
    }

    /**
     * The database has not answered, or something else went wrong that has no mapping of its own.
     *
     * @param failure not shown
     * @return 503 when it is the database that is away; otherwise what a bug is answered with
     */
    @ServerExceptionMapper({
        SocketException.class,
        ClosedChannelException.class,
        RuntimeException.class
    })
    public Response onFailure(Exception failure) {
        if (!isPassing(failure)) {
            return problems.onBug(failure);
        }
        LOGGER.atWarn().log("the database does not answer: {}", failure.getMessage());
        return ProblemResponses.unavailable("the database does not answer", RETRY_AFTER);
    }

    /** Looks behind what clients and Hibernate wrap around it, too. */
    static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isPassing =
                    switch (cause) {
                        case SocketException _,
                                ClosedChannelException _,
                                ClosedConnectionException _ ->
                                true;
                        case DatabaseException told -> isPassing(told.getSqlState());
                        case SQLException told -> isPassing(told.getSQLState());
                        default -> false;
                    };
            if (isPassing) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(@Nullable String state) {
        return state != null && PASSING.contains(state);
    }
}
