package io.keepwell.standalone.work;

import io.keepwell.standalone.work.PlayAnswers.Middle;
import io.keepwell.standalone.work.PlayAnswers.One;
import io.keepwell.standalone.work.PlayAnswers.Outcomes;
import io.keepwell.standalone.work.PlayAnswers.Result;
import io.keepwell.standalone.work.Table.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What plays did, as it looks on the terminal. */
final class PlayTables {

    private static final int NAME_MAX = 26;
    private static final int ANY = 40;

    private PlayTables() {}

    static Table results(List<Result> results) {
        Table table =
                new Table()
                        .column("PLAY", Side.LEFT, NAME_MAX)
                        .column("COUNTED", Side.RIGHT, ANY)
                        .column("PENDING", Side.RIGHT, ANY)
                        .column("COMPLETED", Side.RIGHT, ANY)
                        .column("CLOSED", Side.LEFT, ANY)
                        .column("IN TIME", Side.RIGHT, ANY)
                        .column("BEFORE", Side.RIGHT, ANY)
                        .column("AFTER", Side.RIGHT, ANY)
                        .column("CHANGE", Side.RIGHT, ANY)
                        .column("OTHERS", Side.RIGHT, ANY)
                        .column("RECOVERED", Side.RIGHT, ANY)
                        .column("IN DAYS", Side.RIGHT, ANY)
                        .column("LEFT", Side.RIGHT, ANY)
                        .column("ARR KEPT", Side.RIGHT, ANY)
                        .column("ARR LOST", Side.RIGHT, ANY);
        for (Result it : results) {
            table.row(
                    it.play(),
                    InWords.count(it.plays()),
                    InWords.count(it.pending()),
                    InWords.count(it.outcomes().completed()),
                    closed(it.outcomes()),
                    InWords.count(it.outcomes().inTime()),
                    mean(it.health().before()),
                    mean(it.health().after()),
                    signed(it.health().change() == null ? null : it.health().change().mean()),
                    signed(it.comparison().othersChange()),
                    it.health().recovered() + " of " + it.health().recoverable(),
                    it.health().daysToRecovery() == null
                            ? InWords.NONE
                            : InWords.points(it.health().daysToRecovery().median()),
                    InWords.count(it.health().left()),
                    InWords.amount(it.revenue().kept()),
                    InWords.amount(it.revenue().lost()));
        }
        return table;
    }

    static Table each(List<One> plays) {
        Table table =
                new Table()
                        .column("BEGAN", Side.LEFT, ANY)
                        .column("ACCOUNT", Side.LEFT, NAME_MAX)
                        .column("PLAY", Side.LEFT, NAME_MAX)
                        .column("OUTCOME", Side.LEFT, ANY)
                        .column("TASKS", Side.RIGHT, ANY)
                        .column("LATE", Side.RIGHT, ANY)
                        .column("STATUS", Side.LEFT, ANY)
                        .column("SCORE", Side.RIGHT, ANY)
                        .column("CHANGE", Side.RIGHT, ANY)
                        .column("OTHERS", Side.RIGHT, ANY)
                        .column("OF", Side.RIGHT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("COUNTS", Side.LEFT, ANY);
        for (One it : plays) {
            table.row(
                    it.windowFrom().toString(),
                    InWords.harmless(it.name() == null ? it.accountId() : it.name()),
                    it.play(),
                    it.closedAs() == null
                            ? it.outcome()
                            : "%s: %s".formatted(it.outcome(), InWords.harmless(it.closedAs())),
                    "%d/%d".formatted(it.tasksDone(), it.tasks()),
                    InWords.count(it.tasksLate()),
                    fromTo(it.status(), it.left() ? "left" : it.statusAfter()),
                    fromTo(points(it.score()), points(it.scoreAfter())),
                    signed(it.change()),
                    it.others() == null ? InWords.NONE : signed(it.others().change()),
                    it.others() == null ? InWords.NONE : InWords.count(it.others().accounts()),
                    fromTo(amount(it.arr()), amount(it.arrAfter())),
                    counts(it));
        }
        return table;
    }

    /** As {@code lost 4, saved 9}. */
    private static String closed(Outcomes outcomes) {
        return outcomes.closedAs().isEmpty()
                ? InWords.count(outcomes.closed())
                : outcomes.closedAs().entrySet().stream()
                        .map(it ->
                                "%s %s"
                                        .formatted(
                                                InWords.harmless(it.getKey()),
                                                InWords.count(it.getValue())))
                        .collect(Collectors.joining(", "));
    }

    private static String counts(One play) {
        if (!play.windowEnded()) {
            return "from " + play.windowTo().plusDays(1);
        }
        return play.compared() ? "yes" : "not compared";
    }

    /** As {@code red > yellow}; what is not known is left out. */
    private static String fromTo(@Nullable String from, @Nullable String to) {
        return to == null ? InWords.orNone(from) : InWords.orNone(from) + " > " + to;
    }

    private static String mean(@Nullable Middle middle) {
        return InWords.points(middle == null ? null : middle.mean());
    }

    private static @Nullable String points(@Nullable BigDecimal points) {
        return points == null ? null : InWords.points(points);
    }

    private static @Nullable String amount(@Nullable BigDecimal amount) {
        return amount == null ? null : InWords.amount(amount);
    }

    /** With its sign, to one decimal. */
    private static String signed(@Nullable BigDecimal points) {
        if (points == null) {
            return InWords.NONE;
        }
        BigDecimal rounded = points.setScale(1, RoundingMode.HALF_UP);
        return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
    }
}
