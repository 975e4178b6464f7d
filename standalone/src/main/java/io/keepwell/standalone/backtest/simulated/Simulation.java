package io.keepwell.standalone.backtest.simulated;

import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestReport.Marks;
import io.keepwell.engine.backtest.BacktestReport.MarksAt;
import io.keepwell.engine.backtest.Course;
import io.keepwell.standalone.backtest.BacktestDocument.Planted;
import io.keepwell.standalone.backtest.BacktestRun;
import io.keepwell.standalone.backtest.History;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A simulated company, and whether those who left it were warned of. */
public final class Simulation {

    /** How many days are told of it. */
    public static final int DAYS = 365;

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private final SimulatedPortfolio portfolio;

    /**
     * Makes a company up.
     *
     * @param seed what chance hangs on
     * @param accounts how many customers it has
     */
    public Simulation(long seed, int accounts) {
        this.portfolio = new SimulatedPortfolio(seed, accounts, FIRST, DAYS);
    }

    /**
     * All that happened.
     *
     * @return a history of {@value #DAYS} days
     */
    public History history() {
        var history = new History();
        portfolio.accounts().parallelStream()
                .map(portfolio::events)
                .toList()
                .forEach(its -> its.forEach(history::add));
        return history;
    }

    /**
     * Who was warned of in time, by cause.
     *
     * @param run the backtest of the history
     * @param courses what became of all accounts
     * @return for each cause, for each flag of the first policies
     */
    public List<Planted> planted(BacktestRun run, List<Course> courses) {
        var planted = new ArrayList<Planted>();
        for (Cause cause : Cause.values()) {
            Set<String> its =
                    portfolio.accounts().stream()
                            .filter(account -> account.cause() == cause)
                            .map(SimulatedAccount::id)
                            .collect(Collectors.toSet());
            BacktestReport report =
                    run.report(
                            courses.stream()
                                    .filter(it -> its.contains(it.account().value()))
                                    .toList());
            for (Marks marks : report.rankers().getFirst().marks()) {
                MarksAt nearest = marks.horizons().getFirst();
                planted.add(
                        new Planted(
                                cause.title(),
                                nearest.days(),
                                marks.flag(),
                                nearest.reachable(),
                                nearest.warned()));
            }
        }
        return planted;
    }
}
