package io.keepwell.init.cli;

import io.keepwell.init.InitReport;
import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Subject;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a report for people: a line a thing, and a last line with the sum. */
final class ReportText {

    private static final double MILLIS_A_SECOND = 1000.0;

    private ReportText() {}

    /** Prints what went well to the one, what failed to the other, and the sum last. */
    static void print(InitReport report, PrintWriter out, PrintWriter err) {
        for (Outcome outcome : report.outcomes()) {
            (outcome instanceof Outcome.Failed ? err : out).println(line(outcome, report.dryRun()));
        }
        out.flush();
        err.flush();
        out.println(sum(report));
    }

    static String line(Outcome outcome, boolean dryRun) {
        String begin = "%-8s  %s".formatted(wireName(outcome.subject()), outcome.name());
        if (outcome instanceof Outcome.Failed(_, _, var detail, var cure)) {
            return "%s: %s. %s".formatted(begin, detail, cure);
        }
        String detail = outcome.detail().isEmpty() ? "" : " (" + outcome.detail() + ")";
        return "%s: %s%s".formatted(begin, words(outcome, dryRun), detail);
    }

    static String sum(InitReport report) {
        String things =
                List.of(Subject.TOPIC, Subject.DATABASE, Subject.POLICY).stream()
                        .map(subject -> sum(report, subject))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
        return "init%s: %s%s in %s s%s"
                .formatted(
                        report.dryRun() ? " (dry run)" : "",
                        things.isEmpty() ? "nothing" : things,
                        report.hasFailed() ? ", FAILED" : "",
                        String.format(
                                Locale.ROOT, "%.1f", report.took().toMillis() / MILLIS_A_SECOND),
                        report.hasChanged() ? "" : ", nothing changed");
    }

    private static String sum(InitReport report, Subject subject) {
        Map<String, Integer> words = new LinkedHashMap<>();
        int all = 0;
        for (Outcome outcome : report.outcomes()) {
            if (outcome.subject() == subject) {
                words.merge(words(outcome, report.dryRun()), outcome.count(), Integer::sum);
                all += outcome.count();
            }
        }
        String parts =
                words.entrySet().stream()
                        .map(part -> part.getValue() + " " + part.getKey())
                        .collect(Collectors.joining(", "));
        return all == 0 ? "" : "%d %s (%s)".formatted(all, plural(subject, all), parts);
    }

    private static String words(Outcome outcome, boolean dryRun) {
        boolean untrue =
                dryRun
                        && (outcome instanceof Outcome.Created
                                || outcome instanceof Outcome.Changed);
        return untrue ? "would be " + word(outcome) : word(outcome);
    }

    private static String word(Outcome outcome) {
        boolean policy = outcome.subject() == Subject.POLICY;
        return switch (outcome) {
            case Outcome.Created _ -> policy ? "published" : "created";
            case Outcome.Changed _ -> "changed";
            case Outcome.Present _ -> policy ? "in force" : "already there";
            case Outcome.Kept _ -> "kept although different";
            case Outcome.Failed _ -> "failed";
        };
    }

    private static String plural(Subject subject, int count) {
        String one = wireName(subject);
        if (count == 1) {
            return one;
        }
        return subject == Subject.POLICY ? "policies" : one + "s";
    }

    private static String wireName(Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT);
    }
}
