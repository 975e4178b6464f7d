package io.keepwell.standalone.backtest;

import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestReport.AucAt;
import io.keepwell.engine.backtest.BacktestReport.Band;
import io.keepwell.engine.backtest.BacktestReport.Best;
import io.keepwell.engine.backtest.BacktestReport.Calibration;
import io.keepwell.engine.backtest.BacktestReport.Horizon;
import io.keepwell.engine.backtest.BacktestReport.LostShare;
import io.keepwell.engine.backtest.BacktestReport.Marks;
import io.keepwell.engine.backtest.BacktestReport.MarksAt;
import io.keepwell.engine.backtest.BacktestReport.Ranker;
import io.keepwell.engine.backtest.BacktestReport.SignalMarks;
import io.keepwell.engine.backtest.Flag;
import io.keepwell.standalone.backtest.BacktestDocument.Planted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All figures of a backtest in tables, for the terminal and for the page. */
final class BacktestTables {

    private final BacktestDocument document;
    private final BacktestReport report;

    BacktestTables(BacktestDocument document) {
        this.document = document;
        this.report = document.report();
    }

    /**
     * A table.
     *
     * @param title what it shows
     * @param rows the first names the columns
     */
    record Titled(String title, List<List<String>> rows) {
        /** Copies the rows. */
        Titled {
            rows = List.copyOf(rows);
        }
    }

    List<Titled> all() {
        var tables = new ArrayList<Titled>();
        tables.add(horizons());
        tables.add(aucs());
        for (Flag flag : Flag.values()) {
            tables.add(warnings(flag));
        }
        tables.add(costs());
        tables.add(statuses());
        report.rankers().stream()
                .filter(it -> !it.signals().isEmpty())
                .forEach(it -> tables.add(signals(it)));
        tables.add(bests());
        if (document.planted() != null) {
            tables.add(planted(document.planted()));
        }
        for (Ranker ranker : report.rankers()) {
            ranker.calibrations().forEach(it -> tables.add(calibration(ranker, it)));
            if (ranker.risk() != null) {
                tables.add(calibration(ranker, ranker.risk().calibration()));
            }
        }
        return tables;
    }

    private Titled horizons() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "ahead",
                        "account-days followed",
                        "cut off",
                        "accounts cut off",
                        "lost accounts seen",
                        "not seen",
                        "share before a loss"));
        for (Horizon horizon : report.horizons()) {
            rows.add(
                    List.of(
                            "%d days".formatted(horizon.days()),
                            Words.whole(horizon.followedDays()),
                            Words.whole(horizon.cutDays()),
                            Words.whole(horizon.cutAccounts()),
                            Words.whole(horizon.lostAccounts()),
                            Words.whole(horizon.lostUnseen()),
                            Words.percent(horizon.baseRate())));
        }
        return new Titled("What can be known so far ahead", rows);
    }

    private Titled aucs() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("ranked by", days()));
        for (Ranker ranker : report.rankers()) {
            rows.add(row(ranker.name(), ranker.aucs().stream().map(AucAt::auc).map(Words::area)));
            if (ranker.risk() != null) {
                rows.add(
                        row(
                                ranker.name() + ", by its risk score",
                                ranker.risk().aucs().stream().map(AucAt::auc).map(Words::area)));
            }
        }
        return new Titled(
                "How well risk is ranked: AUC and its 95 % interval over accounts (0.50 is chance)",
                rows);
    }

    private Titled warnings(Flag flag) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "flagged by",
                        "within",
                        "flagged, lost",
                        "flagged, kept",
                        "not, lost",
                        "not, kept",
                        "precision",
                        "recall",
                        "F1",
                        "warned in time"));
        for (Ranker ranker : report.rankers()) {
            for (MarksAt at : marks(ranker, flag).horizons()) {
                rows.add(
                        List.of(
                                ranker.name(),
                                "%d days".formatted(at.days()),
                                Words.whole(at.confusion().flaggedLost()),
                                Words.whole(at.confusion().flaggedKept()),
                                Words.whole(at.confusion().unflaggedLost()),
                                Words.whole(at.confusion().unflaggedKept()),
                                Words.percent(at.precision()),
                                Words.percent(at.recall()),
                                Words.number(at.f1(), 2),
                                "%d of %d".formatted(at.warned(), at.reachable())));
            }
        }
        return new Titled("Flagged is: %s".formatted(Words.title(flag)), rows);
    }

    private Titled costs() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "flagged",
                        "by",
                        "flagged days",
                        "lost, warned of",
                        "days ahead: p10",
                        "median",
                        "p90",
                        "since its first day",
                        "kept, ever flagged",
                        "their days",
                        "false alarms a quarter",
                        "changes a month",
                        "undone",
                        "alerts a CSM a week"));
        for (Flag flag : Flag.values()) {
            for (Ranker ranker : report.rankers()) {
                Marks marks = marks(ranker, flag);
                rows.add(
                        List.of(
                                ranker.isBaseline() ? "as often" : Words.title(flag),
                                ranker.name(),
                                Words.percent(marks.flaggedShare()),
                                "%d of %d"
                                        .formatted(
                                                marks.leadTime().warned(), marks.leadTime().lost()),
                                Words.days(marks.leadTime().p10()),
                                Words.days(marks.leadTime().median()),
                                Words.days(marks.leadTime().p90()),
                                Words.whole(marks.leadTime().sinceFirstDay()),
                                "%d of %d"
                                        .formatted(
                                                marks.falseAlarms().everFlagged(),
                                                marks.falseAlarms().kept()),
                                Words.percent(marks.falseAlarms().dayShare()),
                                Words.number(marks.falseAlarms().perQuarter(), 2),
                                Words.number(marks.flapping().perAccountMonth(), 2),
                                Words.percent(marks.flapping().undoneShare()),
                                Words.number(marks.alerts().perManagerWeek(), 1)));
            }
        }
        return new Titled("Lead time, false alarms, flapping, work", rows);
    }

    private Titled statuses() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("policies", "changes", "a month of an account", "undone in 14 days"));
        for (Ranker ranker : report.rankers()) {
            if (ranker.status() != null) {
                rows.add(
                        List.of(
                                ranker.name(),
                                Words.whole(ranker.status().changes()),
                                Words.number(ranker.status().perAccountMonth(), 2),
                                Words.percent(ranker.status().undoneShare())));
            }
        }
        return new Titled("How often the status changes", rows);
    }

    private Titled signals(Ranker ranker) {
        MarksAt nearest = ranker.signals().getFirst().horizons().getFirst();
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "signal",
                        "raised",
                        "raised on days",
                        "lost, warned of",
                        "median days ahead",
                        "warned %d days".formatted(nearest.days()),
                        "precision",
                        "recall",
                        "kept, ever flagged"));
        for (SignalMarks signal : ranker.signals()) {
            MarksAt at = signal.horizons().getFirst();
            rows.add(
                    List.of(
                            signal.signal(),
                            Words.whole(signal.raised()),
                            Words.whole(signal.flaggedDays()),
                            "%d of %d"
                                    .formatted(
                                            signal.leadTime().warned(), signal.leadTime().lost()),
                            Words.days(signal.leadTime().median()),
                            "%d of %d".formatted(at.warned(), at.reachable()),
                            Words.percent(at.precision()),
                            Words.percent(at.recall()),
                            "%d of %d"
                                    .formatted(
                                            signal.falseAlarms().everFlagged(),
                                            signal.falseAlarms().kept())));
        }
        return new Titled(
                "Each risk signal of %s alone; precision and recall within %d days"
                        .formatted(ranker.name(), nearest.days()),
                rows);
    }

    private Titled bests() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                row(
                        "a tenth of",
                        Stream.concat(
                                Stream.of("by", "flags", "flagged days", "kept, ever flagged"),
                                days().map("warned "::concat))));
        for (int kind = 0; kind < report.rankers().getFirst().bests().size(); kind++) {
            for (Ranker ranker : report.rankers()) {
                Best best = ranker.bests().get(kind);
                rows.add(
                        row(
                                best.of(),
                                Stream.concat(
                                        Stream.of(
                                                ranker.name(),
                                                best.below() == null
                                                        ? "the riskiest"
                                                        : "scores below "
                                                                + Words.number(best.below(), 1),
                                                Words.percent(best.flaggedShare()),
                                                Words.whole(best.everFlagged())),
                                        best.horizons().stream()
                                                .map(it ->
                                                        "%d of %d"
                                                                .formatted(
                                                                        it.warned(),
                                                                        it.reachable())))));
            }
        }
        return new Titled(
                "At best: one bound for all, chosen afterwards so that a tenth at most is flagged",
                rows);
    }

    private static Titled planted(List<Planted> planted) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("cause", Arrays.stream(Flag.values()).map(Words::title)));
        planted.stream()
                .map(Planted::cause)
                .distinct()
                .forEach(cause ->
                        rows.add(
                                row(
                                        cause,
                                        planted.stream()
                                                .filter(it -> it.cause().equals(cause))
                                                .map(it ->
                                                        "%d of %d"
                                                                .formatted(
                                                                        it.warned(), it.left())))));
        return new Titled(
                "Lost for a planted cause, and warned of %d days before, by what is flagged"
                        .formatted(planted.getFirst().days()),
                rows);
    }

    private Titled calibration(Ranker ranker, Calibration calibration) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                row(
                        calibration.by(),
                        Stream.concat(Stream.of("account-days", "accounts"), days())));
        for (Band band : calibration.bands()) {
            LostShare nearest = band.lost().getFirst();
            rows.add(
                    row(
                            band.name(),
                            Stream.concat(
                                    Stream.of(
                                            Words.whole(nearest.days()),
                                            Words.whole(nearest.accounts())),
                                    band.lost().stream()
                                            .map(LostShare::share)
                                            .map(Words::percent))));
        }
        return new Titled(
                ranker.isBaseline()
                        ? "Calibration: share of account-days before a loss, by " + calibration.by()
                        : "Calibration of %s: share of account-days before a loss, by %s"
                                .formatted(ranker.name(), calibration.by()),
                rows);
    }

    private Stream<String> days() {
        return report.horizons().stream().map(it -> "%d days".formatted(it.days()));
    }

    private static List<String> row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    static Marks marks(Ranker ranker, Flag flag) {
        return ranker.marks().stream().filter(it -> it.flag() == flag).findFirst().orElseThrow();
    }
}
