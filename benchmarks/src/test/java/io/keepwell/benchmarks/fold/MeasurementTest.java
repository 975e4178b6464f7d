package io.keepwell.benchmarks.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.benchmarks.load.LoadFailedException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static final Load LOAD = new Load(5, 20, false);

    @Test
    void shouldDivideByTheEventsAndLeaveTheRestOfTheMachineToOthers() {
        // Given
        var before = reading(100, 200, 300, 400, 5_000, 0);
        var after = reading(600, 300, 600, 420, 7_000, Duration.ofSeconds(2).toNanos());

        // When
        var measurement =
                new Measurement(
                        Kind.SERVICE,
                        LOAD,
                        10_000,
                        Duration.ofSeconds(2),
                        Measurement.Usage.between(before, after),
                        Sample.outcome("71.5"));

        // Then
        assertThat(measurement.eventsPerSecond()).isEqualTo(5_000);
        assertThat(measurement.targetMicros()).isEqualTo(50);
        assertThat(measurement.brokerMicros()).isEqualTo(10);
        assertThat(measurement.postgresMicros()).isEqualTo(30);
        assertThat(measurement.sumMicros()).isEqualTo(90);
        assertThat(measurement.usage().othersCores()).isEqualTo(0.54);
        assertThat(measurement.usage().isBusy()).isTrue();
    }

    @Test
    void shouldNotCountWhoCameToOtherScores() {
        // Given
        Measurement one = Sample.of(Kind.SERVICE, LOAD, Duration.ofSeconds(1), 50);
        var other =
                new Measurement(
                        Kind.FLINK,
                        LOAD,
                        one.events(),
                        one.took(),
                        one.usage(),
                        Sample.outcome("71.4"));

        // When, Then
        assertThatThrownBy(() -> FoldBench.requireSameScores(List.of(one, other)))
                .isInstanceOf(LoadFailedException.class)
                .hasMessageContainingAll("scoring and flink, heap", "1 of 1 accounts");
    }

    private static Meter.Reading reading(
            int target, int broker, int postgres, int bench, int machine, long nanos) {
        return new Meter.Reading(
                Duration.ofMillis(target),
                Duration.ofMillis(broker),
                Duration.ofMillis(postgres),
                Duration.ofMillis(bench),
                Duration.ofMillis(machine),
                nanos);
    }
}
