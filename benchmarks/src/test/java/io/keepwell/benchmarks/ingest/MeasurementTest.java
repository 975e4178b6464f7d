package io.keepwell.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.benchmarks.load.LoadResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static final LoadResult RESULT =
            new LoadResult(1_000, Duration.ofSeconds(2), new Histogram(3));

    @Test
    void shouldDivideByTheEventsAndLeaveTheRestOfTheMachineToOthers() {
        // Given
        var before =
                new Meter.Reading(
                        Optional.of(Duration.ofMillis(500)),
                        Duration.ofMillis(100),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(10),
                        OptionalLong.of(5_000),
                        0);
        var after =
                new Meter.Reading(
                        Optional.of(Duration.ofMillis(590)),
                        Duration.ofMillis(130),
                        Duration.ofMillis(70),
                        Duration.ofSeconds(12),
                        OptionalLong.of(4_005_000),
                        Duration.ofSeconds(2).toNanos());

        // When
        var measurement =
                new Measurement("x", 1, true, RESULT, Usage.between(before, after), RESULT);

        // Then
        assertThat(measurement.targetMicros()).hasValue(90);
        assertThat(measurement.brokerMicros()).hasValue(30);
        assertThat(measurement.sumMicros()).hasValue(120);
        assertThat(measurement.loadMicros()).hasValue(20);
        assertThat(measurement.allocatedBytes()).hasValue(4_000);
        assertThat(measurement.usage().othersCores()).isEqualTo(0.93);
        assertThat(measurement.usage().isBusy()).isTrue();
    }

    @Test
    void shouldHaveNoSumWhereTheTargetIsNotKnown() {
        var usage =
                new Usage(
                        Optional.empty(),
                        Duration.ofMillis(1),
                        Duration.ofMillis(1),
                        0,
                        OptionalLong.empty());

        var measurement = new Measurement("x", 1, true, RESULT, usage, RESULT);

        assertThat(measurement.targetMicros()).isEmpty();
        assertThat(measurement.sumMicros()).isEmpty();
        assertThat(measurement.allocatedBytes()).isEmpty();
    }
}
