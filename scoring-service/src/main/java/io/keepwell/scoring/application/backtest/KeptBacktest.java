package io.keepwell.scoring.application.backtest;

import io.keepwell.engine.backtest.BacktestReport;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What policies would have said of the past that is kept, as it was known then.
 *
 * @param policies those that were asked for, then those in force, if there are any and they are
 *     others; as the report calls them
 * @param accounts how many accounts there are of which it was asked
 * @param drawn how many of them were drawn by lot, and looked at
 * @param unread how many of the drawn were left out, because the log does not hold all of their
 *     events any more, or because there are too many
 * @param events how many events the others have
 * @param report what came of it
 */
public record KeptBacktest(
        List<Policies> policies,
        int accounts,
        int drawn,
        int unread,
        long events,
        BacktestReport report) {

    /** Copies the list. */
    public KeptBacktest {
        policies = List.copyOf(policies);
    }

    /**
     * Policies that showed what they are worth.
     *
     * @param name {@code asked} or {@code in force}
     * @param version the hash of all that they say
     */
    @Schema(name = "BacktestedPolicies")
    public record Policies(String name, String version) {}
}
