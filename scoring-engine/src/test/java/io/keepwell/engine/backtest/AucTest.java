package io.keepwell.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.engine.TestEvents;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AucTest {

    @Test
    void shouldBeTheShareOfPairsThatAreRankedRight() {
        // Given: of the pairs of 3 and 1 with 2 and 0, that of 1 and 2 is wrong
        int[] risks = {3, 1, 2, 0};
        boolean[] lost = {true, true, false, false};
        // When
        Auc auc = auc(risks, lost, 0, 1, 2, 3);
        // Then: DeLong's variance is 0.125 / 2 + 0.125 / 2
        assertThat(auc.area()).isEqualTo(0.75);
        double reach = 1.959963984540054 * Math.sqrt(0.125) / (0.75 * 0.25);
        double odds = Math.log(3);
        assertThat(auc.low()).isEqualTo(1 / (1 + Math.exp(reach - odds)), within(1e-6));
        assertThat(auc.high()).isEqualTo(1 / (1 + Math.exp(-reach - odds)), within(1e-6));
        assertThat(auc.lostAccounts()).isEqualTo(2);
    }

    @Test
    void shouldCountTiesHalf() {
        // Given: 5 against 5 is half right, 5 against 1 right, 1 against 5 wrong, 1 against 1 half
        int[] risks = {5, 1, 5, 1};
        // When
        Auc auc = auc(risks, new boolean[] {true, true, false, false}, 0, 1, 2, 3);
        // Then
        assertThat(auc.area()).isEqualTo(0.5);
    }

    @Test
    void shouldDrawItsCurveFromCornerToCornerThroughEachRisk() {
        // Given
        int[] risks = {3, 1, 2, 0};
        // When
        Auc auc = auc(risks, new boolean[] {true, true, false, false}, 0, 1, 2, 3);
        // Then
        assertThat(auc.curve())
                .containsExactly(
                        new Auc.Point(0, 0),
                        new Auc.Point(0, 0.5),
                        new Auc.Point(0.5, 0.5),
                        new Auc.Point(0.5, 1),
                        new Auc.Point(1, 1));
    }

    @Test
    void shouldNotTellWhatNobodyCanTell() {
        // Given nobody who was lost; only one who was; all ranked right
        // When
        Auc nobody = auc(new int[] {1, 2}, new boolean[] {false, false}, 0, 1);
        Auc one = auc(new int[] {2, 1, 3}, new boolean[] {true, false, false}, 0, 1, 2);
        Auc perfect =
                auc(new int[] {4, 3, 2, 1}, new boolean[] {true, true, false, false}, 0, 1, 2, 3);
        // Then
        assertThat(nobody.area()).isNull();
        assertThat(one.area()).isEqualTo(0.5);
        assertThat(one.low()).isNull();
        assertThat(perfect.area()).isEqualTo(1);
        assertThat(perfect.high()).isNull();
    }

    @Test
    void shouldNotGrowSurerByCountingTheSameDaysAgain() {
        // Given: each account ten times over
        int[] risks = {3, 1, 2, 0, 4, 1};
        boolean[] lost = {true, true, false, false, true, false};
        // When
        Auc once = auc(risks, lost, 0, 1, 2, 3, 4, 5);
        Auc often = auc(repeated(risks), repeated(lost), repeated(new int[] {0, 1, 2, 3, 4, 5}));
        // Then
        assertThat(often.area()).isEqualTo(once.area());
        assertThat(often.low()).isEqualTo(once.low());
        assertThat(often.high()).isEqualTo(once.high());
    }

    @Test
    void shouldComeNearTheSpreadThatDrawingAccountsAgainShows() {
        // Given: 60 accounts of 1 to 8 days, risks that lean to those who are lost
        long seed = 20_261_123;
        RandomGenerator random = TestEvents.random(seed);
        int days = 0;
        int[][] risks = new int[60][];
        boolean[][] lost = new boolean[60][];
        for (int account = 0; account < 60; account++) {
            int length = 1 + random.nextInt(8);
            int lean = random.nextInt(40);
            days += length;
            risks[account] = new int[length];
            lost[account] = new boolean[length];
            for (int day = 0; day < length; day++) {
                lost[account][day] = account % 3 == 0 && day >= length / 2;
                risks[account][day] = lean + random.nextInt(30) + (lost[account][day] ? 15 : 0);
            }
        }
        // When
        Auc auc = auc(risks, lost, identity(60));
        var areas = new double[2_000];
        for (int draw = 0; draw < areas.length; draw++) {
            areas[draw] =
                    Objects.requireNonNull(
                            auc(risks, lost, random.ints(60, 0, 60).toArray()).area());
        }
        Arrays.sort(areas);
        // Then: 2.5 % of the draws lie below, 2.5 % above
        assertThat(days).isGreaterThan(100);
        assertThat(auc.low()).isEqualTo(areas[50], within(0.03));
        assertThat(auc.high()).isEqualTo(areas[1_949], within(0.03));
    }

    @Test
    void shouldBeHalfWhenLossesAreDealtByLot() {
        // Given
        var random = new SplittableRandom(7);
        int count = 20_000;
        int[] risks = random.ints(count, 0, 50).toArray();
        boolean[] lost = new boolean[count];
        for (int i = 0; i < count; i++) {
            lost[i] = random.nextInt(10) == 0;
        }
        // When
        Auc auc = auc(risks, lost, identity(count));
        // Then
        assertThat(auc.area()).isEqualTo(0.5, within(0.02));
        assertThat(auc.low()).isLessThan(0.5);
        assertThat(auc.high()).isGreaterThan(0.5);
    }

    private static Auc auc(int[][] risks, boolean[][] lost, int[] drawn) {
        int days = 0;
        for (int account : drawn) {
            days += risks[account].length;
        }
        var allRisks = new int[days];
        var allLost = new boolean[days];
        var clusters = new int[days];
        int at = 0;
        for (int place = 0; place < drawn.length; place++) {
            for (int day = 0; day < risks[drawn[place]].length; day++) {
                allRisks[at] = risks[drawn[place]][day];
                allLost[at] = lost[drawn[place]][day];
                clusters[at++] = place;
            }
        }
        return auc(allRisks, allLost, clusters);
    }

    private static Auc auc(int[] risks, boolean[] lost, int... clusters) {
        var ranking = new long[risks.length];
        for (int i = 0; i < risks.length; i++) {
            ranking[i] = (long) risks[i] << 32 | i;
        }
        Arrays.sort(ranking);
        return Auc.of(ranking, lost, clusters, Arrays.stream(clusters).max().orElse(0) + 1);
    }

    private static int[] identity(int count) {
        var numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    private static int[] repeated(int[] numbers) {
        var all = new int[numbers.length * 10];
        Arrays.setAll(all, i -> numbers[i % numbers.length]);
        return all;
    }

    private static boolean[] repeated(boolean[] truths) {
        var all = new boolean[truths.length * 10];
        for (int i = 0; i < all.length; i++) {
            all[i] = truths[i % truths.length];
        }
        return all;
    }
}
