package io.keepwell.policy.portfolio;

import io.keepwell.model.WireName;
import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number about all accounts, and what it should be.
 *
 * @param id its id, unique over all documents
 * @param name what people call it
 * @param formula what it counts
 * @param settings how
 * @param target what it should be; null where it is only watched
 * @param segments of which accounts; none for all
 */
public record KpiSpec(
        String id,
        String name,
        KpiFormula formula,
        Settings settings,
        @Nullable Target target,
        List<String> segments) {

    /** Copies the list. */
    public KpiSpec {
        segments = List.copyOf(segments);
    }

    /**
     * What its value is of.
     *
     * @return the formula's unit, or percent where a share is told in place of days
     */
    public KpiFormula.Unit unit() {
        return formula == KpiFormula.TIME_TO_VALUE && settings.aggregate() == Aggregate.SHARE_WITHIN
                ? KpiFormula.Unit.PERCENT
                : formula.unit();
    }

    /**
     * How a formula counts; of what a formula does not ask for, the default stands here unused.
     *
     * @param statuses which statuses count
     * @param by whether accounts count or their revenue
     * @param months of the window, 1 to 36
     * @param days of the window, 1 to 730
     * @param contacts how many different people, 1 to 50
     * @param aggregate how many are made one
     * @param withinDays within how many days, 1 to 730
     */
    public record Settings(
            Set<Status> statuses,
            By by,
            int months,
            int days,
            int contacts,
            Aggregate aggregate,
            int withinDays) {

        /** Copies the set. */
        public Settings {
            statuses = Set.copyOf(statuses);
        }
    }

    /** By what accounts count. */
    public enum By implements WireName {
        /** Each as one. */
        ACCOUNTS,
        /** Each as its annual recurring revenue. */
        ARR
    }

    /** How many numbers are made one. */
    public enum Aggregate implements WireName {
        /** What they add up to, by how many there are. */
        MEAN,
        /** The one in the middle, or between the two in the middle. */
        P50,
        /** How many of them are small enough. */
        SHARE_WITHIN
    }

    /**
     * What a KPI should be.
     *
     * @param rule how it is held against the value
     * @param value in the KPI's unit
     */
    public record Target(Rule rule, BigDecimal value) {

        /** How a target is held against a value. */
        public enum Rule implements WireName {
            /** That or more. */
            AT_LEAST,
            /** That or less. */
            AT_MOST,
            /** More. */
            ABOVE,
            /** Less. */
            BELOW
        }

        /**
         * Whether a value is as it should be.
         *
         * @param told the value
         * @return whether
         */
        public boolean isMetBy(BigDecimal told) {
            int difference = told.compareTo(value);
            return switch (rule) {
                case AT_LEAST -> difference >= 0;
                case AT_MOST -> difference <= 0;
                case ABOVE -> difference > 0;
                case BELOW -> difference < 0;
            };
        }
    }
}
