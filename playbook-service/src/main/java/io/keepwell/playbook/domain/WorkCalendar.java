package io.keepwell.playbook.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * On which days people work.
 *
 * @param zone by whose clock a day begins and ends
 * @param workingDays the days of a week, at least one
 * @param holidays dates on which nobody works, whatever their day of the week
 */
public record WorkCalendar(ZoneId zone, Set<DayOfWeek> workingDays, Set<LocalDate> holidays) {

    /** Copies the sets, and checks that somebody works some day. */
    public WorkCalendar {
        workingDays = Set.copyOf(workingDays);
        holidays = Set.copyOf(holidays);
        if (workingDays.isEmpty()) {
            throw new IllegalArgumentException("workingDays must name at least one day of a week");
        }
    }

    /**
     * The date of a moment.
     *
     * @param at the moment
     * @return the date where the people are
     */
    public LocalDate dateOf(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /**
     * The day by whose end something is due.
     *
     * @param start the day from which on is counted; need not be a working day
     * @param days working days after it, 0 or more; 0 is the start itself
     * @return the day
     */
    public LocalDate dueOn(LocalDate start, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("days must be 0 or more, was " + days);
        }
        LocalDate day = start;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    private boolean isWorkingDay(LocalDate day) {
        return workingDays.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }
}
