package io.keepwell.standalone.backtest.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.backtest.BacktestReport;
import io.keepwell.engine.backtest.BacktestReport.Best;
import io.keepwell.engine.backtest.BacktestReport.FalseAlarms;
import io.keepwell.engine.backtest.BacktestReport.Marks;
import io.keepwell.engine.backtest.BacktestReport.Ranker;
import io.keepwell.engine.backtest.BacktestSettings;
import io.keepwell.engine.backtest.ChurnRule;
import io.keepwell.engine.backtest.Course;
import io.keepwell.engine.backtest.Flag;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.standalone.backtest.BacktestDocument.Planted;
import io.keepwell.standalone.backtest.BacktestRun;
import io.keepwell.standalone.backtest.History;
import io.keepwell.standalone.client.Progress;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the shipped card sees of causes that were planted. The figures of docs/backtest.md by {@code
 * -Dkeepwell.backtest.seeds=40}; other companies than those of the seeds 1 to 40 by {@code
 * -Dkeepwell.backtest.first-seed=9001}.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("keepwell.backtest.seeds", 2);
    private static final int FIRST_SEED = Integer.getInteger("keepwell.backtest.first-seed", 1);
    private static final int ACCOUNTS = 60;
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private final Map<String, Integer> sums = new TreeMap<>();

    @Test
    void shouldBeTheSameForTheSameSeedAndAnotherForAnother() {
        // Given
        SimulatedPortfolio one = new SimulatedPortfolio(7, 5, FIRST, 365);
        SimulatedPortfolio again = new SimulatedPortfolio(7, 5, FIRST, 365);
        SimulatedPortfolio other = new SimulatedPortfolio(8, 5, FIRST, 365);
        // When
        List<CustomerEventV1> events = one.events(one.accounts().getFirst());
        // Then
        assertThat(again.events(again.accounts().getFirst())).isEqualTo(events);
        assertThat(other.events(other.accounts().getFirst())).isNotEqualTo(events);
    }

    @Test
    void shouldHaveWeekendsSeasonsAndCustomersWhoLeaveForEveryCause() {
        // Given
        SimulatedPortfolio portfolio = new SimulatedPortfolio(3, 200, FIRST, 365);
        // When
        Map<Boolean, Long> byWeekend =
                portfolio.accounts().stream()
                        .flatMap(account -> portfolio.events(account).stream())
                        .filter(event -> event.type().value().equals("usage.session-started"))
                        .map(event -> event.occurredAt().atZone(ZoneOffset.UTC).toLocalDate())
                        .collect(
                                Collectors.partitioningBy(
                                        day ->
                                                day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY)
                                                        >= 0,
                                        Collectors.counting()));
        // Then: two days of seven, at a twelfth of the activity
        assertThat(20 * byWeekend.getOrDefault(true, 0L))
                .isPositive()
                .isLessThan(byWeekend.getOrDefault(false, 0L));
        for (Cause cause : Cause.values()) {
            assertThat(portfolio.accounts()).anyMatch(account -> account.cause() == cause);
        }
        for (Dip dip : Dip.values()) {
            assertThat(portfolio.accounts())
                    .anyMatch(account -> account.cause() == null && account.dip() == dip);
        }
        assertThat(portfolio.accounts())
                .filteredOn(account -> account.cause() != null)
                .hasSizeBetween(30, 70)
                .allSatisfy(account -> {
                    assertThat(account.leavesOn() - account.causeFrom()).isBetween(60, 120);
                    assertThat(portfolio.events(account).getLast().type().value())
                            .isEqualTo("commercial.contract-cancelled");
                });
    }

    @Test
    void shouldRankThoseWhoLeaveAboveThoseWhoStayAndFarAboveChance() {
        // Given
        PolicySet policies = shipped();
        // When
        for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            run(seed, policies);
        }
        // Then: what the status makes of it stands in docs/backtest.md
        System.out.println(words());
        assertThat(sum("auc of the card") / (double) SEEDS).isGreaterThan(800);
        assertThat(sum("auc of days since last use")).isLessThan(sum("auc of the card"));
        assertThat(sum("auc of random") / (double) SEEDS).isBetween(400.0, 600.0);
        assertThat(share("warned, red-or-yellow", "left")).isGreaterThan(0.7);
        assertThat(share("warned, alert", "left")).isGreaterThan(0.7);
        assertThat(sum("days of kept flagged of a million, alert") / (double) SEEDS)
                .isLessThan(120_000);
        assertThat(sum("false alarms in 1,000 quarters, alert") / (double) SEEDS).isLessThan(300);
    }

    private void run(int seed, PolicySet policies) {
        var simulation = new Simulation(seed, ACCOUNTS);
        History history = simulation.history();
        var settings =
                new BacktestSettings(
                        (int) history.first().toEpochDay(),
                        (int) history.last().toEpochDay(),
                        BacktestSettings.HISTORY_DAYS,
                        BacktestSettings.HORIZONS,
                        ChurnRule.STANDARD,
                        seed);
        var run =
                new BacktestRun(
                        history,
                        settings,
                        List.of(new BacktestRun.Candidate("the card", policies)),
                        2,
                        new Progress(
                                new PrintWriter(Writer.nullWriter()), false, System::nanoTime));
        List<Course> courses = run.courses();
        BacktestReport report = run.report(courses);
        Ranker card = report.rankers().getFirst();
        add("left", card.marks().getFirst().horizons().getFirst().reachable());
        add("kept", report.accounts().kept());
        for (Marks marks : card.marks()) {
            add("warned, " + marks.flag().wireName(), marks.horizons().getFirst().warned());
            add("kept and flagged, " + marks.flag().wireName(), marks.falseAlarms().everFlagged());
            add("kept days flagged of a million, " + marks.flag().wireName(), keptDays(marks));
            FalseAlarms alarms = marks.falseAlarms();
            add("false alarms, " + marks.flag().wireName(), (int) alarms.begun());
            add("days of kept flagged of a million, " + marks.flag().wireName(), of(alarms));
            add(
                    "false alarms in 1,000 quarters, " + marks.flag().wireName(),
                    (int) Math.round(1_000 * Objects.requireNonNullElse(alarms.perQuarter(), 0.0)));
        }
        for (Ranker ranker : report.rankers()) {
            add(
                    "auc of " + ranker.name(),
                    (int)
                            Math.round(
                                    1_000
                                            * Objects.requireNonNull(
                                                    ranker.aucs().getFirst().auc().area())));
            for (Best best : ranker.bests()) {
                add(
                        "warned at best by %s, a tenth of %s".formatted(ranker.name(), best.of()),
                        best.horizons().getFirst().warned());
            }
        }
        for (Planted planted : simulation.planted(run, courses)) {
            if (planted.flag() == Flag.RED_OR_YELLOW || planted.flag() == Flag.ALERT) {
                String what = ", %s, %s".formatted(planted.cause(), planted.flag().wireName());
                add("cause" + what + ": left", planted.left());
                add("cause" + what + ": warned", planted.warned());
            }
        }
    }

    /** The share of account-days not followed by a loss within 30 days that were flagged. */
    private static int keptDays(Marks marks) {
        var confusion = marks.horizons().getFirst().confusion();
        return (int)
                (1_000_000
                        * confusion.flaggedKept()
                        / (confusion.flaggedKept() + confusion.unflaggedKept()));
    }

    private static int of(FalseAlarms alarms) {
        return (int) Math.round(1_000_000 * Objects.requireNonNullElse(alarms.dayShare(), 0.0));
    }

    private void add(String what, int count) {
        sums.merge(what, count, Integer::sum);
    }

    private int sum(String what) {
        return Objects.requireNonNull(sums.get(what), what);
    }

    private double share(String part, String all) {
        return sum(part) / (double) sum(all);
    }

    private String words() {
        ToIntFunction<String> all = sums::get;
        var words = new StringBuilder();
        words.append(String.format(Locale.ROOT, "%d companies of %d customers%n", SEEDS, ACCOUNTS));
        sums.keySet()
                .forEach(what ->
                        words.append(
                                String.format(
                                        Locale.ROOT, "%,10d  %s%n", all.applyAsInt(what), what)));
        return words.toString();
    }

    private static PolicySet shipped() {
        return switch (PolicyFiles.at(List.of(Path.of("../policies/default"))).bundle()) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    switch (PolicyReader.read(bundle, EventCatalogue.standard())) {
                        case PolicyResult.Accepted<PolicySet>(var set) -> set;
                        case PolicyResult.Refused<PolicySet>(var problems) ->
                                throw new IllegalStateException("" + problems);
                    };
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new IllegalStateException("" + problems);
        };
    }
}
