package io.keepwell.policy.trial;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a test wants to find at a moment. What is null or empty may be anything.
 *
 * @param at the moment
 * @param line where it stands in the test's file, counted from 1
 * @param score the exact score
 * @param shown the score as people see it
 * @param status the status
 * @param coverage the share of the card's weight that has data, 0 to 1
 * @param risk the exact risk
 * @param card the id of the scorecard that judges
 * @param segment the account's segment
 * @param stage its stage
 * @param raised signals that hold
 * @param notRaised signals that do not
 * @param measures what measures read and score, by id
 * @param missing measures without data
 * @param dimensions the scores of dimensions, by id
 */
public record Expected(
        Instant at,
        int line,
        @Nullable BigDecimal score,
        @Nullable Integer shown,
        @Nullable Status status,
        @Nullable BigDecimal coverage,
        @Nullable BigDecimal risk,
        @Nullable String card,
        @Nullable String segment,
        @Nullable String stage,
        Set<String> raised,
        Set<String> notRaised,
        Map<String, OfMeasure> measures,
        Set<String> missing,
        Map<String, BigDecimal> dimensions) {

    /** Copies the collections. */
    public Expected {
        raised = Set.copyOf(raised);
        notRaised = Set.copyOf(notRaised);
        measures = Map.copyOf(measures);
        missing = Set.copyOf(missing);
        dimensions = Map.copyOf(dimensions);
    }

    /**
     * What a measure is to be.
     *
     * @param value the number that it reads, or null for any
     * @param score what that is worth, or null for any
     */
    public record OfMeasure(@Nullable BigDecimal value, @Nullable BigDecimal score) {}
}
