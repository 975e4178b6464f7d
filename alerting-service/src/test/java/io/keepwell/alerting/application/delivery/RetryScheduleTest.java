package io.keepwell.alerting.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Instant SINCE = Instant.parse("2026-11-03T10:00:00Z");

    private final RetrySchedule schedule =
            new RetrySchedule(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(24));

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "9, 2560", "10, 3600", "1000, 3600"})
    void shouldDoubleThePauseUpToTheLongest(int attempts, int seconds) {
        assertThat(schedule.next(attempts, SINCE, SINCE, null))
                .contains(SINCE.plusSeconds(seconds));
    }

    @Test
    void shouldWaitForAsLongAsTheReceiverAsks() {
        assertThat(schedule.next(1, SINCE, SINCE, Duration.ofMinutes(5)))
                .contains(SINCE.plusSeconds(300));
        assertThat(schedule.next(1, SINCE, SINCE, Duration.ofSeconds(1)))
                .contains(SINCE.plusSeconds(10));
    }

    @Test
    void shouldGiveUpAtOnceWhenTheReceiverAsksForMoreThanIsLeft() {
        assertThat(schedule.next(1, SINCE, SINCE.plusSeconds(1), Duration.ofHours(24))).isEmpty();
    }

    @Test
    void shouldGiveUpWhenTheNextAttemptWouldComeTooLate() {
        Instant end = SINCE.plus(Duration.ofHours(24));

        assertThat(schedule.next(30, SINCE, end.minus(Duration.ofHours(1)), null)).contains(end);
        assertThat(schedule.next(30, SINCE, end.minusSeconds(3_599), null)).isEmpty();
    }
}
