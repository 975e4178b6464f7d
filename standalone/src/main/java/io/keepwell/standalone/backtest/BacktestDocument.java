package io.keepwell.standalone.backtest;

import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.Flag;
import io.keepwell.engine.backtest.Known;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backtest, as {@code --json} writes it.
 *
 * @param policies the policies, in the order of the report
 * @param known when events counted as known
 * @param events how many events there were
 * @param repeats how many more were told again, and not counted
 * @param flawedRows rows of an export of which no event could be made
 * @param report what came of it
 * @param planted who was warned of in time, by the cause for which they left; null where no causes
 *     are known
 */
public record BacktestDocument(
        List<Policies> policies,
        Known known,
        long events,
        long repeats,
        long flawedRows,
        BacktestReport report,
        @Nullable List<Planted> planted) {

    /** Copies the list. */
    public BacktestDocument {
        policies = List.copyOf(policies);
        planted = planted == null ? null : List.copyOf(planted);
    }

    /**
     * Policies that showed what they are worth.
     *
     * @param name what people call them
     * @param version the hash of all that they say
     * @param withoutPeers the numbers of which their percentiles have no data here: peers of the
     *     past were not counted
     */
    public record Policies(String name, String version, List<String> withoutPeers) {
        /** Copies the list. */
        public Policies {
            withoutPeers = List.copyOf(withoutPeers);
        }
    }

    /**
     * Customers of a simulated company who leave for the same cause, by the first of the policies.
     *
     * @param cause the cause
     * @param days how many days before they left they had to be warned of
     * @param flag what counts as a warning
     * @param left those who counted that many days before they left
     * @param warned those of them that were lastingly flagged by then
     */
    public record Planted(String cause, int days, Flag flag, int left, int warned) {}
}
