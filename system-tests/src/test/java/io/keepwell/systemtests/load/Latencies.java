package io.keepwell.systemtests.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long many of the same took. */
record Latencies(List<Long> nanos) {

    private static final double NANOS_A_MILLISECOND = 1e6;

    Latencies {
        nanos = List.copyOf(nanos);
    }

    /** The median, two percentiles and the longest, in milliseconds. */
    @Override
    public String toString() {
        long[] sorted = nanos.stream().mapToLong(it -> it).sorted().toArray();
        return "p50 %s, p90 %s, p99 %s, longest %s ms (%d)"
                .formatted(
                        milliseconds(sorted, 50),
                        milliseconds(sorted, 90),
                        milliseconds(sorted, 99),
                        milliseconds(sorted, 100),
                        sorted.length);
    }

    private static String milliseconds(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return Arrays.stream(sorted)
                .skip(Math.max(0, rank - 1))
                .mapToObj(it -> String.format(Locale.ROOT, "%.0f", it / NANOS_A_MILLISECOND))
                .findFirst()
                .orElse("-");
    }
}
