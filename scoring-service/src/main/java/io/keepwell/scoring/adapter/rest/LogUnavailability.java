package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.ProblemResponses;
import io.keepwell.scoring.application.EventArchive;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log that is down may come back: not a bug of ours, and worth another try. */
public class LogUnavailability {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogUnavailability.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /**
     * Kafka is away.
     *
     * @param away not shown
     * @return 503
     */
    @ServerExceptionMapper
    public Response onLogAway(EventArchive.UnavailableException away) {
        LOGGER.atWarn().log("events cannot be read back: {}", away.getMessage());
        return ProblemResponses.unavailable("events cannot be read back from Kafka", RETRY_AFTER);
    }
}
