package io.keepwell.standalone.backtest;

import io.keepwell.engine.backtest.Auc;
import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestReport.Band;
import io.keepwell.engine.backtest.BacktestReport.Calibration;
import io.keepwell.engine.backtest.BacktestReport.LeadTime;
import io.keepwell.engine.backtest.BacktestReport.Ranker;
import io.keepwell.engine.backtest.BacktestReport.Week;
import io.keepwell.engine.backtest.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A backtest as a page of its own: plots and all figures, nothing of it from elsewhere. */
public final class BacktestPage {

    private static final int PERCENT = 100;
    private static final int MONTH = 30;
    private static final int WEEK_TICKS = 4;
    private static final double HEADROOM = 1.1;

    private final BacktestDocument document;
    private final BacktestReport report;
    private final List<Ranker> rankers;
    private final List<Ranker> policies;

    /**
     * Of a backtest.
     *
     * @param document the backtest
     */
    public BacktestPage(BacktestDocument document) {
        this.document = document;
        this.report = document.report();
        this.rankers = report.rankers();
        this.policies = rankers.stream().filter(it -> !it.isBaseline()).toList();
    }

    /**
     * The page.
     *
     * @return HTML
     */
    public String html() {
        var page = new Html("Backtest of " + policies.getFirst().name());
        Words.heading(document).forEach(page::paragraph);
        List<String> names = rankers.stream().map(Ranker::name).toList();
        List<String> ofPolicies = policies.stream().map(Ranker::name).toList();
        page.heading("How well risk is ranked")
                .paragraph(
                        "ROC curves: how many account-days before a loss are flagged (upwards) when"
                                + " so many others are flagged too (to the right). The dotted line"
                                + " is chance.")
                .legend(names)
                .plots(curves());
        page.heading("What a score means")
                .paragraph(
                        "Calibration: the share of account-days with such a score on which the"
                                + " customer was lost within so many days. A good score falls from"
                                + " left to right. What is empty has no account-days.")
                .legend(ofPolicies)
                .plots(calibrations());
        page.heading("How long before")
                .paragraph(
                        "Lost customers by how many months before the loss they were first flagged"
                                + " for good.")
                .legend(names)
                .plots(leadTimes());
        page.heading("How steady, and how much work")
                .paragraph("Week by week; the last week may not be whole.")
                .legend(ofPolicies)
                .plots(weeks());
        for (BacktestTables.Titled titled : new BacktestTables(document).all()) {
            page.heading(titled.title()).table(titled.rows());
        }
        return page.end();
    }

    private List<String> curves() {
        var plots = new ArrayList<String>();
        for (int at = 0; at < report.horizons().size(); at++) {
            var plot =
                    new Svg(
                            "%d days ahead".formatted(report.horizons().get(at).days()),
                            "% of the others flagged",
                            1,
                            1);
            plot.yTicks("%.0f %%", PERCENT).xTick(0, "0").xTick(0.5, "50").xTick(1, "100");
            plot.diagonal();
            for (int series = rankers.size() - 1; series >= 0; series--) {
                List<Auc.Point> curve = rankers.get(series).aucs().get(at).auc().curve();
                plot.line(
                        series,
                        curve.stream().map(Auc.Point::kept).toList(),
                        curve.stream().<@Nullable Double>map(Auc.Point::lost).toList());
            }
            plots.add(plot.end());
        }
        return plots;
    }

    private List<String> calibrations() {
        var plots = new ArrayList<String>();
        for (int horizon = 0; horizon < report.horizons().size(); horizon++) {
            int at = horizon;
            double highest =
                    policies.stream()
                            .flatMap(it -> byScore(it).bands().stream())
                            .mapToDouble(band -> share(band, at))
                            .max()
                            .orElse(0);
            List<Band> bands = byScore(policies.getFirst()).bands().reversed();
            var plot =
                    new Svg(
                            "lost within %d days".formatted(report.horizons().get(at).days()),
                            "score",
                            bands.size(),
                            Math.min(1, HEADROOM * highest));
            plot.yTicks("%.0f %%", PERCENT);
            for (int bar = 0; bar < bands.size(); bar++) {
                String name = bands.get(bar).name();
                plot.barTick(bar, name.substring(0, name.indexOf(' ')));
                for (int series = 0; series < policies.size(); series++) {
                    Band band = byScore(policies.get(series)).bands().reversed().get(bar);
                    plot.bar(
                            series,
                            policies.size(),
                            bar,
                            share(band, at),
                            "%s: %s of %s account-days"
                                    .formatted(
                                            band.name(),
                                            Words.percent(band.lost().get(at).share()),
                                            Words.whole(band.lost().get(at).days())));
                }
            }
            plots.add(plot.end());
        }
        return plots;
    }

    private static Calibration byScore(Ranker ranker) {
        return ranker.calibrations().getLast();
    }

    private static double share(Band band, int horizon) {
        return Objects.requireNonNullElse(band.lost().get(horizon).share(), 0.0);
    }

    private List<String> leadTimes() {
        var plots = new ArrayList<String>();
        for (Flag flag : Flag.values()) {
            List<LeadTime> leads =
                    rankers.stream().map(it -> BacktestTables.marks(it, flag).leadTime()).toList();
            int months = leads.getFirst().months().size();
            int most =
                    leads.stream()
                            .flatMap(it -> it.months().stream())
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(0);
            var plot = new Svg(Words.title(flag), "months before the loss", months, most);
            plot.yTicks("%.0f", 1);
            for (int bar = 0; bar < months; bar++) {
                plot.barTick(bar, bar == months - 1 ? bar + "+" : "" + bar);
                for (int series = 0; series < leads.size(); series++) {
                    int count = leads.get(series).months().get(bar);
                    plot.bar(
                            series,
                            leads.size(),
                            bar,
                            count,
                            "%s: %d, %d days and more before"
                                    .formatted(rankers.get(series).name(), count, bar * MONTH));
                }
            }
            plots.add(plot.end());
        }
        return plots;
    }

    private List<String> weeks() {
        return List.of(
                weeks(
                        "alerts a CSM a week: red or risk signal",
                        Flag.RED_OR_RISK_SIGNAL,
                        "%.1f",
                        1,
                        Week::alertsPerManager),
                weeks(
                        "flagged: red or risk signal",
                        Flag.RED_OR_RISK_SIGNAL,
                        "%.0f %%",
                        PERCENT,
                        Week::flaggedShare),
                weeks(
                        "changes of red a month of an account",
                        Flag.RED,
                        "%.2f",
                        1,
                        Week::changesPerAccountMonth),
                weeks(
                        "changes of red or yellow a month",
                        Flag.RED_OR_YELLOW,
                        "%.2f",
                        1,
                        Week::changesPerAccountMonth));
    }

    private String weeks(
            String title,
            Flag flag,
            String format,
            double factor,
            Function<Week, @Nullable Double> figure) {
        List<Week> first = BacktestTables.marks(policies.getFirst(), flag).weeks();
        double highest =
                policies.stream()
                        .flatMap(it -> BacktestTables.marks(it, flag).weeks().stream())
                        .mapToDouble(it -> Objects.requireNonNullElse(figure.apply(it), 0.0))
                        .max()
                        .orElse(0);
        var plot = new Svg(title, "week of", Math.max(1, first.size() - 1), HEADROOM * highest);
        plot.yTicks(format, factor);
        for (int tick = 0; tick < WEEK_TICKS && !first.isEmpty(); tick++) {
            int week = (first.size() - 1) * tick / (WEEK_TICKS - 1);
            plot.xTick(week, first.get(week).monday().toString().substring(0, 7));
        }
        for (int series = policies.size() - 1; series >= 0; series--) {
            List<Week> weeks = BacktestTables.marks(policies.get(series), flag).weeks();
            var values = new ArrayList<@Nullable Double>();
            weeks.forEach(week -> values.add(figure.apply(week)));
            plot.line(
                    series,
                    IntStream.range(0, weeks.size()).mapToObj(week -> (double) week).toList(),
                    values);
        }
        return plot.end();
    }
}
