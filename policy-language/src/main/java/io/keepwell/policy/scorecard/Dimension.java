package io.keepwell.policy.scorecard;

import java.math.BigDecimal;
import java.util.List;

/**
 * A part of health: usage, engagement …
 *
 * @param id unique within the card
 * @param name what people call it
 * @param weight its share of the card, 0 or more
 * @param measures what it is made of, one or more
 */
public record Dimension(String id, String name, BigDecimal weight, List<Measure> measures) {

    /** Checks that there is something to measure. */
    public Dimension {
        measures = List.copyOf(measures);
        Scorecard.requireWeight(id, weight);
        if (measures.stream().noneMatch(it -> it.weight().signum() > 0)) {
            throw new IllegalArgumentException(
                    id + ": at least one measure must weigh more than 0");
        }
    }
}
