package io.keepwell.scoring.application.play;

import io.keepwell.engine.portfolio.PlayComparison;
import io.keepwell.engine.portfolio.Spread;
import io.keepwell.model.play.PlayState;
import io.keepwell.scoring.application.play.PlayEffectiveness.Comparison;
import io.keepwell.scoring.application.play.PlayEffectiveness.Health;
import io.keepwell.scoring.application.play.PlayEffectiveness.Middle;
import io.keepwell.scoring.application.play.PlayEffectiveness.Outcomes;
import io.keepwell.scoring.application.play.PlayEffectiveness.Result;
import io.keepwell.scoring.application.play.PlayEffectiveness.Revenue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds runs up by their play; the formulas are told in {@code docs/portfolio.md}. */
final class PlayResults {

    private static final int SCALE = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private PlayResults() {}

    /** A play for each that has a run, by name; whatever the order of the runs. */
    static List<Result> of(Collection<PlayRunItem> runs, int window) {
        Map<String, List<PlayRunItem>> byPlay =
                runs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        PlayRunItem::play, TreeMap::new, Collectors.toList()));
        var results = new ArrayList<Result>();
        byPlay.forEach((play, its) -> results.add(result(play, its, window)));
        return results;
    }

    private static Result result(String play, List<PlayRunItem> all, int window) {
        List<PlayRunItem> begun = all.stream().filter(it -> !it.isOf(PlayState.SKIPPED)).toList();
        List<PlayRunItem> ended = begun.stream().filter(PlayRunItem::windowEnded).toList();
        return new Result(
                play,
                ended.stream().map(PlayRunItem::version).distinct().sorted().toList(),
                ended.size(),
                begun.size() - ended.size(),
                all.size() - begun.size(),
                outcomes(ended),
                health(ended),
                revenue(ended),
                comparison(ended, window));
    }

    private static Outcomes outcomes(List<PlayRunItem> runs) {
        return new Outcomes(
                count(runs, it -> it.isOf(PlayState.COMPLETED)),
                count(runs, it -> it.isOf(PlayState.CLOSED)),
                closedAs(runs),
                count(runs, it -> it.isOf(PlayState.EXITED)),
                count(runs, it -> it.isOf(PlayState.RUNNING)),
                count(runs, PlayRunItem::doneInTime),
                sum(runs, PlayRunItem::tasks),
                sum(runs, PlayRunItem::tasksDone),
                sum(runs, PlayRunItem::tasksLate));
    }

    private static Map<String, Integer> closedAs(List<PlayRunItem> runs) {
        Map<String, Integer> words = new TreeMap<>();
        for (PlayRunItem run : runs) {
            String word = run.closedAs();
            if (word != null) {
                words.merge(word, 1, Integer::sum);
            }
        }
        return words;
    }

    private static Health health(List<PlayRunItem> runs) {
        List<PlayRunItem> measured = runs.stream().filter(it -> it.change() != null).toList();
        int improved = count(measured, it -> signum(it.change()) > 0);
        int recoverable = count(runs, PlayRunItem::canRecover);
        List<BigDecimal> days =
                numbers(
                        runs,
                        it -> {
                            Integer after = it.recoveredAfterDays();
                            return after == null ? null : BigDecimal.valueOf(after);
                        });
        return new Health(
                measured.size(),
                count(runs, PlayRunItem::left),
                middle(numbers(measured, PlayRunItem::score)),
                middle(numbers(measured, PlayRunItem::scoreAfter)),
                middle(numbers(measured, PlayRunItem::change)),
                improved,
                share(improved, measured.size()),
                recoverable,
                days.size(),
                share(days.size(), recoverable),
                middle(days));
    }

    private static Revenue revenue(List<PlayRunItem> runs) {
        List<PlayRunItem> known = runs.stream().filter(it -> it.arrKept() != null).toList();
        BigDecimal before = total(known, PlayRunItem::arr);
        BigDecimal kept = total(known, PlayRunItem::arrKept);
        return new Revenue(
                known.size(),
                before,
                kept,
                before.subtract(kept),
                total(known, PlayRunItem::arrAfter).subtract(kept));
    }

    private static Comparison comparison(List<PlayRunItem> runs, int window) {
        PlayComparison told =
                PlayComparison.of(
                        runs.stream().filter(PlayRunItem::compared).map(PlayRunItem::pair).toList(),
                        window);
        return new Comparison(
                told.runs(),
                told.accounts(),
                told.change(),
                told.othersChange(),
                told.difference(),
                told.low(),
                told.high(),
                sentence(told));
    }

    /** What may be said of a comparison, and what not. */
    static String sentence(PlayComparison told) {
        if (told.runs() == 0) {
            return "Nothing to compare: no play has a score at both ends and %d accounts of its status and segment without the play."
                    .formatted(PlayComparison.GROUP_MIN);
        }
        BigDecimal difference = told.difference();
        BigDecimal low = told.low();
        BigDecimal high = told.high();
        if (difference == null || low == null || high == null) {
            return "%s: too few to say. A difference is told from %d accounts on."
                    .formatted(counted(told), PlayComparison.ACCOUNTS_MIN);
        }
        return "Over %s scores moved by %s points %s than those of accounts without the play (%s to %s, 95 %%): %s. A comparison, not a proof."
                .formatted(
                        counted(told),
                        points(difference.abs()),
                        difference.signum() < 0 ? "worse" : "better",
                        points(low),
                        points(high),
                        low.signum() > 0 || high.signum() < 0
                                ? "more than chance does"
                                : "chance does as much");
    }

    private static String counted(PlayComparison told) {
        String plays = told.runs() == 1 ? "1 play" : told.runs() + " plays";
        return told.runs() == told.accounts()
                ? plays
                : "%s of %d accounts".formatted(plays, told.accounts());
    }

    private static String points(BigDecimal points) {
        return points.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    private static int count(List<PlayRunItem> runs, Predicate<PlayRunItem> which) {
        return (int) runs.stream().filter(which).count();
    }

    private static int sum(List<PlayRunItem> runs, ToIntFunction<PlayRunItem> what) {
        return runs.stream().mapToInt(what).sum();
    }

    private static int signum(@Nullable BigDecimal number) {
        return number == null ? 0 : number.signum();
    }

    private static List<BigDecimal> numbers(
            List<PlayRunItem> runs, Function<PlayRunItem, @Nullable BigDecimal> what) {
        return runs.stream().flatMap(it -> Optional.ofNullable(what.apply(it)).stream()).toList();
    }

    private static BigDecimal total(
            List<PlayRunItem> runs, Function<PlayRunItem, @Nullable BigDecimal> what) {
        return numbers(runs, what).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable Middle middle(List<BigDecimal> numbers) {
        Spread spread = Spread.of(numbers);
        return spread == null ? null : new Middle(spread.mean(), spread.median());
    }

    private static @Nullable BigDecimal share(int of, int all) {
        return all == 0
                ? null
                : BigDecimal.valueOf(of)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(all), SCALE, RoundingMode.HALF_UP);
    }
}
