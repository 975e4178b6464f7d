package io.keepwell.benchmarks.fold;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What was measured, as text. */
final class Report {

    private static final String HEAD =
            """
                                                               CPU, µs an event                 written  others'
            target           an account accounts     events/s  target broker postgres    sum   together   cores
            """;

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void print(List<Measurement> measurements) {
        out.print(HEAD);
        measurements.forEach(this::row);
        out.println();
        Aims.of(measurements).forEach(this::aim);
        out.flush();
    }

    private void row(Measurement it) {
        out.printf(
                Locale.ROOT,
                "%-16s %10d %8d%-4s %8.0f  %6.1f %6.1f %8.1f %6.1f   %8.1f   %5.2f%s%n",
                it.kind().title(),
                it.load().perAccount(),
                it.load().accounts(),
                it.load().isHot() ? " hot" : "",
                it.eventsPerSecond(),
                it.targetMicros(),
                it.brokerMicros(),
                it.postgresMicros(),
                it.sumMicros(),
                it.outcome().together(),
                it.usage().othersCores(),
                it.usage().isBusy() ? "  busy" : "");
    }

    private void aim(Aims.Aim aim) {
        out.printf(Locale.ROOT, "Aim, %s: %s%n", aim.text(), aim.isMet() ? "met" : "not met");
    }
}
