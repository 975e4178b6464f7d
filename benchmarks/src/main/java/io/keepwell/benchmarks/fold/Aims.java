package io.keepwell.benchmarks.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked of the scoring service beside its peers, in one run. */
final class Aims {

    /** The share of its throughput that one account with nine tenths of the load must leave. */
    private static final double HOT_KEEPS = 0.7;

    private Aims() {}

    /**
     * One of them.
     *
     * @param text what is asked, and what was measured
     * @param isMet whether it is so
     */
    record Aim(String text, boolean isMet) {}

    /** Those of which both sides were measured. */
    static List<Aim> of(List<Measurement> measurements) {
        var aims = new ArrayList<Aim>();
        for (Measurement ours : measurements) {
            if (!ours.kind().isOurs()) {
                continue;
            }
            for (Measurement other : measurements) {
                if (!other.kind().isOurs() && other.load().equals(ours.load())) {
                    aims.add(less(ours, other));
                }
            }
            even(ours, measurements).ifPresent(even -> aims.add(hot(ours, even)));
        }
        return aims;
    }

    private static Aim less(Measurement ours, Measurement peer) {
        return new Aim(
                String.format(
                        Locale.ROOT,
                        "%s below %s in CPU, %s: %.1f and %.1f µs",
                        ours.kind().title(),
                        peer.kind().title(),
                        ours.load().title(),
                        ours.sumMicros(),
                        peer.sumMicros()),
                ours.sumMicros() < peer.sumMicros());
    }

    private static Aim hot(Measurement hot, Measurement even) {
        double kept = hot.eventsPerSecond() / even.eventsPerSecond();
        return new Aim(
                String.format(
                        Locale.ROOT,
                        "%s keeps %.0f %% of its events/s, %s: %.0f %%",
                        hot.kind().title(),
                        HOT_KEEPS * 100,
                        hot.load().title(),
                        kept * 100),
                kept >= HOT_KEEPS);
    }

    /** The same target under the same load, evenly spread. */
    private static Optional<Measurement> even(Measurement hot, List<Measurement> measurements) {
        return measurements.stream()
                .filter(it ->
                        hot.load().isHot()
                                && it.kind() == hot.kind()
                                && !it.load().isHot()
                                && it.load().perAccount() == hot.load().perAccount())
                .findFirst();
    }
}
