package io.keepwell.engine.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where some numbers lie; the order in which they come makes no difference.
 *
 * @param mean what they add up to, by how many they are; four places, halves up
 * @param median the one in the middle, or halfway between the two; four places, halves up
 */
public record Spread(BigDecimal mean, BigDecimal median) {

    private static final int SCALE = 4;
    private static final BigDecimal TWO = BigDecimal.TWO;

    /**
     * Of some numbers.
     *
     * @param numbers in any order
     * @return mean and median; null of none
     */
    public static @Nullable Spread of(Collection<BigDecimal> numbers) {
        if (numbers.isEmpty()) {
            return null;
        }
        List<BigDecimal> sorted = numbers.stream().sorted().toList();
        int size = sorted.size();
        BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal middle = sorted.get(size / 2).add(sorted.get((size - 1) / 2));
        return new Spread(
                sum.divide(BigDecimal.valueOf(size), SCALE, RoundingMode.HALF_UP),
                middle.divide(TWO, SCALE, RoundingMode.HALF_UP));
    }
}
