package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.intake.EventMetrics;
import io.keepwell.ingest.domain.source.RateLimits;
import io.keepwell.ingest.domain.source.RateState;
import io.keepwell.ingest.domain.source.Source;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds senders to their sources' limits, and tells them how much they may send, in the headers of
 * draft-ietf-httpapi-ratelimit-headers.
 */
@Singleton
class RateGate {

    private final RateLimits limits;
    private final EventMetrics metrics;

    RateGate(RateLimits limits, EventMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
    }

    /** How long a source must wait, which is counted; empty where it may send. */
    Optional<Duration> wait(Source source) {
        Optional<Duration> wait =
                limits.of(source).filter(state -> !state.isOpen()).map(RateState::untilOpen);
        wait.ifPresent(_ -> metrics.countRefused(source.name(), EventMetrics.Refused.RATE));
        return wait;
    }

    /** Adds what the source may send from now on, where it has a limit. */
    Response told(Source source, Response response) {
        return limits.of(source)
                .map(state ->
                        Response.fromResponse(response)
                                .header(
                                        "RateLimit-Policy",
                                        "\"events\";q=%d;w=%d"
                                                .formatted(
                                                        state.limit().burst(),
                                                        Math.ceilDiv(
                                                                state.limit().burst(),
                                                                state.limit().eventsPerSecond())))
                                .header(
                                        "RateLimit",
                                        "\"events\";r=%d;t=%d"
                                                .formatted(
                                                        state.remaining(),
                                                        seconds(state.untilFull())))
                                .build())
                .orElse(response);
    }

    /** Up: who comes a moment too early is sent away again. */
    static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toMillis(), 1_000L);
    }
}
