package io.keepwell.scoring.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EveryTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");

    private final Every second = new Every(Duration.ofSeconds(1));

    @Test
    void shouldBeDueAtOnceAndThenOnceAPeriod() {
        assertThat(second.isDue(NOW)).isTrue();
        assertThat(second.isDue(NOW.plusMillis(999))).isFalse();
        assertThat(second.isDue(NOW.plusMillis(1_000))).isTrue();
    }

    @Test
    void shouldBeDueAgainAtOnceWhileThereIsMore() {
        assertThat(second.isDue(NOW)).isTrue();

        second.hasMore();

        assertThat(second.isDue(NOW)).isTrue();
        assertThat(second.isDue(NOW)).isFalse();
    }
}
