package io.keepwell.alerting.adapter.rest;

import io.keepwell.runtime.ProblemResponses;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is down may come back: not a bug of ours, and worth another try. */
public class Unavailability {

    private static final Logger LOGGER = LoggerFactory.getLogger(Unavailability.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /**
     * The database is away.
     *
     * @param away not shown
     * @return 503
     */
    @ServerExceptionMapper({ConnectException.class, ClosedConnectionException.class})
    public Response onDatabaseAway(Exception away) {
        LOGGER.atWarn().log("the database does not answer: {}", away.getMessage());
        return ProblemResponses.unavailable("the database does not answer", RETRY_AFTER);
    }
}
