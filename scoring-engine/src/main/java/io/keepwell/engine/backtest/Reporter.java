package io.keepwell.engine.backtest;

import io.keepwell.engine.backtest.BacktestReport.Accounts;
import io.keepwell.engine.backtest.BacktestReport.AucAt;
import io.keepwell.engine.backtest.BacktestReport.Best;
import io.keepwell.engine.backtest.BacktestReport.ChurnWords;
import io.keepwell.engine.backtest.BacktestReport.Flapping;
import io.keepwell.engine.backtest.BacktestReport.Horizon;
import io.keepwell.engine.backtest.BacktestReport.Marks;
import io.keepwell.engine.backtest.BacktestReport.MarksAt;
import io.keepwell.engine.backtest.BacktestReport.Ranker;
import io.keepwell.engine.backtest.BacktestReport.RiskRanking;
import io.keepwell.engine.backtest.BacktestReport.SignalMarks;
import io.keepwell.model.EventType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a report of courses. */
final class Reporter {

    /** One of so many may be flagged by the best bound that is looked for. */
    private static final int A_TENTH = 10;

    private static final double POINTS_MAX = 100;

    private final BacktestSettings settings;
    private final List<Course> all;
    private final List<String> names;
    private final Panel panel;
    private final Managers managers;
    private final Calibrator calibrator;
    private final int[] clusters;

    Reporter(BacktestSettings settings, Collection<Course> courses, List<String> names) {
        this.settings = settings;
        this.names = List.copyOf(names);
        this.all =
                courses.stream()
                        .sorted(Comparator.comparing(course -> course.account().value()))
                        .toList();
        this.panel =
                new Panel(
                        all.stream()
                                .filter(it -> it.standing() == Course.Standing.OBSERVED)
                                .toList(),
                        settings.toDay());
        this.managers = new Managers(panel);
        this.calibrator = new Calibrator(panel, settings.horizons());
        this.clusters = panel.clusters();
    }

    BacktestReport report() {
        List<Horizon> horizons = settings.horizons().stream().map(this::horizon).toList();
        var rankers = new ArrayList<Ranker>();
        Map<Flag, Long> marked = new EnumMap<>(Flag.class);
        for (int number = 0; number < names.size(); number++) {
            rankers.add(policies(number, marked));
        }
        for (Baseline baseline : Baseline.values()) {
            rankers.add(baseline(baseline, marked));
        }
        return new BacktestReport(
                LocalDate.ofEpochDay(settings.fromDay()),
                LocalDate.ofEpochDay(settings.toDay()),
                settings.historyDays(),
                settings.seed(),
                new ChurnWords(
                        settings.churn().types().stream().map(EventType::value).sorted().toList(),
                        List.copyOf(settings.churn().unless()),
                        settings.churn().counted() == ChurnRule.Counted.END ? "end" : "notice"),
                accounts(),
                horizons,
                rankers);
    }

    private Accounts accounts() {
        int lost = (int) panel.courses().stream().filter(it -> it.churn() != null).count();
        long unknown = 0;
        for (Course course : panel.courses()) {
            for (int day = 0; day < course.days(); day++) {
                unknown += course.verdicts(0).isScored(day) ? 0 : 1;
            }
        }
        return new Accounts(
                all.size(),
                panel.size(),
                lost,
                panel.size() - lost,
                count(Course.Standing.TRIAL),
                count(Course.Standing.LOST_TOO_EARLY),
                count(Course.Standing.TOO_SHORT),
                clusters.length,
                unknown);
    }

    private int count(Course.Standing standing) {
        return (int) all.stream().filter(course -> course.standing() == standing).count();
    }

    private Horizon horizon(int horizon) {
        long followed = 0;
        long cut = 0;
        long lostDays = 0;
        int cutAccounts = 0;
        int lostAccounts = 0;
        int lostUnseen = 0;
        for (Course course : panel.courses()) {
            long its = 0;
            long itsLost = 0;
            for (int day = 0;
                    day < course.days() && panel.isFollowed(course, day, horizon);
                    day++) {
                its++;
                itsLost += course.isLostWithin(day, horizon) ? 1 : 0;
            }
            followed += its;
            cut += course.days() - its;
            lostDays += itsLost;
            cutAccounts += its == 0 ? 1 : 0;
            lostAccounts += itsLost > 0 ? 1 : 0;
            lostUnseen += course.churn() != null && itsLost == 0 ? 1 : 0;
        }
        return new Horizon(
                horizon,
                followed,
                cut,
                cutAccounts,
                lostAccounts,
                lostUnseen,
                Share.of(lostDays, followed));
    }

    private Ranker policies(int number, Map<Flag, Long> marked) {
        List<Marks> marks =
                Arrays.stream(Flag.values())
                        .parallel()
                        .map(flag -> marks(flag, Marking.of(panel, number, flag), true))
                        .toList();
        if (number == 0) {
            marks.forEach(its -> marked.put(its.flag(), its.flaggedDays()));
        }
        var steadiness = new Steadiness();
        for (Course course : panel.courses()) {
            steadiness.add(course.days(), day -> course.verdicts(number).status(day));
        }
        Flapping status = steadiness.flapping();
        return new Ranker(
                names.get(number),
                false,
                aucs((course, day) -> Math.max(0, course.verdicts(number).lacking(day))),
                List.of(calibrator.byStatus(number), calibrator.byScore(number)),
                marks,
                bests((course, day) -> course.verdicts(number).lacking(day), true),
                signals(number),
                status,
                ofRisk(number));
    }

    private @Nullable RiskRanking ofRisk(int number) {
        long known =
                panel.courses().stream()
                        .mapToLong(course ->
                                IntStream.range(0, course.days())
                                        .filter(day -> course.verdicts(number).risk(day) >= 0)
                                        .count())
                        .sum();
        return known == 0
                ? null
                : new RiskRanking(
                        clusters.length - known,
                        aucs((course, day) -> 1 + course.verdicts(number).risk(day)),
                        calibrator.byRisk(number));
    }

    private List<SignalMarks> signals(int number) {
        List<String> ids =
                panel.size() == 0 ? List.of() : panel.course(0).verdicts(number).riskSignals();
        return IntStream.range(0, ids.size())
                .parallel()
                .mapToObj(signal -> signal(ids.get(signal), signal, number))
                .toList();
    }

    private SignalMarks signal(String id, int signal, int number) {
        Marking marking =
                Marking.of(
                        panel,
                        (course, day) ->
                                panel.course(course).verdicts(number).isRaised(signal, day));
        var outcomes = new Outcomes(panel, marking, managers);
        return new SignalMarks(
                id,
                outcomes.alerts().alerts(),
                marking.days(),
                outcomes.leadTime(),
                outcomes.falseAlarms(),
                settings.horizons().stream().map(outcomes::at).toList());
    }

    private Ranker baseline(Baseline baseline, Map<Flag, Long> marked) {
        List<Marks> marks =
                marked.entrySet().parallelStream()
                        .map(its -> {
                            Marking marking =
                                    baseline.marking(panel, settings.seed(), its.getValue());
                            return marks(its.getKey(), marking, false);
                        })
                        .toList();
        return new Ranker(
                baseline.title(),
                true,
                aucs((course, day) -> baseline.risk(course, day, settings.seed())),
                List.of(calibrator.by(baseline, settings.seed())),
                marks,
                bests((course, day) -> baseline.risk(course, day, settings.seed()), false),
                List.of(),
                null,
                null);
    }

    private Marks marks(Flag flag, Marking marking, boolean isByWeek) {
        var outcomes = new Outcomes(panel, marking, managers);
        List<MarksAt> horizons = settings.horizons().stream().map(outcomes::at).toList();
        long days = marking.days();
        return new Marks(
                flag,
                days,
                Share.of(days, clusters.length),
                horizons,
                outcomes.leadTime(),
                outcomes.falseAlarms(),
                outcomes.flapping(),
                outcomes.alerts(),
                isByWeek ? outcomes.weeks() : List.of());
    }

    private List<Best> bests(Risk risk, boolean isOfScores) {
        List<Course> kept =
                panel.courses().stream().filter(course -> course.churn() == null).toList();
        int[] ofAccounts =
                kept.stream().mapToInt(course -> highest(course, risk)).sorted().toArray();
        int[] ofDays =
                kept.stream()
                        .flatMapToInt(course ->
                                IntStream.range(0, course.days()).map(day -> risk.of(course, day)))
                        .sorted()
                        .toArray();
        return List.of(
                best("kept accounts", risk, ofAccounts, isOfScores),
                best("account-days of kept accounts", risk, ofDays, isOfScores));
    }

    /** Flags what is riskier than all of these risks but a tenth. */
    private Best best(String of, Risk risk, int[] risks, boolean isOfScores) {
        int bound =
                risks.length == 0
                        ? Integer.MAX_VALUE
                        : risks[risks.length - 1 - risks.length / A_TENTH];
        Marking marking =
                Marking.of(panel, (course, day) -> risk.of(panel.course(course), day) > bound);
        var outcomes = new Outcomes(panel, marking, managers);
        return new Best(
                of,
                isOfScores && risks.length > 0
                        ? Share.rounded(POINTS_MAX - (double) bound / Verdicts.A_POINT)
                        : null,
                outcomes.falseAlarms().everFlagged(),
                Share.of(marking.days(), clusters.length),
                settings.horizons().stream().map(outcomes::at).toList());
    }

    private static int highest(Course course, Risk risk) {
        int highest = -1;
        for (int day = 0; day < course.days(); day++) {
            highest = Math.max(highest, risk.of(course, day));
        }
        return highest;
    }

    /** How risky a day of a course is, 0 or more; below that when nobody can tell. */
    @FunctionalInterface
    private interface Risk {
        int of(Course course, int day);
    }

    private List<AucAt> aucs(Risk risk) {
        var ranking = new long[clusters.length];
        int at = 0;
        for (Course course : panel.courses()) {
            for (int day = 0; day < course.days(); day++) {
                ranking[at] = (long) risk.of(course, day) << 32 | at;
                at++;
            }
        }
        Arrays.sort(ranking);
        return settings.horizons().stream()
                .map(horizon -> new AucAt(horizon, auc(ranking, horizon)))
                .toList();
    }

    private Auc auc(long[] ranking, int horizon) {
        var counts = new boolean[clusters.length];
        var isLost = new boolean[clusters.length];
        int at = 0;
        for (Course course : panel.courses()) {
            for (int day = 0; day < course.days(); day++) {
                counts[at] = panel.isFollowed(course, day, horizon) && isScored(course, day);
                isLost[at] = course.isLostWithin(day, horizon);
                at++;
            }
        }
        long[] counted =
                Arrays.stream(ranking).filter(observation -> counts[(int) observation]).toArray();
        return Auc.of(counted, isLost, clusters, panel.size());
    }

    private boolean isScored(Course course, int day) {
        for (int number = 0; number < names.size(); number++) {
            if (!course.verdicts(number).isScored(day)) {
                return false;
            }
        }
        return true;
    }
}
