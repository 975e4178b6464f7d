package io.keepwell.standalone.demo;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The summary for people: a screen of a hundred columns. */
final class SummaryScreen {

    private static final int COLUMNS = 100;
    private static final int BAR = 40;
    private static final int MILLION_DIGITS = 6;
    private static final int THOUSAND_DIGITS = 3;
    private static final int NAME = 24;
    private static final int REASON = 42;

    private final boolean isColoured;
    private final List<String> lines = new ArrayList<>();

    private SummaryScreen(boolean isColoured) {
        this.isColoured = isColoured;
    }

    /** The lines, none longer than 100 columns but for what colours them. */
    static List<String> of(Summary summary, boolean isColoured) {
        var screen = new SummaryScreen(isColoured);
        screen.events(summary);
        screen.accounts(summary);
        screen.archetypes(summary);
        screen.endangered(summary);
        screen.alerts(summary.alerts());
        screen.tasks(summary.tasks());
        screen.urls(summary);
        return List.copyOf(screen.lines);
    }

    private void events(Summary summary) {
        long accounts = summary.accounts().stream().mapToLong(Summary.OfStatus::accounts).sum();
        Summary.Events events = summary.events();
        title("%,d accounts, %s a year".formatted(accounts, money(summary.arr())));
        add(
                events.isComplete()
                        ? "%,d events accepted, all of them counted, none lost, none rejected"
                                .formatted(events.accepted())
                        : paint(
                                Colour.RED,
                                ("%,d events accepted, %,d rejected; counted %,d, repeated %,d,"
                                                + " too late %,d, quarantined %,d")
                                        .formatted(
                                                events.accepted(),
                                                events.rejected(),
                                                events.counted().folded(),
                                                events.counted().duplicate(),
                                                events.counted().tooLate(),
                                                events.counted().quarantined())));
    }

    private void accounts(Summary summary) {
        long most =
                summary.accounts().stream().mapToLong(Summary.OfStatus::accounts).max().orElse(1);
        for (Summary.OfStatus of : summary.accounts()) {
            String name = of.status().wireName();
            add(
                    "%s %4d  %10s  %s"
                            .formatted(
                                    paint(Colour.of(of.status()), "%-8s".formatted(name)),
                                    of.accounts(),
                                    money(of.arr()),
                                    paint(
                                            Colour.of(of.status()),
                                            "="
                                                    .repeat(
                                                            (int)
                                                                    (BAR
                                                                            * of.accounts()
                                                                            / Math.max(
                                                                                    1, most))))));
        }
    }

    private void archetypes(Summary summary) {
        boolean isOld = summary.today().isAfter(summary.present().plusDays(1));
        title(
                isOld
                        ? "What was expected on " + summary.present()
                        : "What was expected, and how many came to it");
        for (Summary.OfArchetype of : summary.archetypes()) {
            String expected =
                    Stream.concat(
                                    Stream.of(of.status().wireName()),
                                    Stream.concat(of.alerts().stream(), of.plays().stream()))
                            .collect(Collectors.joining(", "));
            String count = "%3d of %3d".formatted(of.asExpected(), of.accounts());
            add(
                    "%-19s %-46s %s"
                            .formatted(
                                    of.archetype(),
                                    expected,
                                    of.enough() || isOld
                                            ? count
                                            : paint(Colour.RED, count + "  not enough")));
        }
    }

    private void endangered(Summary summary) {
        title("Most endangered, by revenue; what costs each most points, and how many of how many");
        for (Summary.Endangered it : summary.endangered()) {
            add(
                    "%-24s %8s %3s  %-13s %s"
                            .formatted(
                                    cut(it.name(), NAME),
                                    money(it.arr()),
                                    it.score() == null ? "-" : it.score(),
                                    cut(orDash(it.csm()), 13),
                                    cut(reason(it.reason()), REASON)));
        }
    }

    private void alerts(Summary.Alerts alerts) {
        title(
                "Open alerts: "
                        + Stream.of("critical", "high", "medium")
                                .map(it ->
                                        "%d %s"
                                                .formatted(
                                                        alerts.bySeverity().getOrDefault(it, 0L),
                                                        it))
                                .collect(Collectors.joining(", ")));
        for (Summary.Alerts.Urgent it : alerts.first()) {
            add(
                    "%s %-24s %-12s %-13s %s"
                            .formatted(
                                    paint(
                                            it.severity().equals("critical")
                                                    ? Colour.RED
                                                    : Colour.YELLOW,
                                            "%-8s".formatted(it.severity())),
                                    cut(it.name(), NAME),
                                    cut(it.rule(), 12),
                                    cut(orDash(it.owner()), 13),
                                    cut(it.summary(), 35)));
        }
    }

    private void tasks(Summary.Tasks tasks) {
        title("Open tasks: %,d, due first".formatted(tasks.open()));
        for (Summary.Tasks.Due it : tasks.first()) {
            add(
                    "%s %-24s %-13s %s"
                            .formatted(
                                    it.dueOn(),
                                    cut(it.name(), NAME),
                                    cut(orDash(it.owner()), 13),
                                    cut(it.title(), 44)));
        }
    }

    private void urls(Summary summary) {
        title("Go on");
        String first = summary.endangered().isEmpty() ? "ID" : summary.endangered().getFirst().id();
        add("what to do today             ./keepwell today");
        add("how an account is, and why   ./keepwell account " + first);
        add("the lists                    ./keepwell accounts | alerts | tasks");
        add("an event of your own         README.md, to " + summary.urls().ingest());
    }

    private void title(String title) {
        lines.add("");
        lines.add(paint(Colour.BOLD, title));
    }

    private void add(String line) {
        lines.add("  " + (isColoured ? line : cut(line, COLUMNS - 2)).stripTrailing());
    }

    private String paint(Colour colour, String text) {
        return isColoured ? colour.begin + text + Colour.END : text;
    }

    /** In millions or thousands, of whatever the customers are billed in. */
    static String money(BigDecimal amount) {
        BigDecimal millions = amount.movePointLeft(MILLION_DIGITS);
        return millions.compareTo(BigDecimal.ONE) >= 0
                ? "%sM".formatted(millions.setScale(1, RoundingMode.HALF_UP).toPlainString())
                : "%sk"
                        .formatted(
                                amount.movePointLeft(THOUSAND_DIGITS)
                                        .setScale(0, RoundingMode.HALF_UP)
                                        .toPlainString());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** Without the words that would be the same in each line. */
    private static String reason(@Nullable String driver) {
        return orDash(driver).replace(" points missing", "");
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    /** What a terminal can show. */
    private enum Colour {
        BOLD("\033[1m"),
        GREEN("\033[32m"),
        YELLOW("\033[33m"),
        RED("\033[31m"),
        GREY("\033[90m");

        private static final String END = "\033[0m";

        private final String begin;

        Colour(String begin) {
            this.begin = begin;
        }

        static Colour of(Status status) {
            return switch (status) {
                case GREEN -> GREEN;
                case YELLOW -> YELLOW;
                case RED -> RED;
                case UNKNOWN -> GREY;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
