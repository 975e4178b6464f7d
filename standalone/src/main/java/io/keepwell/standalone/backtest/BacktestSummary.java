package io.keepwell.standalone.backtest;

import static io.keepwell.standalone.work.Table.Side.LEFT;
import static io.keepwell.standalone.work.Table.Side.RIGHT;

import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestReport.AucAt;
import io.keepwell.engine.backtest.BacktestReport.Band;
import io.keepwell.engine.backtest.BacktestReport.Calibration;
import io.keepwell.engine.backtest.BacktestReport.Horizon;
import io.keepwell.engine.backtest.BacktestReport.LostShare;
import io.keepwell.engine.backtest.BacktestReport.Marks;
import io.keepwell.engine.backtest.BacktestReport.MarksAt;
import io.keepwell.engine.backtest.BacktestReport.Ranker;
import io.keepwell.engine.backtest.Flag;
import io.keepwell.standalone.backtest.BacktestDocument.Planted;
import io.keepwell.standalone.work.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A backtest as a terminal shows it. */
public final class BacktestSummary {

    private static final int NAME_MAX = 40;
    private static final int CELL_MAX = 24;

    private final BacktestDocument document;
    private final BacktestReport report;
    private final List<String> lines = new ArrayList<>();

    /**
     * Of a backtest.
     *
     * @param document the backtest
     */
    public BacktestSummary(BacktestDocument document) {
        this.document = document;
        this.report = document.report();
    }

    /**
     * The lines.
     *
     * @return for a wide terminal
     */
    public List<String> lines() {
        lines.addAll(Words.heading(document));
        horizons();
        aucs();
        for (Flag flag : Flag.values()) {
            warnings(flag);
        }
        costs();
        quiet();
        if (document.planted() != null) {
            planted(document.planted());
        }
        report.rankers().stream().filter(it -> !it.isBaseline()).forEach(this::calibrations);
        return List.copyOf(lines);
    }

    private void add(String title, Table table) {
        lines.add("");
        lines.add(title);
        table.lines().forEach(line -> lines.add("  " + line));
    }

    private void horizons() {
        Table table =
                new Table()
                        .column("", LEFT, NAME_MAX)
                        .column("account-days followed", RIGHT, CELL_MAX)
                        .column("cut off", RIGHT, CELL_MAX)
                        .column("lost accounts seen", RIGHT, CELL_MAX)
                        .column("not seen", RIGHT, CELL_MAX)
                        .column("share before a loss", RIGHT, CELL_MAX);
        for (Horizon horizon : report.horizons()) {
            table.row(
                    "%d days".formatted(horizon.days()),
                    Words.whole(horizon.followedDays()),
                    Words.whole(horizon.cutDays()),
                    Words.whole(horizon.lostAccounts()),
                    Words.whole(horizon.lostUnseen()),
                    Words.percent(horizon.baseRate()));
        }
        add("What can be known so far ahead", table);
    }

    private void aucs() {
        Table table = new Table().column("", LEFT, NAME_MAX);
        report.horizons().forEach(it -> table.column(it.days() + " days", RIGHT, CELL_MAX));
        for (Ranker ranker : report.rankers()) {
            table.row(
                    Stream.concat(
                                    Stream.of(ranker.name()),
                                    ranker.aucs().stream().map(AucAt::auc).map(Words::area))
                            .toArray(String[]::new));
        }
        add(
                "How well risk is ranked: AUC and its 95 % interval over accounts (0.50 is chance)",
                table);
    }

    private void warnings(Flag flag) {
        Table table =
                new Table()
                        .column("", LEFT, NAME_MAX)
                        .column("within", RIGHT, CELL_MAX)
                        .column("flagged, lost", RIGHT, CELL_MAX)
                        .column("flagged, kept", RIGHT, CELL_MAX)
                        .column("not, lost", RIGHT, CELL_MAX)
                        .column("not, kept", RIGHT, CELL_MAX)
                        .column("precision", RIGHT, CELL_MAX)
                        .column("recall", RIGHT, CELL_MAX)
                        .column("F1", RIGHT, CELL_MAX)
                        .column("warned in time", RIGHT, CELL_MAX);
        for (Ranker ranker : report.rankers()) {
            String name = ranker.name();
            for (MarksAt at : marks(ranker, flag).horizons()) {
                table.row(
                        name,
                        "%d days".formatted(at.days()),
                        Words.whole(at.confusion().flaggedLost()),
                        Words.whole(at.confusion().flaggedKept()),
                        Words.whole(at.confusion().unflaggedLost()),
                        Words.whole(at.confusion().unflaggedKept()),
                        Words.percent(at.precision()),
                        Words.percent(at.recall()),
                        Words.number(at.f1(), 2),
                        "%d of %d".formatted(at.warned(), at.reachable()));
                name = "";
            }
        }
        add("Flagged is: %s".formatted(Words.title(flag)), table);
    }

    private void costs() {
        Table table =
                new Table()
                        .column("", LEFT, NAME_MAX)
                        .column("flagged", RIGHT, CELL_MAX)
                        .column("lost, warned of", RIGHT, CELL_MAX)
                        .column("days ahead: p10", RIGHT, CELL_MAX)
                        .column("median", RIGHT, CELL_MAX)
                        .column("p90", RIGHT, CELL_MAX)
                        .column("kept, ever flagged", RIGHT, CELL_MAX)
                        .column("changes a month", RIGHT, CELL_MAX)
                        .column("undone", RIGHT, CELL_MAX)
                        .column("alerts a CSM a week", RIGHT, CELL_MAX);
        for (Flag flag : Flag.values()) {
            for (Ranker ranker : report.rankers()) {
                Marks marks = marks(ranker, flag);
                table.row(
                        ranker.isBaseline()
                                ? "  as often: " + ranker.name()
                                : "%s: %s".formatted(ranker.name(), Words.title(flag)),
                        Words.percent(marks.flaggedShare()),
                        "%d of %d".formatted(marks.leadTime().warned(), marks.leadTime().lost()),
                        Words.days(marks.leadTime().p10()),
                        Words.days(marks.leadTime().median()),
                        Words.days(marks.leadTime().p90()),
                        "%d of %d"
                                .formatted(
                                        marks.falseAlarms().everFlagged(),
                                        marks.falseAlarms().kept()),
                        Words.number(marks.flapping().perAccountMonth(), 2),
                        Words.percent(marks.flapping().undoneShare()),
                        Words.number(marks.alerts().perManagerWeek(), 1));
            }
        }
        add("Lead time, false alarms, flapping, work", table);
        for (Ranker ranker : report.rankers()) {
            if (ranker.status() != null) {
                lines.add(
                        "  %s: the status changes %s times a month of an account; %s undone within"
                                        .formatted(
                                                ranker.name(),
                                                Words.number(ranker.status().perAccountMonth(), 2),
                                                Words.percent(ranker.status().undoneShare()))
                                + " 14 days");
            }
        }
    }

    private void quiet() {
        Table table = new Table().column("", LEFT, NAME_MAX).column("flags", RIGHT, CELL_MAX);
        report.horizons()
                .forEach(
                        it -> table.column("warned %d days".formatted(it.days()), RIGHT, CELL_MAX));
        for (Ranker ranker : report.rankers()) {
            Double below = ranker.quiet().below();
            table.row(
                    Stream.concat(
                                    Stream.of(
                                            ranker.name(),
                                            below == null
                                                    ? "the riskiest"
                                                    : "scores below " + Words.number(below, 1)),
                                    ranker.quiet().horizons().stream()
                                            .map(it ->
                                                    "%d of %d"
                                                            .formatted(
                                                                    it.warned(), it.reachable())))
                            .toArray(String[]::new));
        }
        add(
                "Had the bound been chosen afterwards so that a tenth of the kept accounts is ever"
                        + " flagged",
                table);
    }

    private void planted(List<Planted> planted) {
        Table table = new Table().column("", LEFT, NAME_MAX);
        for (Flag flag : Flag.values()) {
            table.column(Words.title(flag), RIGHT, CELL_MAX + CELL_MAX);
        }
        planted.stream()
                .map(Planted::cause)
                .distinct()
                .forEach(cause ->
                        table.row(
                                Stream.concat(
                                                Stream.of(cause),
                                                planted.stream()
                                                        .filter(it -> it.cause().equals(cause))
                                                        .map(it ->
                                                                "%d of %d"
                                                                        .formatted(
                                                                                it.warned(),
                                                                                it.left())))
                                        .toArray(String[]::new)));
        add(
                "Lost for a planted cause, and warned of %d days before"
                        .formatted(planted.getFirst().days()),
                table);
    }

    private void calibrations(Ranker ranker) {
        for (Calibration calibration : ranker.calibrations()) {
            Table table =
                    new Table()
                            .column(calibration.by(), LEFT, NAME_MAX)
                            .column("account-days", RIGHT, CELL_MAX)
                            .column("accounts", RIGHT, CELL_MAX);
            report.horizons()
                    .forEach(it -> table.column("%d days".formatted(it.days()), RIGHT, CELL_MAX));
            for (Band band : calibration.bands()) {
                LostShare nearest = band.lost().getFirst();
                table.row(
                        Stream.concat(
                                        Stream.of(
                                                band.name(),
                                                Words.whole(nearest.days()),
                                                Words.whole(nearest.accounts())),
                                        band.lost().stream()
                                                .map(LostShare::share)
                                                .map(Words::percent))
                                .toArray(String[]::new));
            }
            add(
                    "%s: share of account-days before a loss, by %s"
                            .formatted(ranker.name(), calibration.by()),
                    table);
        }
    }

    static Marks marks(Ranker ranker, Flag flag) {
        return ranker.marks().stream().filter(it -> it.flag() == flag).findFirst().orElseThrow();
    }
}
