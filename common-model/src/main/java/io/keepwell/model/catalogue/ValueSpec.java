package io.keepwell.model.catalogue;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The number of a well-known event type.
 *
 * @param unit what it counts, in words for people
 * @param required whether the event says nothing without it
 * @param ifAbsent what an event without a value counts as; absent where it counts as nothing
 * @param min the least it may be
 * @param max the most it may be
 * @param percentOf the attribute of which it is counted as a percentage
 * @param atMostWhole whether it must not be more than that attribute
 */
public record ValueSpec(
        String unit,
        boolean required,
        @Nullable BigDecimal ifAbsent,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String percentOf,
        boolean atMostWhole) {

    /**
     * Says what is wrong with a value, if anything is.
     *
     * @param value the event's value, if it has one
     * @return the cure in words that follow the field's name, or empty when all is well
     */
    public Optional<String> objection(@Nullable BigDecimal value) {
        if (value == null) {
            return required ? Optional.of("is required: the " + unit) : Optional.empty();
        }
        if (min != null && value.compareTo(min) < 0) {
            return Optional.of("must be %s or more, was %s".formatted(min, value));
        }
        if (max != null && value.compareTo(max) > 0) {
            return Optional.of("must be %s or less, was %s".formatted(max, value));
        }
        return Optional.empty();
    }
}
