package io.keepwell.standalone;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What would come of policies, as the service answers it and as people read it. */
record PlannedPolicies(
        String version,
        @Nullable String presentVersion,
        Instant at,
        int accounts,
        List<OfStatus> statuses,
        List<Move> moves,
        int statusChanges,
        List<AccountChange> changes,
        int scoreChanges,
        List<OfSignal> signals,
        List<OfReaction> alerts,
        List<OfReaction> plays,
        int nearSegments,
        List<NearSegment> nearSegment,
        List<String> warnings) {

    private static final int NAME_WIDTH = 28;

    /** A status, and how many have it. */
    record OfStatus(String status, Sum before, Sum after) {}

    /** So many accounts with so much revenue. */
    record Sum(int accounts, BigDecimal arr) {}

    /** From one status to another. */
    record Move(String from, String to, int accounts, BigDecimal arr) {}

    /** An account. */
    record Named(String accountId, @Nullable String name, @Nullable BigDecimal arr) {

        String inWords() {
            return name == null ? accountId : name;
        }
    }

    /** An account whose status changes. */
    record AccountChange(
            Named account,
            String from,
            String to,
            @Nullable BigDecimal scoreFrom,
            @Nullable BigDecimal scoreTo,
            @Nullable String card,
            List<Part> because) {}

    /** What moves a score. */
    record Part(String name, BigDecimal points) {}

    /** A signal. */
    record OfSignal(String id, Sum raised, Sum cleared, List<Named> first) {}

    /** An alert rule or a play. */
    record OfReaction(String id, String name, Sum opens, Sum ends, List<Named> first) {}

    /** An account near another segment. */
    record NearSegment(Named account, @Nullable String segment, String near) {}

    /** For people. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "%s judged by version %s; in force is %s. Nothing was touched."
                        .formatted(
                                PolicyLint.counted(accounts, "account"),
                                PolicyShowCommand.abbreviated(version),
                                presentVersion == null
                                        ? "none"
                                        : PolicyShowCommand.abbreviated(presentVersion)));
        warnings.forEach(it -> lines.add("warning: " + it));
        lines.add("");
        lines.add(row("", "now", "", "then", ""));
        statuses.forEach(it ->
                lines.add(
                        row(
                                it.status(),
                                "" + it.before().accounts(),
                                amount(it.before().arr()),
                                "" + it.after().accounts(),
                                amount(it.after().arr()))));
        lines.add("");
        lines.add(
                "%s would change status, %s the score that people see."
                        .formatted(
                                PolicyLint.counted(statusChanges, "account"), "" + scoreChanges));
        moves.forEach(it ->
                lines.add(
                        "  %s to %s: %s, %s a year"
                                .formatted(
                                        it.from(),
                                        it.to(),
                                        PolicyLint.counted(it.accounts(), "account"),
                                        amount(it.arr()))));
        changes.forEach(it -> lines.addAll(lines(it)));
        more(lines, statusChanges - changes.size());
        signals.forEach(it ->
                lines.add(
                        "signal %s: raised for %s, cleared for %d%s"
                                .formatted(
                                        it.id(),
                                        PolicyLint.counted(it.raised().accounts(), "account"),
                                        it.cleared().accounts(),
                                        first(it.first()))));
        alerts.forEach(it -> reaction(lines, "alert rule", "opens", "resolves", it));
        plays.forEach(it -> reaction(lines, "play", "starts", "exits", it));
        if (nearSegments > 0) {
            lines.add(
                    "%s on or within 1 %% of a bound between segments:"
                            .formatted(PolicyLint.counted(nearSegments, "account")));
            nearSegment.forEach(it ->
                    lines.add(
                            "  %s  %s, nearly %s"
                                    .formatted(
                                            account(it.account()),
                                            it.segment() == null ? "none" : it.segment(),
                                            it.near())));
            more(lines, nearSegments - nearSegment.size());
        }
        return lines;
    }

    private static List<String> lines(AccountChange it) {
        var lines = new ArrayList<String>();
        lines.add(
                "  %s  %s to %s, %s to %s%s"
                        .formatted(
                                account(it.account()),
                                it.from(),
                                it.to(),
                                score(it.scoreFrom()),
                                score(it.scoreTo()),
                                it.card() == null ? "" : ", by " + it.card()));
        if (!it.because().isEmpty()) {
            lines.add(
                    "      "
                            + it.because().stream()
                                    .map(part ->
                                            "%s %s%s"
                                                    .formatted(
                                                            harmless(part.name()),
                                                            part.points().signum() > 0 ? "+" : "",
                                                            score(part.points())))
                                    .collect(Collectors.joining("; ")));
        }
        return lines;
    }

    private static void reaction(
            List<String> lines, String what, String opens, String ends, OfReaction it) {
        if (it.opens().accounts() > 0 || it.ends().accounts() > 0) {
            lines.add(
                    "%s %s: %s for %s, %s for %d%s"
                            .formatted(
                                    what,
                                    it.id(),
                                    opens,
                                    PolicyLint.counted(it.opens().accounts(), "account"),
                                    ends,
                                    it.ends().accounts(),
                                    first(it.first())));
        }
    }

    private static void more(List<String> lines, int left) {
        if (left > 0) {
            lines.add("  ... and %d more; --limit shows them, up to 200".formatted(left));
        }
    }

    private static String first(List<Named> first) {
        return first.isEmpty()
                ? ""
                : " ("
                        + first.stream()
                                .map(it -> harmless(it.inWords()))
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    private static String account(Named it) {
        return String.format(
                Locale.ROOT,
                "%-" + NAME_WIDTH + "s %12s",
                harmless(it.inWords()),
                it.arr() == null ? "-" : amount(it.arr()));
    }

    private static String row(String status, String now, String arr, String then, String arrThen) {
        return String.format(
                        Locale.ROOT, "  %-9s %7s %14s   %7s %14s", status, now, arr, then, arrThen)
                .stripTrailing();
    }

    private static String amount(BigDecimal arr) {
        return String.format(Locale.ROOT, "%,d", arr.setScale(0, RoundingMode.HALF_UP).longValue());
    }

    private static String score(@Nullable BigDecimal score) {
        return score == null ? "none" : score.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    /** What customers are called, without what would move a terminal. */
    private static String harmless(String text) {
        return text.codePoints()
                .map(it -> Character.isISOControl(it) ? '?' : it)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
