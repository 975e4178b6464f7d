package io.keepwell.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final RandomGenerator NO_CHANCE = () -> 0;

    @Test
    void shouldDoubleUpToTheLongestAndBeginAgainAfterASuccess() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300), NO_CHANCE);

        List<Long> pauses =
                Stream.generate(backoff::next).limit(4).map(Duration::toMillis).toList();
        backoff.reset();

        assertThat(pauses).containsExactly(100L, 200L, 300L, 300L);
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void shouldShortenByHalfAtMost() {
        var backoff =
                new Backoff(Duration.ofMillis(100), Duration.ofMillis(300), () -> Long.MAX_VALUE);

        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    }
}
