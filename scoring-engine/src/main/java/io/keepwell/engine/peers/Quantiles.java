package io.keepwell.engine.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a number spreads over accounts.
 *
 * @param accounts how many have the number, 1 or more
 * @param points from the least to the most, each for as large a share of the accounts; 101 of those
 *     that were counted, two at least of those that somebody made up
 */
public record Quantiles(int accounts, List<Double> points) {

    /** As many accounts there must be, or a place among them says nothing. */
    public static final int ACCOUNTS_MIN = 20;

    private static final int HUNDRED = 100;

    /** Checks that they rise. */
    public Quantiles {
        points = List.copyOf(points);
        if (accounts < 1 || points.size() < 2) {
            throw new IllegalArgumentException(
                    "quantiles need an account and two points, had %d and %d"
                            .formatted(accounts, points.size()));
        }
        for (int at = 0; at < points.size(); at++) {
            if (!Double.isFinite(points.get(at))
                    || (at > 0 && points.get(at) < points.get(at - 1))) {
                throw new IllegalArgumentException("quantiles must rise, were " + points);
            }
        }
    }

    /**
     * Of what accounts have: the 101 points from 0 to 100 %, where the number of the {@code k}th of
     * {@code n} accounts stands at {@code (k - 0.5) / n}, in the middle of its share (definition 5
     * of Hyndman and Fan 1996), and between two in proportion.
     *
     * @param numbers one of each account, in any order, one or more
     * @return how they spread
     */
    public static Quantiles of(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        var points = new ArrayList<Double>(HUNDRED + 1);
        for (int percent = 0; percent <= HUNDRED; percent++) {
            double place = (double) percent * sorted.length / HUNDRED - 0.5;
            double inside = Math.max(0, Math.min(sorted.length - 1.0, place));
            int below = (int) inside;
            int above = Math.min(below + 1, sorted.length - 1);
            points.add(between(sorted[below], sorted[above], inside - below));
        }
        return new Quantiles(sorted.length, points);
    }

    /** Never outside the two, however large they are. */
    private static double between(double low, double high, double share) {
        double value = low * (1 - share) + high * share;
        // A negative zero would be another one than zero, and bytes of it others.
        return Math.max(low, Math.min(high, value)) + 0.0;
    }

    /**
     * Where a number stands: the share of accounts that have less, and half of those that have as
     * much.
     *
     * @param number the number, finite
     * @return 0 to 100; never less for a larger number
     */
    public double percentile(double number) {
        int last = points.size() - 1;
        if (number < points.getFirst()) {
            return 0;
        }
        if (number > points.getLast()) {
            return HUNDRED;
        }
        int first = 0;
        while (points.get(first) < number) {
            first++;
        }
        if (points.get(first) > number) {
            double low = points.get(first - 1);
            double high = points.get(first);
            double share = (number - low) / (high - low);
            // Of numbers so far apart that nothing lies between them for a computer.
            double known = Double.isFinite(share) ? share : 0.5;
            return HUNDRED * (first - 1 + known) / last;
        }
        int same = first;
        while (same < last && points.get(same + 1) == number) {
            same++;
        }
        return HUNDRED * ((first + same) / 2.0) / last;
    }
}
