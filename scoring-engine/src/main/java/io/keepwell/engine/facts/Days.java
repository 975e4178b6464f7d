package io.keepwell.engine.facts;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Days are UTC calendar days, counted from 1970-01-01 as day 0. Which days count is decided by an
 * injected clock, never by the newest event: one bad clock must not wipe windows.
 */
public final class Days {

    /** How many days of series are kept, today included. */
    public static final int HORIZON = 400;

    /**
     * How many days of activity are kept, today included; the widest window for distinct counts.
     */
    public static final int ACTIVITY = 128;

    private static final long MILLIS = 86_400_000L;

    private Days() {}

    /**
     * The day of a moment.
     *
     * @param at the moment
     * @return its UTC day
     */
    public static int of(Instant at) {
        return of(at.toEpochMilli());
    }

    /**
     * The day of a moment.
     *
     * @param at milliseconds since 1970
     * @return its UTC day
     */
    public static int of(long at) {
        return (int) Math.floorDiv(at, MILLIS);
    }

    /**
     * When a day begins.
     *
     * @param day the day
     * @return its first moment
     */
    public static Instant begin(int day) {
        return Instant.ofEpochMilli(day * MILLIS);
    }

    /**
     * The month of a day.
     *
     * @param day the day
     * @return months since year 0
     */
    static int month(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    /** The first day of a month. */
    static int firstOf(int month) {
        return (int)
                LocalDate.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1, 1)
                        .toEpochDay();
    }
}
