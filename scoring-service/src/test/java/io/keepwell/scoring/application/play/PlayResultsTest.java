package io.keepwell.scoring.application.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.portfolio.PlayComparison;
import io.keepwell.model.play.PlayState;
import io.keepwell.scoring.application.play.PlayEffectiveness.Health;
import io.keepwell.scoring.application.play.PlayEffectiveness.Middle;
import io.keepwell.scoring.application.play.PlayEffectiveness.Outcomes;
import io.keepwell.scoring.application.play.PlayEffectiveness.Result;
import io.keepwell.scoring.application.play.PlayEffectiveness.Revenue;
import io.keepwell.scoring.application.play.PlayRecords.Cell;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requirement H13: what a play did, added up from the plays of a policy. */
class PlayResultsTest {

    private static final int WINDOW = 30;
    private static final int TODAY = (int) LocalDate.parse("2026-11-03").toEpochDay();
    private static final int BEGUN = TODAY - 60;
    private static final String SEGMENT = "smb";

    private final Map<Cell, PlayComparison.Group> groups = new HashMap<>();

    @Test
    void shouldAddUpWhatAPlayDid() {
        // Given: one recovers after 10 days and grows, one falls and shrinks, one leaves; of the
        // fourth no revenue is known, and the fifth was green all along
        List<PlayRunItem> runs =
                List.of(
                        item(
                                run("a", PlayState.COMPLETED, 3, 3, 0, "100", "150")
                                        .moves("red", "40", "yellow", "60")
                                        .better(10)),
                        item(
                                run("b", PlayState.COMPLETED, 3, 3, 1, "200", "120")
                                        .moves("yellow", "55", "red", "45")),
                        item(run("c", PlayState.EXITED, 3, 1, 2, "300", "0").leaves("red", "30")),
                        item(
                                run("d", PlayState.RUNNING, 3, 0, 0, null, "80")
                                        .moves("red", "41", "red", "43")),
                        item(
                                run("e", PlayState.EXITED, 3, 0, 0, "10", "10")
                                        .moves("green", "80", "green", "84")));

        Result told = PlayResults.of(runs, WINDOW).getFirst();

        assertThat(told.plays()).isEqualTo(5);
        assertThat(told.outcomes()).isEqualTo(new Outcomes(2, 0, Map.of(), 2, 1, 1, 15, 7, 3));
        // before 40, 55, 41, 80; after 60, 45, 43, 84; changes 20, -10, 2, 4
        assertThat(told.health())
                .isEqualTo(
                        new Health(
                                4,
                                1,
                                middle("54.0000", "48.0000"),
                                middle("58.0000", "52.5000"),
                                middle("4.0000", "3.0000"),
                                3,
                                new BigDecimal("75.0000"),
                                4,
                                1,
                                new BigDecimal("25.0000"),
                                middle("10.0000", "10.0000")));
        // 100 of 100, 120 of 200, 0 of 300, 10 of 10; 50 more
        assertThat(told.revenue())
                .isEqualTo(
                        new Revenue(
                                4,
                                new BigDecimal("610"),
                                new BigDecimal("230"),
                                new BigDecimal("380"),
                                new BigDecimal("50")));
    }

    /** Requirement A14: nothing completes such a play but a person, who says what came of it. */
    @Test
    void shouldCountClosedRunsByWhatCameOfThemAndApartFromCompletedOnes() {
        List<PlayRunItem> runs =
                List.of(
                        item(run("a", PlayState.CLOSED, 2, 2, 0, "1", "1").closedAs("saved")),
                        item(run("b", PlayState.CLOSED, 2, 2, 1, "1", "1").closedAs("saved")),
                        // All that was due was done, and the rest was left
                        item(run("c", PlayState.CLOSED, 2, 1, 0, "1", "1").closedAs("lost")),
                        item(run("d", PlayState.COMPLETED, 2, 2, 0, "1", "1")));

        Outcomes told = PlayResults.of(runs, WINDOW).getFirst().outcomes();

        assertThat(told)
                .isEqualTo(new Outcomes(1, 3, Map.of("saved", 2, "lost", 1), 0, 0, 2, 8, 7, 1));
        assertThat(told.closedAs().keySet()).containsExactly("lost", "saved");
        assertThat(runs.getLast().closedAs()).isNull();
    }

    @Test
    void shouldCountRunsApartWhoseWindowHasNotEnded() {
        // The window of one ended yesterday, that of the other ends today
        PlayRunItem ended =
                item(
                        run("a", PlayState.EXITED, 1, 1, 0, "1", "1")
                                .begun(TODAY - WINDOW - 1)
                                .moves("red", "40", "green", "90")
                                .better(3));
        PlayRunItem lasting =
                item(
                        run("b", PlayState.EXITED, 1, 1, 0, "1", "1")
                                .begun(TODAY - WINDOW)
                                .moves("red", "10", "green", "90")
                                .better(3));

        Result told = PlayResults.of(List.of(ended, lasting), WINDOW).getFirst();

        assertThat(told.plays()).isOne();
        assertThat(told.pending()).isOne();
        assertThat(told.outcomes().exited()).isOne();
        assertThat(told.health().change()).isEqualTo(middle("50.0000", "50.0000"));
        assertThat(lasting.windowEnded()).isFalse();
        assertThat(lasting.scoreAfter()).isNull();
        assertThat(lasting.recoveredAfterDays()).isNull();
        assertThat(lasting.arrAfter()).isNull();
    }

    @Test
    void shouldCountWhatDidNotStartApart() {
        PlayRunItem skipped =
                item(
                        run("a", PlayState.SKIPPED, 0, 0, 0, "1", "1")
                                .moves("red", "40", "green", "90"));

        Result told = PlayResults.of(List.of(skipped), WINDOW).getFirst();

        assertThat(told.skipped()).isOne();
        assertThat(told.plays()).isZero();
        assertThat(told.pending()).isZero();
        assertThat(told.health().measured()).isZero();
    }

    @Test
    void shouldTellNothingOfAPlayThatNobodyHad() {
        assertThat(PlayResults.of(List.of(), WINDOW)).isEmpty();
    }

    @Test
    void shouldSayThatTwelveRunsAreTooFew() {
        Result told = PlayResults.of(compared(12), WINDOW).getFirst();

        assertThat(told.comparison().plays()).isEqualTo(12);
        assertThat(told.comparison().difference()).isNull();
        assertThat(told.comparison().sentence())
                .isEqualTo("12 plays: too few to say. A difference is told from 30 accounts on.");
    }

    @Test
    void shouldSayWhatAComparisonIsWorth() {
        // They rise by 10 and by 4 in turn, others by 2
        assertThat(PlayResults.of(compared(32), WINDOW).getFirst().comparison().sentence())
                .isEqualTo(
                        "Over 32 plays scores moved by 5.0 points better than those of accounts"
                                + " without the play (3.9 to 6.1, 95 %): more than chance does. A"
                                + " comparison, not a proof.");
        assertThat(
                        PlayResults.sentence(
                                new PlayComparison(
                                        40,
                                        39,
                                        number("1"),
                                        number("2"),
                                        number("-1"),
                                        number("-3.04"),
                                        number("1.04"))))
                .isEqualTo(
                        "Over 40 plays of 39 accounts scores moved by 1.0 points worse than those"
                            + " of accounts without the play (-3.0 to 1.0, 95 %): chance does as"
                            + " much. A comparison, not a proof.");
        assertThat(PlayResults.sentence(PlayComparison.of(List.of(), WINDOW)))
                .startsWith("Nothing to compare");
    }

    @Test
    void shouldNotCompareWithAHandfulOfAccounts() {
        Started run = run("a", PlayState.EXITED, 1, 1, 0, "1", "1").moves("red", "40", "red", "50");
        groups.put(
                new Cell("churn-risk", BEGUN, "red", SEGMENT),
                new PlayComparison.Group(4, number("1"), number("1")));

        PlayRunItem told = item(run);

        assertThat(told.others()).isNotNull();
        assertThat(told.compared()).isFalse();
        assertThat(PlayResults.of(List.of(told), WINDOW).getFirst().comparison().plays()).isZero();
    }

    @Test
    void shouldTellTheSameInWhateverOrderRunsCome() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var runs = new ArrayList<>(compared(random.nextInt(80)));
            for (int i = 0; i < random.nextInt(20); i++) {
                runs.add(
                        item(
                                run("x" + i, PlayState.EXITED, 2, 1, 1, "" + i, "3")
                                        .begun(TODAY - random.nextInt(80))
                                        .leaves("yellow", "" + random.nextInt(100))));
            }
            List<Result> told = PlayResults.of(runs, WINDOW);

            Collections.shuffle(runs, random);

            assertThat(PlayResults.of(runs, WINDOW))
                    .as("rerun with -Dseed=%d", seed)
                    .isEqualTo(told);
        }
    }

    /** Runs of as many accounts, each on a day of its own, beside others that all rose by 2. */
    private List<PlayRunItem> compared(int runs) {
        return IntStream.range(0, runs)
                .mapToObj(i -> {
                    int day = BEGUN - i;
                    groups.put(
                            new Cell("churn-risk", day, "red", SEGMENT),
                            new PlayComparison.Group(10, number("2"), number("0")));
                    return item(
                            run("a" + i, PlayState.COMPLETED, 1, 1, 0, "1", "1")
                                    .begun(day)
                                    .moves("red", "40", "red", i % 2 == 0 ? "50" : "44"));
                })
                .toList();
    }

    private PlayRunItem item(Started started) {
        return PlayRunItem.of(started.run(), WINDOW, TODAY, groups);
    }

    private static Started run(
            String account,
            PlayState state,
            int tasks,
            int done,
            int late,
            @Nullable String arr,
            String arrAfter) {
        return new Started(
                new PlayRun(
                        new UUID(7, account.hashCode()),
                        account,
                        null,
                        "churn-risk",
                        "v1",
                        state,
                        null,
                        Instant.EPOCH,
                        BEGUN,
                        null,
                        tasks,
                        done,
                        late,
                        null,
                        null,
                        null,
                        arr == null ? null : number(arr),
                        number(arrAfter)));
    }

    /** A run to which more is added. */
    private record Started(PlayRun run) {

        Started begun(int day) {
            return new Started(
                    with(day, run.outcome(), run.before(), run.after(), run.betterFrom()));
        }

        Started closedAs(String outcome) {
            return new Started(
                    with(run.openedDay(), outcome, run.before(), run.after(), run.betterFrom()));
        }

        Started moves(String status, String score, String statusAfter, String scoreAfter) {
            return new Started(
                    with(
                            run.openedDay(),
                            run.outcome(),
                            standing(true, status, score),
                            standing(true, statusAfter, scoreAfter),
                            null));
        }

        Started leaves(String status, String score) {
            return new Started(
                    with(
                            run.openedDay(),
                            run.outcome(),
                            standing(true, status, score),
                            standing(false, status, score),
                            null));
        }

        Started better(int afterDays) {
            return new Started(
                    with(
                            run.openedDay(),
                            run.outcome(),
                            run.before(),
                            run.after(),
                            run.openedDay() + afterDays));
        }

        private PlayRun with(
                int day,
                @Nullable String outcome,
                PlayRun.@Nullable Standing before,
                PlayRun.@Nullable Standing after,
                @Nullable Integer betterFrom) {
            return new PlayRun(
                    run.playId(),
                    run.accountId(),
                    run.name(),
                    run.play(),
                    run.version(),
                    run.state(),
                    outcome,
                    run.openedAt(),
                    day,
                    run.closedAt(),
                    run.tasks(),
                    run.tasksDone(),
                    run.tasksLate(),
                    before,
                    after,
                    betterFrom,
                    run.arr(),
                    run.arrAfter());
        }

        private static PlayRun.Standing standing(boolean customer, String status, String score) {
            return new PlayRun.Standing(customer, status, number(score), SEGMENT, null);
        }
    }

    private static Middle middle(String mean, String median) {
        return new Middle(new BigDecimal(mean), new BigDecimal(median));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
