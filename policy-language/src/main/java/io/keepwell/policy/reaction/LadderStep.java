package io.keepwell.policy.reaction;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A step of the ladder that an alert goes up while nobody has resolved it (requirement A11). The
 * first step is the account's manager alone, and is not written.
 *
 * @param fromDay at whose start it begins: day 1 is the calendar day (UTC) on which the alert
 *     opened; 2 or more
 * @param involve the roles that are brought in, at least one
 */
public record LadderStep(int fromDay, List<String> involve) {

    /** The first day of a step that is written. */
    public static final int FIRST_DAY = 2;

    /** Copies the list, and checks both. */
    public LadderStep {
        involve = List.copyOf(involve);
        if (fromDay < FIRST_DAY) {
            throw new IllegalArgumentException(
                    "fromDay must be %d or more, was %d".formatted(FIRST_DAY, fromDay));
        }
        if (involve.isEmpty()) {
            throw new IllegalArgumentException("involve must name one role at least");
        }
    }

    /**
     * When it begins.
     *
     * @param openedAt when the alert opened
     * @return the start of its day (UTC)
     */
    public Instant beginsAt(Instant openedAt) {
        return LocalDate.ofInstant(openedAt, ZoneOffset.UTC)
                .plusDays(fromDay - 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
