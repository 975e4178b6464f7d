package io.keepwell.engine.backtest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well risks are ranked: how likely an account-day before a loss has a higher risk than one
 * that is not, ties counting half (Mann and Whitney). 0.5 is chance, 1 is perfect.
 *
 * <p>The interval holds with 95 % confidence, by DeLong's method for clustered data (N. A.
 * Obuchowski, Nonparametric analysis of clustered ROC curve data, Biometrics 53, 1997): the days of
 * one account are alike, so that accounts count and not days. It is built for the logarithm of the
 * odds, so that it stays between 0 and 1.
 *
 * @param area the area under the curve; null where nobody was lost, or everybody
 * @param low the lower end of its interval; null where fewer than two accounts were lost or kept,
 *     or the ranking is perfect
 * @param high the upper end
 * @param lostDays account-days before a loss
 * @param keptDays the others
 * @param lostAccounts how many accounts have days before a loss
 * @param curve the ROC curve, from (0, 0) to (1, 1)
 */
public record Auc(
        @Nullable Double area,
        @Nullable Double low,
        @Nullable Double high,
        long lostDays,
        long keptDays,
        int lostAccounts,
        List<Point> curve) {

    private static final double CONFIDENCE = 1.959963984540054;
    private static final double CURVE_STEP = 0.01;

    /** Copies the curve. */
    public Auc {
        curve = List.copyOf(curve);
    }

    /**
     * A point of the curve.
     *
     * @param kept the share of the account-days without a loss that are ranked this high
     * @param lost the share of those before a loss that are
     */
    public record Point(double kept, double lost) {}

    /**
     * Ranks.
     *
     * @param ranking the observations by risk, the lowest first: risk in the upper 32 bits, number
     *     of the observation in the lower
     * @param isLost for each observation, whether it lies before a loss
     * @param clusters for each observation, the number of its account
     * @param accounts how many accounts there are
     */
    static Auc of(long[] ranking, boolean[] isLost, int[] clusters, int accounts) {
        var sums = new Sums(accounts);
        for (long entry : ranking) {
            sums.count(isLost[(int) entry], clusters[(int) entry]);
        }
        if (sums.lost == 0 || sums.kept == 0) {
            return new Auc(null, null, null, sums.lost, sums.kept, sums.lostAccounts(), List.of());
        }
        for (int from = 0; from < ranking.length; ) {
            int to = from;
            while (to < ranking.length && ranking[to] >> 32 == ranking[from] >> 32) {
                to++;
            }
            sums.add(ranking, from, to, isLost, clusters);
            from = to;
        }
        return sums.auc();
    }

    /** Sums over accounts, as Obuchowski names them. */
    private static final class Sums {
        private final long[] lostOf;
        private final long[] keptOf;
        private final double[] placesOfLost;
        private final double[] placesOfKept;
        private final List<Point> descent = new ArrayList<>();
        private long lost;
        private long kept;
        private long lostBelow;
        private long keptBelow;

        Sums(int accounts) {
            lostOf = new long[accounts];
            keptOf = new long[accounts];
            placesOfLost = new double[accounts];
            placesOfKept = new double[accounts];
            descent.add(new Point(1, 1));
        }

        void count(boolean isLost, int account) {
            if (isLost) {
                lost++;
                lostOf[account]++;
            } else {
                kept++;
                keptOf[account]++;
            }
        }

        /** A group of equal risks, which lie above all that were added before. */
        void add(long[] ranking, int from, int to, boolean[] isLost, int[] clusters) {
            long lostHere = 0;
            for (int at = from; at < to; at++) {
                lostHere += isLost[(int) ranking[at]] ? 1 : 0;
            }
            long keptHere = to - from - lostHere;
            double ofLost = (keptBelow + keptHere / 2.0) / kept;
            double ofKept = (lost - lostBelow - lostHere / 2.0) / lost;
            for (int at = from; at < to; at++) {
                int observation = (int) ranking[at];
                if (isLost[observation]) {
                    placesOfLost[clusters[observation]] += ofLost;
                } else {
                    placesOfKept[clusters[observation]] += ofKept;
                }
            }
            lostBelow += lostHere;
            keptBelow += keptHere;
            draw((double) (kept - keptBelow) / kept, (double) (lost - lostBelow) / lost);
        }

        private void draw(double x, double y) {
            Point last = descent.getLast();
            boolean isEnd = x == 0 && y == 0;
            if (isEnd || last.kept() - x >= CURVE_STEP || last.lost() - y >= CURVE_STEP) {
                descent.add(new Point(Share.rounded(x), Share.rounded(y)));
            }
        }

        int lostAccounts() {
            int count = 0;
            for (long its : lostOf) {
                count += its > 0 ? 1 : 0;
            }
            return count;
        }

        Auc auc() {
            double area = 0;
            for (double place : placesOfLost) {
                area += place;
            }
            area /= lost;
            double variance = variance(area);
            boolean isBounded = area > 0 && area < 1 && !Double.isNaN(variance);
            double odds = Math.log(area / (1 - area));
            double reach = CONFIDENCE * Math.sqrt(Math.max(0, variance)) / (area * (1 - area));
            return new Auc(
                    Share.rounded(area),
                    isBounded ? Share.rounded(share(odds - reach)) : null,
                    isBounded ? Share.rounded(share(odds + reach)) : null,
                    lost,
                    kept,
                    lostAccounts(),
                    descent.reversed());
        }

        private static double share(double odds) {
            return 1 / (1 + Math.exp(-odds));
        }

        /** Not a number where fewer than two accounts were lost, or kept. */
        private double variance(double area) {
            int withLost = 0;
            int withKept = 0;
            int withAny = 0;
            double ofLost = 0;
            double ofKept = 0;
            double ofBoth = 0;
            for (int account = 0; account < lostOf.length; account++) {
                double overLost = placesOfLost[account] - lostOf[account] * area;
                double overKept = placesOfKept[account] - keptOf[account] * area;
                withLost += lostOf[account] > 0 ? 1 : 0;
                withKept += keptOf[account] > 0 ? 1 : 0;
                withAny += lostOf[account] + keptOf[account] > 0 ? 1 : 0;
                ofLost += overLost * overLost;
                ofKept += overKept * overKept;
                ofBoth += overLost * overKept;
            }
            return withLost < 2 || withKept < 2
                    ? Double.NaN
                    : ofLost * withLost / (withLost - 1.0) / lost / lost
                            + ofKept * withKept / (withKept - 1.0) / kept / kept
                            + 2 * ofBoth * withAny / (withAny - 1.0) / lost / kept;
        }
    }
}
