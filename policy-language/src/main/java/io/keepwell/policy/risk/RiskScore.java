package io.keepwell.policy.risk;

import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.scorecard.Transform;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How endangered a customer is: 0 to 100, and more is worse (requirements H10, H11). It is a scale
 * of its own and never 100 less the health (D.4 row 5): it adds up the points of the signs that are
 * there, and 100 is the most.
 *
 * @param id unique among risk scores
 * @param name what people call it
 * @param minCoverage the least share of all points that must be known for a score, 0 to 1
 * @param parts the signs, in the order in which they are told; their points add up to 100 or more
 */
public record RiskScore(String id, String name, BigDecimal minCoverage, List<Part> parts) {

    /** The worst score. */
    public static final BigDecimal MOST = BigDecimal.valueOf(100);

    /** Copies the list, and checks that the worst score can be reached. */
    public RiskScore {
        parts = List.copyOf(parts);
        BigDecimal points = points(parts);
        if (points.compareTo(MOST) < 0) {
            throw new IllegalArgumentException(
                    "%s: the points of all parts must be 100 or more together, were %s"
                            .formatted(id, points.toPlainString()));
        }
    }

    /**
     * What all parts can give together.
     *
     * @return 100 or more
     */
    public BigDecimal points() {
        return points(parts);
    }

    private static BigDecimal points(List<Part> parts) {
        return parts.stream().map(Part::points).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * A sign.
     *
     * @param id unique within the score
     * @param name what people call it
     * @param points the most that it gives, above 0 and at most 100
     * @param asks a condition, which gives all of the points or none; with a transform, a number
     * @param transform how much of the points a number gives, in percent; null for a condition
     */
    public record Part(
            String id,
            String name,
            BigDecimal points,
            Expression asks,
            @Nullable Transform transform) {

        /** Checks the points. */
        public Part {
            if (points.signum() <= 0 || points.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "%s: points must be above 0 and at most 100, were %s"
                                .formatted(id, points.toPlainString()));
            }
        }
    }
}
