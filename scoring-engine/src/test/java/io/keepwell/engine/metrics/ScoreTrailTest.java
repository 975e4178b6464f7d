package io.keepwell.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import io.keepwell.engine.facts.Days;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ScoreTrailTest {

    @Test
    void shouldKnowTheHighestScoreThatWasInForceSinceAnyDay() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int run = 0; run < 12; run++) {
            // Given: which score was in force on which day, the highest of each
            Map<Integer, BigDecimal> highest = new TreeMap<>();
            ScoreTrail trail = ScoreTrail.NONE;
            int since = 20_000;
            int spread = 1 + random.nextInt(100);
            for (int change = 0; change < 60; change++) {
                BigDecimal score = BigDecimal.valueOf(random.nextLong(spread) * 1_000_000 + 1, 6);
                int until = since + (random.nextBoolean() ? 0 : random.nextInt(12));
                for (int day = since; day <= until; day++) {
                    highest.merge(day, score, BigDecimal::max);
                }
                // When
                trail = trail.after(until, score);
                // Then: now and then there is no score for a while
                for (int back = 0; back < Days.HORIZON; back += 1 + random.nextInt(9)) {
                    assertThat(trail.highestSince(until - back))
                            .as("rerun with -Dseed=%d, run %d, change %d", seed, run, change)
                            .isEqualTo(highestSince(highest, until - back));
                }
                assertThat(trail.steps()).hasSizeLessThanOrEqualTo(Days.HORIZON);
                since = until + (random.nextInt(5) == 0 ? 1 + random.nextInt(40) : 0);
            }
            assertThat(read(trail)).isEqualTo(trail);
        }
    }

    @Test
    void shouldKeepAStepADayAtMostAndForgetWhatNoWindowReaches() {
        ScoreTrail trail = ScoreTrail.NONE;
        for (int day = 0; day < 3 * Days.HORIZON; day++) {
            trail = trail.after(day, BigDecimal.valueOf(100_000_000L - day, 6));
        }

        assertThat(trail.steps()).hasSize(Days.HORIZON);
        assertThat(trail.steps().getFirst().lastDay()).isEqualTo(2 * Days.HORIZON);
        assertThat(read(trail)).isEqualTo(trail);
    }

    @Test
    void shouldKnowNothingWhenThereWasNoScoreSince() {
        ScoreTrail trail = ScoreTrail.NONE.after(5, BigDecimal.TEN);

        assertThat(trail.highestSince(5)).isPresent();
        assertThat(trail.highestSince(6)).isEmpty();
    }

    private static Optional<BigDecimal> highestSince(Map<Integer, BigDecimal> highest, int from) {
        return highest.entrySet().stream()
                .filter(it -> it.getKey() >= from)
                .map(Map.Entry::getValue)
                .max(BigDecimal::compareTo);
    }

    private static ScoreTrail read(ScoreTrail trail) {
        var out = new ByteWriter(1);
        trail.write(out);
        var in = new ByteReader(out.bytes(), 1);
        ScoreTrail read = ScoreTrail.read(in);
        in.end();
        return read;
    }
}
