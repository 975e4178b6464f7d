package io.keepwell.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadResultTest {

    @Test
    void shouldTellRateAndLatencies() {
        LoadResult result = new LoadResult(3_000, Duration.ofMillis(1_500), oneToAHundredMillis());

        assertThat(result.eventsPerSecond()).isEqualTo(2_000);
        assertThat(result.millisAt(50)).isCloseTo(50, within(0.1));
        assertThat(result.millisAt(99)).isCloseTo(99, within(0.1));
    }

    @Test
    void shouldBeReadAsItWasWritten() {
        LoadResult result = new LoadResult(7, Duration.ofNanos(123_456), oneToAHundredMillis());

        assertThat(LoadResult.ofLine(result.toLine())).isEqualTo(result);
    }

    @Test
    void shouldRefuseALineOfSomethingElse() {
        assertThatThrownBy(() -> LoadResult.ofLine("Exception in thread main"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Exception in thread");
    }

    private static Histogram oneToAHundredMillis() {
        Histogram micros = LoadResult.histogram();
        LongStream.rangeClosed(1, 100).forEach(millis -> micros.recordValue(millis * 1_000));
        return micros;
    }
}
