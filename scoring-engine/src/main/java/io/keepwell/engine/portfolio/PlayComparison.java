package io.keepwell.engine.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the scores of accounts with a play moved beside those of others (requirement H13). Each run
 * is held against the accounts that had its status and segment on the day on which it began, and
 * not the play: its group. What is told is the mean difference over all runs and the interval in
 * which, by chance alone, the mean of such runs lies 95 times of 100. A comparison proves nothing:
 * plays begin where somebody thought that they were needed.
 *
 * @param runs how many could be compared, 0 or more
 * @param accounts of how many accounts these are
 * @param change the mean change of their scores, in points; null of none
 * @param othersChange the mean change of the groups, one for each run; null of none
 * @param difference the first less the second; null where there are too few
 * @param low where the interval begins; null where there are too few
 * @param high where it ends
 */
public record PlayComparison(
        int runs,
        int accounts,
        @Nullable BigDecimal change,
        @Nullable BigDecimal othersChange,
        @Nullable BigDecimal difference,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {

    /** Of fewer accounts nothing is said: their mean is mostly chance. */
    public static final int ACCOUNTS_MIN = 30;

    /** A group of fewer accounts is none: its mean is mostly chance. */
    public static final int GROUP_MIN = 5;

    private static final int SCALE = 4;

    private static final Comparator<Kind> KINDS =
            Comparator.comparing(Kind::status).thenComparing(Kind::segment);

    /** Halfway between 95 and 100 of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * Accounts of one status and segment on one day, without the play.
     *
     * @param accounts how many, {@link #GROUP_MIN} or more where they are compared with
     * @param change the mean change of their scores, in points
     * @param deviation the standard deviation of these changes, 0 or more
     */
    public record Group(long accounts, BigDecimal change, BigDecimal deviation) {

        /**
         * Whether there are enough of them.
         *
         * @return whether runs may be held against it
         */
        public boolean isEnough() {
            return accounts >= GROUP_MIN;
        }

        /** The standard error of the mean. */
        double error() {
            return deviation.doubleValue() / Math.sqrt((double) accounts);
        }
    }

    /**
     * What the accounts of a group have in common, whatever the day.
     *
     * @param status their status on the day on which a run began
     * @param segment their segment on that day; empty for none
     */
    public record Kind(String status, String segment) {}

    /**
     * Names a group: runs of one cell share it.
     *
     * @param kind what its accounts have in common
     * @param day the day on which the runs began (counted from 1970-01-01)
     */
    public record Cell(Kind kind, int day) {}

    /**
     * A run and what it is held against.
     *
     * @param account whose
     * @param cell names the group
     * @param change how the account's score changed, in points
     * @param group the others
     */
    public record Pair(String account, Cell cell, BigDecimal change, Group group) {

        BigDecimal difference() {
            return change.subtract(group.change());
        }
    }

    /**
     * Compares.
     *
     * @param pairs runs of one play, in any order
     * @param window over how many days scores moved, 1 or more
     * @return what comes of it
     */
    public static PlayComparison of(Collection<Pair> pairs, int window) {
        int runs = pairs.size();
        Map<String, BigDecimal> differences = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        BigDecimal changes = BigDecimal.ZERO;
        BigDecimal others = BigDecimal.ZERO;
        for (Pair pair : pairs) {
            differences.merge(pair.account(), pair.difference(), BigDecimal::add);
            counts.merge(pair.account(), 1, Integer::sum);
            changes = changes.add(pair.change());
            others = others.add(pair.group().change());
        }
        int accounts = counts.size();
        if (runs == 0) {
            return new PlayComparison(0, 0, null, null, null, null, null);
        }
        BigDecimal change = mean(changes, runs);
        BigDecimal othersChange = mean(others, runs);
        if (accounts < ACCOUNTS_MIN) {
            return new PlayComparison(runs, accounts, change, othersChange, null, null, null);
        }
        BigDecimal sum = changes.subtract(others);
        double variance = ofAccounts(differences, counts, sum, runs) + ofGroups(pairs, window);
        double mean = sum.doubleValue() / runs;
        double half = student(accounts - 1) * Math.sqrt(variance);
        return new PlayComparison(
                runs,
                accounts,
                change,
                othersChange,
                mean(sum, runs),
                rounded(mean - half),
                rounded(mean + half));
    }

    /**
     * How much the mean varies with the accounts that had the play; runs of one account count as
     * one witness (the variance of a mean whose cases come in clusters, with the factor G/(G-1)).
     * With one run an account it is the variance of the differences by their number.
     */
    private static double ofAccounts(
            Map<String, BigDecimal> differences,
            Map<String, Integer> counts,
            BigDecimal sum,
            int runs) {
        BigDecimal squares = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> it : differences.entrySet()) {
            BigDecimal own = BigDecimal.valueOf(counts.getOrDefault(it.getKey(), 0));
            // What the account's runs add to the sum beside the mean, times the number of runs.
            BigDecimal apart =
                    it.getValue().multiply(BigDecimal.valueOf(runs)).subtract(sum.multiply(own));
            squares = squares.add(apart.multiply(apart));
        }
        double accounts = counts.size();
        return squares.doubleValue() / Math.pow(runs, 4) * accounts / (accounts - 1);
    }

    /**
     * How much it varies besides because runs share the chance of their others. The groups of one
     * kind are nearly the same accounts from one day to the next, so runs of a kind share as much
     * of it as their windows overlap: two runs whose groups have the errors {@code e} and {@code f}
     * share {@code e * f * overlap}; on one day the overlap is 1, and what they share the square of
     * the group's error.
     */
    private static double ofGroups(Collection<Pair> pairs, int window) {
        Map<Kind, List<Shared>> kinds = new TreeMap<>(KINDS);
        pairs.stream()
                .collect(Collectors.groupingBy(Pair::cell, Collectors.toList()))
                .forEach((cell, runs) ->
                        kinds.computeIfAbsent(cell.kind(), _ -> new ArrayList<>())
                                .add(
                                        new Shared(
                                                cell.day(),
                                                runs.size(),
                                                runs.getFirst().group().error())));
        double sum = 0;
        for (List<Shared> cells : kinds.values()) {
            // In their order, so that the sum is the same in whatever order runs come.
            cells.sort(Comparator.comparingInt(Shared::day));
            sum += shared(cells, window);
        }
        return sum / pairs.size() / pairs.size();
    }

    /** What all ordered pairs of different runs of a kind share. */
    private static double shared(List<Shared> cells, int window) {
        double sum = 0;
        for (int i = 0; i < cells.size(); i++) {
            Shared one = cells.get(i);
            sum += (double) one.runs() * (one.runs() - 1) * one.error() * one.error();
            for (int j = i + 1; j < cells.size(); j++) {
                Shared other = cells.get(j);
                int apart = other.day() - one.day();
                if (apart >= window) {
                    break;
                }
                double overlap = (double) (window - apart) / window;
                // Twice: one with the other, and the other with the one.
                sum += 2.0 * one.runs() * other.runs() * one.error() * other.error() * overlap;
            }
        }
        return sum;
    }

    /** So many runs of one day, and the standard error of the mean of their group. */
    private record Shared(int day, int runs, double error) {}

    /**
     * The 97.5th percentile of Student's distribution, by its expansion in the normal one
     * (Abramowitz and Stegun, 26.7.5): right to four places from 29 degrees of freedom on.
     */
    static double student(int degrees) {
        double z3 = Z * Z * Z;
        double z5 = z3 * Z * Z;
        double z7 = z5 * Z * Z;
        return Z
                + (z3 + Z) / (4.0 * degrees)
                + (5 * z5 + 16 * z3 + 3 * Z) / (96.0 * degrees * degrees)
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384.0 * Math.pow(degrees, 3));
    }

    private static BigDecimal mean(BigDecimal sum, int of) {
        return sum.divide(BigDecimal.valueOf(of), SCALE, RoundingMode.HALF_UP);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(SCALE, RoundingMode.HALF_UP);
    }
}
