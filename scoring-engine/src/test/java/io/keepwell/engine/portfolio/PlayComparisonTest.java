package io.keepwell.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.portfolio.PlayComparison.Cell;
import io.keepwell.engine.portfolio.PlayComparison.Group;
import io.keepwell.engine.portfolio.PlayComparison.Kind;
import io.keepwell.engine.portfolio.PlayComparison.Pair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement H13: what a play did, beside accounts that had none. */
class PlayComparisonTest {

    private static final int WINDOW = 60;
    private static final Kind RED = new Kind("red", "smb");

    /** Ten accounts that rose by 2, each of them just so: what they add is no chance. */
    private static final Group ROSE_BY_2 = group(10, "2", "0");

    @Test
    void shouldTellTheMeanDifferenceAndItsInterval() {
        // Given: 16 rise by 10 and 16 by 4, others by 2: differences of 8 and 2, a mean of 5
        List<Pair> pairs =
                IntStream.range(0, 32)
                        .mapToObj(i -> pair("a" + i, i, i % 2 == 0 ? "10" : "4"))
                        .toList();

        PlayComparison told = PlayComparison.of(pairs, WINDOW);

        // Then: 32 squares of 3 by 31 are 9.2903; its root by that of 32 is 0.5388; the quantile of
        // 31 degrees is 2.0395, the product 1.0989
        assertThat(told)
                .isEqualTo(
                        new PlayComparison(
                                32,
                                32,
                                new BigDecimal("7.0000"),
                                new BigDecimal("2.0000"),
                                new BigDecimal("5.0000"),
                                new BigDecimal("3.9011"),
                                new BigDecimal("6.0989")));
    }

    @Test
    void shouldSayTooFewBelowThirtyAccountsHoweverManyRuns() {
        List<Pair> pairs =
                IntStream.range(0, 90).mapToObj(i -> pair("a" + i % 29, i, "" + i)).toList();

        PlayComparison told = PlayComparison.of(pairs, WINDOW);

        assertThat(told.runs()).isEqualTo(90);
        assertThat(told.accounts()).isEqualTo(29);
        assertThat(told.difference()).isNull();
        assertThat(told.low()).isNull();
        assertThat(told.high()).isNull();
        assertThat(told.change()).isEqualByComparingTo("44.5");
    }

    @Test
    void shouldCountRunsOfOneAccountAsOneWitness() {
        // Each account is told twice, with the same: that is no more than once
        var once = new ArrayList<Pair>();
        var twice = new ArrayList<Pair>();
        for (int i = 0; i < 40; i++) {
            Pair pair = pair("a" + i, i, "" + i % 7);
            once.add(pair);
            twice.add(pair);
            twice.add(pair("a" + i, 100 + i, "" + i % 7));
        }

        PlayComparison told = PlayComparison.of(twice, WINDOW);

        assertThat(told.runs()).isEqualTo(80);
        assertThat(told.low()).isEqualTo(PlayComparison.of(once, WINDOW).low());
        assertThat(told.high()).isEqualTo(PlayComparison.of(once, WINDOW).high());
    }

    @Test
    void shouldBeLessSureWhereRunsShareAGroup() {
        // 40 runs of one day rise alike, beside 16 accounts that vary by 8: only that is chance.
        List<Pair> pairs = IntStream.range(0, 40).mapToObj(i -> varied("a" + i, RED, 7)).toList();

        PlayComparison told = PlayComparison.of(pairs, WINDOW);

        // 40 times 39 by 40 squared, times 64 by 16, is 3.9; the root 1.9748 times 2.0227 is 3.9945
        assertThat(told.low()).isEqualByComparingTo("0.0055");
        assertThat(told.high()).isEqualByComparingTo("7.9945");
    }

    @Test
    void shouldBeLessSureWhereRunsOfOtherDaysShareMostOfTheirOthers() {
        // 40 runs, one a day, rise alike: what they share of the others is all the chance there is.
        List<Pair> pairs = IntStream.range(0, 40).mapToObj(i -> varied("a" + i, RED, i)).toList();

        PlayComparison told = PlayComparison.of(pairs, WINDOW);

        // 1560 ordered pairs are 21320 days apart together: the overlaps are 1560 less a 60th of
        // these, 1204.6667. Times 4 by 40 squared is 3.0117; the root 1.7354 times 2.0227 is 3.5102
        assertThat(told.low()).isEqualByComparingTo("0.4898");
        assertThat(told.high()).isEqualByComparingTo("7.5102");
    }

    @Test
    void shouldWeighTwoDaysByTheErrorsOfBothGroups() {
        // 20 runs of one day with an error of 2, 20 of 45 days later with 3 by 1: a fourth overlaps
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < 20; i++) {
            pairs.add(varied("a" + i, RED, 45));
            pairs.add(new Pair("b" + i, new Cell(RED, 90), number("7"), group(9, "3", "9")));
        }

        PlayComparison told = PlayComparison.of(pairs, WINDOW);

        // 380 x 4 + 380 x 9 + 2 x 400 x 2 x 3 x 1/4 = 6140; by 1600 it is 3.8375, its root 1.9590,
        // times 2.0227 is 3.9624
        assertThat(told.low()).isEqualByComparingTo("0.0376");
        assertThat(told.high()).isEqualByComparingTo("7.9624");
    }

    @Test
    void shouldHoldRunsForIndependentThatShareNoDayOrNoOthers() {
        List<Pair> daysApart =
                IntStream.range(0, 40).mapToObj(i -> varied("a" + i, RED, i * WINDOW)).toList();
        List<Pair> ofOtherKinds =
                IntStream.range(0, 40)
                        .mapToObj(i ->
                                varied(
                                        "a" + i,
                                        new Kind(i % 2 == 0 ? "red" : "yellow", "s" + i / 2),
                                        7))
                        .toList();

        assertThat(PlayComparison.of(daysApart, WINDOW).high()).isEqualByComparingTo("4");
        assertThat(PlayComparison.of(ofOtherKinds, WINDOW).high()).isEqualByComparingTo("4");
    }

    @Test
    void shouldTellTheSameInWhateverOrderAccountsCome() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var pairs = new ArrayList<Pair>();
            int size = random.nextInt(120);
            for (int i = 0; i < size; i++) {
                int cell = random.nextInt(9);
                pairs.add(
                        new Pair(
                                "a" + random.nextInt(80),
                                new Cell(new Kind("red", "s" + cell % 3), 7 * cell),
                                BigDecimal.valueOf(random.nextInt(200_000) - 100_000, 3),
                                group(5 + cell, "" + (cell - 4) + ".3333", cell + ".7071")));
            }
            PlayComparison told = PlayComparison.of(pairs, WINDOW);

            Collections.shuffle(pairs, random);

            assertThat(PlayComparison.of(pairs, WINDOW))
                    .as("rerun with -Dseed=%d", seed)
                    .isEqualTo(told);
            if (told.difference() != null) {
                assertThat(told.difference())
                        .as("rerun with -Dseed=%d", seed)
                        .isBetween(told.low(), told.high());
            }
        }
    }

    @Test
    void shouldMoveWithAllScoresAndNotBecomeSurer() {
        List<Pair> pairs = IntStream.range(0, 50).mapToObj(i -> pair("a" + i, i, "" + i)).toList();
        List<Pair> better =
                pairs.stream()
                        .map(it ->
                                new Pair(
                                        it.account(),
                                        it.cell(),
                                        it.change().add(BigDecimal.TEN),
                                        it.group()))
                        .toList();

        PlayComparison before = PlayComparison.of(pairs, WINDOW);
        PlayComparison after = PlayComparison.of(better, WINDOW);

        assertThat(points(after.difference())).isEqualTo(points(before.difference()) + 10);
        assertThat(points(after.high()) - points(after.low()))
                .isCloseTo(points(before.high()) - points(before.low()), Offset.offset(0.0002));
    }

    @Test
    void shouldSayNothingOfNoRuns() {
        assertThat(PlayComparison.of(List.of(), WINDOW))
                .isEqualTo(new PlayComparison(0, 0, null, null, null, null, null));
    }

    /** As tables of the distribution tell it. */
    @ParameterizedTest
    @CsvSource({"29, 2.0452", "40, 2.0211", "60, 2.0003", "99, 1.9842", "1000, 1.9623"})
    void shouldKnowStudentsDistribution(int degrees, double quantile) {
        assertThat(PlayComparison.student(degrees)).isCloseTo(quantile, Offset.offset(0.00006));
    }

    @Test
    void shouldNotHoldRunsAgainstAHandful() {
        assertThat(group(4, "1", "1").isEnough()).isFalse();
        assertThat(group(5, "1", "1").isEnough()).isTrue();
    }

    private static double points(@Nullable BigDecimal number) {
        return number == null ? Double.NaN : number.doubleValue();
    }

    private static Pair pair(String account, int day, String change) {
        return new Pair(account, new Cell(RED, day), number(change), ROSE_BY_2);
    }

    /** Rose by 6, beside 16 accounts that rose by 2 and vary by 8: a standard error of 2. */
    private static Pair varied(String account, Kind kind, int day) {
        return new Pair(account, new Cell(kind, day), number("6"), group(16, "2", "8"));
    }

    private static Group group(long accounts, String change, String deviation) {
        return new Group(accounts, number(change), number(deviation));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
