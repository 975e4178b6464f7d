package io.keepwell.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RhythmTest {

    @Test
    void shouldCallOneSilentAfterThreeHoursThatSendsAllTheTime() {
        List<Integer> hours = Hours.allOf(21);

        assertThat(Rhythm.of(hours)).hasValue(new Rhythm(Duration.ofHours(1), Duration.ofHours(3)));
    }

    @Test
    void shouldTakeWeekendsForHabit() {
        assertThat(Rhythm.of(Hours.officeHoursOf(28)))
                .hasValue(new Rhythm(Duration.ofHours(64), Duration.ofHours(128)));
    }

    @Test
    void shouldTakeAWeekForHabitOfOneThatSendsOnceAWeek() {
        List<Integer> hours = IntStream.range(0, 5).mapToObj(week -> week * 7 * 24).toList();

        assertThat(Rhythm.of(hours)).hasValue(new Rhythm(Duration.ofDays(7), Duration.ofDays(14)));
    }

    @Test
    void shouldNotTakeASingleOutageForHabit() {
        var hours = new ArrayList<>(Hours.allOf(28));
        hours.removeIf(hour -> hour > 100 && hour < 180);

        assertThat(Rhythm.of(hours).orElseThrow().pause()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldNotKnowTheHabitBeforeTwoWeeks() {
        assertThat(Rhythm.of(List.of())).isEmpty();
        assertThat(Rhythm.of(List.of(0, 14 * 24))).isEmpty();
        assertThat(Rhythm.of(List.of(0, 1, 14 * 24 - 1))).isEmpty();
        assertThat(Rhythm.of(List.of(0, 1, 14 * 24))).isPresent();
    }

    @Test
    void shouldForgetTheHabitsOfFormerTimes() {
        var hours = new ArrayList<>(List.of(-2_000, -1_500, -1_000));
        hours.addAll(Hours.allOf(28));

        assertThat(Rhythm.of(hours).orElseThrow().pause()).isEqualTo(Duration.ofHours(1));
    }
}
