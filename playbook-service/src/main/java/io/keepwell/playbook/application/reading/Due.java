package io.keepwell.playbook.application.reading;

import io.keepwell.model.WireName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** When tasks are due that are asked for. */
public enum Due implements WireName {
    /** Before today. */
    OVERDUE,
    /** Today. */
    TODAY,
    /** Today or on one of the six days after it. */
    WEEK;

    private static final int DAYS_AFTER_TODAY = 6;

    /**
     * The first day that is meant.
     *
     * @param today the date where the people are
     * @return the day, or null for any
     */
    public @Nullable LocalDate from(LocalDate today) {
        return this == OVERDUE ? null : today;
    }

    /**
     * The last day that is meant.
     *
     * @param today the date where the people are
     * @return the day
     */
    public LocalDate to(LocalDate today) {
        return switch (this) {
            case OVERDUE -> today.minusDays(1);
            case TODAY -> today;
            case WEEK -> today.plusDays(DAYS_AFTER_TODAY);
        };
    }
}
