package io.keepwell.benchmarks.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AimsTest {

    private static final Load EVEN = new Load(20, 1_000, false);
    private static final Load HOT = new Load(20, 1_000, true);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldAskOursToTakeLessThanEachPeerUnderTheSameLoad() {
        // When
        List<Aims.Aim> aims =
                Aims.of(
                        List.of(
                                Sample.of(Kind.SERVICE, EVEN, SECOND, 50),
                                Sample.of(Kind.STREAMS_ROCKSDB, EVEN, SECOND, 60),
                                Sample.of(Kind.FLINK, EVEN, SECOND, 50),
                                Sample.of(Kind.FLINK, HOT, SECOND, 90)));

        // Then
        assertThat(aims).extracting(Aims.Aim::isMet).containsExactly(true, false);
        assertThat(aims.getFirst().text())
                .contains("scoring below streams, rocksdb", "50.0", "60.0");
    }

    @Test
    void shouldAskAHotAccountToLeaveSevenTenths() {
        // Given
        var even = Sample.of(Kind.SERVICE, EVEN, Duration.ofMillis(700), 50);

        // When
        List<Aims.Aim> kept = Aims.of(List.of(even, Sample.of(Kind.SERVICE, HOT, SECOND, 50)));
        List<Aims.Aim> lost =
                Aims.of(List.of(even, Sample.of(Kind.SERVICE, HOT, Duration.ofMillis(1_001), 50)));

        // Then
        assertThat(kept).extracting(Aims.Aim::isMet).containsExactly(true);
        assertThat(lost).extracting(Aims.Aim::isMet).containsExactly(false);
    }
}
