package io.keepwell.playbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {

    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private static final WorkCalendar CALENDAR =
            new WorkCalendar(
                    ZoneOffset.UTC,
                    WEEK,
                    Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2027, 1, 1)));

    @ParameterizedTest
    @CsvSource({
        // Tuesday: within the week, over the weekend, weeks of five days.
        "2026-11-03, 0, 2026-11-03",
        "2026-11-03, 1, 2026-11-04",
        "2026-11-03, 4, 2026-11-09",
        "2026-11-03, 5, 2026-11-10",
        "2026-11-03, 20, 2026-12-01",
        // Friday.
        "2026-11-06, 0, 2026-11-06",
        "2026-11-06, 1, 2026-11-09",
        "2026-11-06, 5, 2026-11-13",
        // Saturday and Sunday: what is due at once is due on that day itself.
        "2026-11-07, 0, 2026-11-07",
        "2026-11-07, 1, 2026-11-09",
        "2026-11-08, 1, 2026-11-09",
        "2026-11-08, 5, 2026-11-13",
        // A Friday that is a holiday, and the turn of the year, whose first day is one.
        "2026-12-24, 1, 2026-12-28",
        "2026-12-25, 0, 2026-12-25",
        "2026-12-31, 1, 2027-01-04",
        "2026-12-24, 5, 2027-01-04",
    })
    void shouldCountOnlyWorkingDaysAfterTheStart(LocalDate start, int days, LocalDate due) {
        assertThat(CALENDAR.dueOn(start, days)).isEqualTo(due);
    }

    @Test
    void shouldCountTheDaysThatPeopleWork() {
        var gulf =
                new WorkCalendar(
                        ZoneOffset.UTC, EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), Set.of());

        assertThat(gulf.dueOn(LocalDate.of(2026, 11, 2), 1)).isEqualTo("2026-11-08");
    }

    @Test
    void shouldDateAMomentByTheZone() {
        Instant late = Instant.parse("2026-11-06T23:30:00Z");
        var tokyo = new WorkCalendar(ZoneId.of("Asia/Tokyo"), WEEK, Set.of());

        assertThat(CALENDAR.dateOf(late)).isEqualTo("2026-11-06");
        assertThat(tokyo.dateOf(late)).isEqualTo("2026-11-07");
    }

    @Test
    void shouldRefuseAWeekWithoutWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkCalendar(ZoneOffset.UTC, Set.of(), Set.of()))
                .withMessageContaining("workingDays");
    }
}
