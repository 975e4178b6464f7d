package io.keepwell.standalone.work;

import io.keepwell.model.health.Status;
import io.keepwell.standalone.work.PortfolioAnswers.Capacity;
import io.keepwell.standalone.work.PortfolioAnswers.Group;
import io.keepwell.standalone.work.PortfolioAnswers.Kpi;
import io.keepwell.standalone.work.PortfolioAnswers.Load;
import io.keepwell.standalone.work.PortfolioAnswers.Month;
import io.keepwell.standalone.work.PortfolioAnswers.Mover;
import io.keepwell.standalone.work.PortfolioAnswers.Point;
import io.keepwell.standalone.work.PortfolioAnswers.Target;
import io.keepwell.standalone.work.Table.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What portfolios and KPIs look like on the terminal. */
final class PortfolioTables {

    private static final int NAME_MAX = 34;
    private static final int PERSON_MAX = 16;
    private static final int TEXT_MAX = 70;
    private static final int ANY = 40;
    private static final List<Status> STATUSES =
            List.of(Status.GREEN, Status.YELLOW, Status.RED, Status.UNKNOWN);

    private PortfolioTables() {}

    /** Groups, the whole last. */
    static Table groups(String by, List<Group> groups, Group whole) {
        Table table = counted(by.toUpperCase(Locale.ROOT));
        groups.forEach(it -> row(table, InWords.orNone(it.key()), it));
        row(table, "all", whole);
        return table;
    }

    static Table history(List<Point> points) {
        Table table = counted("DAY");
        points.forEach(it -> row(table, it.day().toString(), it.whole()));
        return table;
    }

    private static Table counted(String first) {
        Table table =
                new Table()
                        .column(first, Side.LEFT, NAME_MAX)
                        .column("ACCOUNTS", Side.RIGHT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("AVERAGE", Side.RIGHT, ANY)
                        .column("BY ARR", Side.RIGHT, ANY);
        STATUSES.forEach(
                it -> table.column(it.wireName().toUpperCase(Locale.ROOT), Side.RIGHT, ANY));
        return table;
    }

    private static void row(Table table, String first, Group group) {
        table.row(
                first,
                InWords.count(group.accounts()),
                InWords.amount(group.arr()),
                InWords.points(group.averageScore()),
                InWords.points(group.averageScoreByArr()),
                InWords.count(group.of(Status.GREEN)),
                InWords.count(group.of(Status.YELLOW)),
                InWords.count(group.of(Status.RED)),
                InWords.count(group.of(Status.UNKNOWN)));
    }

    static Table movers(List<Mover> movers) {
        Table table =
                new Table()
                        .column("CHANGE", Side.RIGHT, ANY)
                        .column("SCORE", Side.RIGHT, ANY)
                        .column("STATUS", Side.LEFT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("ACCOUNT", Side.LEFT, NAME_MAX)
                        .column("CSM", Side.LEFT, PERSON_MAX)
                        .column("WHY", Side.LEFT, TEXT_MAX);
        for (Mover it : movers) {
            table.row(
                    InWords.change(it.change()),
                    InWords.shown(it.shown()),
                    InWords.status(it.status()),
                    InWords.amount(it.arr()),
                    InWords.orNone(it.name() == null ? it.id() : it.name()),
                    InWords.orNone(it.csm()),
                    InWords.orNone(it.sentence()));
        }
        return table;
    }

    static Table renewals(Month overdue, List<Month> months, Month later, Month withoutDate) {
        Table table =
                new Table()
                        .column("MONTH", Side.LEFT, ANY)
                        .column("ACCOUNTS", Side.RIGHT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("AT RISK", Side.RIGHT, ANY)
                        .column("ARR AT RISK", Side.RIGHT, ANY);
        renewal(table, "overdue", overdue);
        months.forEach(it -> renewal(table, InWords.orNone(it.month()), it));
        renewal(table, "later", later);
        renewal(table, "no date", withoutDate);
        return table;
    }

    private static void renewal(Table table, String name, Month month) {
        table.row(
                name,
                InWords.count(month.due().accounts()),
                InWords.amount(month.due().arr()),
                InWords.count(month.atRiskAccounts()),
                InWords.amount(month.atRiskArr()));
    }

    static Table loads(List<Load> loads) {
        Table table =
                new Table()
                        .column("CSM", Side.LEFT, PERSON_MAX)
                        .column("SEGMENT", Side.LEFT, ANY)
                        .column("ACCOUNTS", Side.RIGHT, ANY)
                        .column("ARR", Side.RIGHT, ANY)
                        .column("RED", Side.RIGHT, ANY)
                        .column("RED ARR", Side.RIGHT, ANY)
                        .column("CAPACITY", Side.LEFT, ANY);
        for (Load it : loads) {
            table.row(
                    it.csm(),
                    InWords.orNone(it.segment()),
                    InWords.count(it.holds().accounts()),
                    InWords.amount(it.holds().arr()),
                    InWords.count(it.atRiskAccounts()),
                    InWords.amount(it.atRiskArr()),
                    capacity(it.capacity()));
        }
        return table;
    }

    /** As {@code above 8 accounts}, or {@code within 15 to 20 accounts}. */
    private static String capacity(@Nullable Capacity capacity) {
        if (capacity == null) {
            return InWords.NONE;
        }
        Integer max = capacity.accountsMax();
        String accounts =
                max == null
                        ? "%d accounts or more".formatted(capacity.accountsMin())
                        : capacity.accountsMin() == 0
                                ? "%d accounts at most".formatted(max)
                                : "%d to %d accounts".formatted(capacity.accountsMin(), max);
        return "%s: %s".formatted(capacity.state(), accounts);
    }

    static Table kpis(List<Kpi> kpis) {
        Table table =
                new Table()
                        .column("KPI", Side.LEFT, NAME_MAX)
                        .column("VALUE", Side.RIGHT, ANY)
                        .column("TARGET", Side.RIGHT, ANY)
                        .column("MET", Side.LEFT, ANY)
                        .column("COUNTED", Side.RIGHT, ANY)
                        .column("SINCE", Side.LEFT, ANY)
                        .column("WHAT", Side.LEFT, TEXT_MAX);
        for (Kpi it : kpis) {
            Boolean met = it.met();
            table.row(
                    it.name(),
                    value(it.value(), it.unit()),
                    target(it.target(), it.unit()),
                    met == null ? InWords.NONE : met ? "yes" : "no",
                    InWords.count(it.counted()),
                    it.since() == null ? InWords.NONE : it.since().toString(),
                    it.unknownBecause() == null ? it.words() : it.unknownBecause());
        }
        return table;
    }

    private static String target(@Nullable Target target, String unit) {
        if (target == null) {
            return InWords.NONE;
        }
        String sign =
                switch (target.rule()) {
                    case "at-least" -> ">=";
                    case "at-most" -> "<=";
                    case "above" -> ">";
                    default -> "<";
                };
        return "%s %s".formatted(sign, value(target.value(), unit));
    }

    private static String value(@Nullable BigDecimal value, String unit) {
        if (value == null) {
            return InWords.NONE;
        }
        return switch (unit) {
            case "percent" -> rounded(value) + " %";
            case "days" -> rounded(value) + " d";
            case "currency" -> InWords.amount(value);
            default -> rounded(value);
        };
    }

    /** To one decimal, and none where it is 0. */
    private static String rounded(BigDecimal value) {
        BigDecimal rounded = value.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0
                ? rounded.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : rounded.toPlainString();
    }
}
