package io.keepwell.engine.score;

/**
 * Rounds parts so that they still add up to the rounded whole: each is cut, and what is then
 * missing goes, one each, to those that lost most by the cut; among equals to the first.
 */
final class Rounding {

    private Rounding() {}

    /**
     * Rounds.
     *
     * @param parts in units so fine that many make one, each 0 or more
     * @param unit how many make one
     * @param whole what the rounded parts add up to: the sum of the parts, rounded
     * @param limits what each must not exceed; no part does, cut, and together they are the whole
     *     or more
     * @return the rounded parts
     */
    static long[] parts(long[] parts, long unit, long whole, long[] limits) {
        var rounded = new long[parts.length];
        var lost = new long[parts.length];
        long left = whole;
        for (int at = 0; at < parts.length; at++) {
            rounded[at] = parts[at] / unit;
            lost[at] = parts[at] % unit;
            left -= rounded[at];
        }
        while (left > 0) {
            int at = largest(lost, rounded, limits);
            rounded[at]++;
            // It comes after all others now, should there be a second round.
            lost[at] -= unit;
            left--;
        }
        return rounded;
    }

    private static int largest(long[] lost, long[] rounded, long[] limits) {
        int largest = -1;
        for (int at = 0; at < lost.length; at++) {
            if (rounded[at] < limits[at] && (largest < 0 || lost[at] > lost[largest])) {
                largest = at;
            }
        }
        if (largest < 0) {
            throw new IllegalArgumentException("the limits are less than the whole");
        }
        return largest;
    }
}
