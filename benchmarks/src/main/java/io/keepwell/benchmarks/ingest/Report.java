package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.ingest.IngestBench.ServiceProfile;
import io.keepwell.benchmarks.profile.Profile;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured, as text. */
final class Report {

    static final String SERVICE = "ingest";

    private static final String NONE = "-";
    private static final String HEAD =
            """
                                             CPU, µs an event               full, ms      half, ms  bytes   others'
            target        batch events/s  target broker    sum   load    p50   p99    p50   p99  an event  cores
            """;
    private static final int ROWS_OF_A_PROFILE = 15;
    private static final double LEAST_MICROS = 0.05;
    private static final double PERCENT = 100;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    /** How requests of a size are called. */
    static String size(int batch) {
        return batch == 1 ? "single events" : "batches of %d".formatted(batch);
    }

    void print(IngestBench.Result result) {
        out.print(HEAD);
        result.measurements().forEach(this::row);
        out.println();
        result.measurements().stream().filter(it -> it.target().equals(SERVICE)).forEach(this::aim);
        result.profiles().forEach(this::profile);
        out.flush();
    }

    private void row(Measurement it) {
        out.printf(
                Locale.ROOT,
                "%-13s %5d %8.0f  %6s %6s %6s %6s %6.1f %5.0f %6.1f %5.0f  %8s  %5.2f%s%n",
                it.target(),
                it.batch(),
                it.most().eventsPerSecond(),
                text(it.targetMicros(), 1),
                text(it.brokerMicros(), 1),
                text(it.sumMicros(), 1),
                text(it.loadMicros(), 1),
                it.most().millisAt(MEDIAN),
                it.most().millisAt(P99),
                it.half().millisAt(MEDIAN),
                it.half().millisAt(P99),
                text(it.allocatedBytes(), 0),
                it.usage().othersCores(),
                it.usage().isBusy() ? "  busy" : "");
    }

    private void aim(Measurement it) {
        Aim.INGEST.stream()
                .filter(aim -> aim.batch() == it.batch())
                .forEach(aim ->
                        out.printf(
                                Locale.ROOT,
                                "Aim, %s: at most %.0f µs of CPU an event, service and broker;"
                                        + " %.1f: %s%n",
                                size(it.batch()),
                                aim.micros(),
                                it.sumMicros().orElseThrow(),
                                aim.isMetBy(it) ? "met" : "not met"));
    }

    private void profile(ServiceProfile it) {
        out.printf("%nWhere it goes, %s (%s)%n", size(it.batch()), it.recording());
        out.println("  CPU by thread, µs an event");
        it.microsByThread().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .filter(thread -> thread.getValue() >= LEAST_MICROS)
                .forEach(thread ->
                        out.printf(
                                Locale.ROOT,
                                "    %6.2f  %s%n",
                                thread.getValue(),
                                thread.getKey()));
        Profile profile = it.profile();
        shares("CPU by area", profile.cpuByArea());
        shares("CPU by method", profile.cpuByMethod());
        shares("allocated by area", profile.bytesByArea());
        shares("allocated by class", profile.bytesByClass());
    }

    private void shares(String title, Map<String, Double> shares) {
        out.printf("  %s, %%%n", title);
        shares.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(ROWS_OF_A_PROFILE)
                .forEach(share ->
                        out.printf(
                                Locale.ROOT,
                                "    %6.1f  %s%n",
                                share.getValue() * PERCENT,
                                share.getKey()));
    }

    private static String text(OptionalDouble number, int digits) {
        return number.isEmpty()
                ? NONE
                : String.format(Locale.ROOT, "%." + digits + "f", number.getAsDouble());
    }
}
