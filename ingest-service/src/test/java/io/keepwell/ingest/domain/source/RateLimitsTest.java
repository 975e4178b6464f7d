package io.keepwell.ingest.domain.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.policy.source.RateLimit;
import io.keepwell.policy.source.SourceSpec;
import io.keepwell.policy.source.SourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final Instant START = Instant.parse("2026-11-03T09:00:00Z");
    private static final Source LIMITED = source("crm", new RateLimit(10, 100));

    private Instant now = START;
    private final RateLimits limits = new RateLimits(() -> now);

    @Test
    void shouldLetASourceWithoutALimitSendWhatItWants() {
        Source free = source("free", null);

        limits.count(free, 1_000_000);

        assertThat(limits.of(free)).isEmpty();
    }

    @Test
    void shouldLetABurstThroughAndThenNothing() {
        limits.count(LIMITED, 99);
        assertThat(state().isOpen()).isTrue();
        assertThat(state().remaining()).isEqualTo(1);

        limits.count(LIMITED, 1);
        assertThat(state().isOpen()).isFalse();
        assertThat(state().remaining()).isZero();
        assertThat(state().untilOpen()).isEqualTo(Duration.ofMillis(100));
        assertThat(state().untilFull()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldOpenAgainExactlyWhenAnEventIsThere() {
        limits.count(LIMITED, 100);

        now = START.plusMillis(99);
        assertThat(state().isOpen()).isFalse();
        now = START.plusMillis(100);
        assertThat(state().isOpen()).isTrue();
    }

    @Test
    void shouldFillHoweverOftenItIsLookedAt() {
        limits.count(LIMITED, 100);

        for (int look = 0; look < 10_000; look++) {
            now = now.plusNanos(300_000);
            state();
        }

        assertThat(state().remaining()).as("three seconds at ten a second").isEqualTo(30);
    }

    @Test
    void shouldMakeWhoBroughtTooMuchAtOnceWaitUntilItIsPaid() {
        limits.count(LIMITED, 600);

        assertThat(state().untilOpen()).isEqualTo(Duration.ofMillis(50_100));
        now = START.plusMillis(50_100);
        assertThat(state().isOpen()).isTrue();
    }

    @Test
    void shouldNeverHoldMoreThanABurst() {
        limits.count(LIMITED, 10);
        now = START.plus(Duration.ofDays(1));

        assertThat(state().remaining()).isEqualTo(100);
    }

    @Test
    void shouldNotMindAClockThatIsSetBack() {
        limits.count(LIMITED, 50);
        now = START.minusSeconds(3_600);
        assertThat(state().remaining()).isEqualTo(50);

        now = now.plusSeconds(1);
        assertThat(state().remaining()).isEqualTo(60);
    }

    @Test
    void shouldBeginAnewWithAnotherLimitAndGoOnWithTheSame() {
        limits.count(LIMITED, 100);

        assertThat(limits.of(source("crm", new RateLimit(10, 100))))
                .map(RateState::isOpen)
                .contains(false);
        assertThat(limits.of(source("crm", new RateLimit(20, 100))))
                .map(RateState::isOpen)
                .contains(true);
    }

    private RateState state() {
        return limits.of(LIMITED).orElseThrow();
    }

    private static Source source(String name, @Nullable RateLimit limit) {
        return new Source(
                new SourceSpec(
                        name,
                        SourceType.EVENTS,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        limit),
                List.of());
    }
}
