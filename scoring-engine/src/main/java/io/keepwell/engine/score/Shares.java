package io.keepwell.engine.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds parts so that they still add up to the rounded whole: each is cut, and what is then
 * missing goes, a smallest unit each, to those that lost most by the cut; among equals to the
 * first.
 */
final class Shares {

    private Shares() {}

    /**
     * Rounds.
     *
     * @param parts exact to many more places than the scale, each 0 or more
     * @param whole what they add up to, rounded to the scale
     * @param scale the decimal places
     * @param limits what each must not exceed, with so many decimal places; no part does, cut, and
     *     together they are the whole or more
     * @return the parts with so many decimal places, adding up to the whole
     */
    static List<BigDecimal> rounded(
            List<BigDecimal> parts, BigDecimal whole, int scale, List<BigDecimal> limits) {
        List<BigDecimal> cut = new ArrayList<>();
        for (BigDecimal part : parts) {
            cut.add(part.setScale(scale, RoundingMode.DOWN));
        }
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
        BigDecimal left = whole.subtract(sum(cut));
        List<Integer> byLoss =
                IntStream.range(0, parts.size())
                        .boxed()
                        .sorted(Comparator.comparing(at -> cut.get(at).subtract(parts.get(at))))
                        .toList();
        for (int next = 0; left.signum() > 0; next++) {
            int at = byLoss.get(next % byLoss.size());
            if (cut.get(at).compareTo(limits.get(at)) < 0) {
                cut.set(at, cut.get(at).add(unit));
                left = left.subtract(unit);
            }
        }
        return cut;
    }

    static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
