package io.keepwell.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void shouldSpreadRequestsEvenly() {
        var pace = new Pace.Fixed(Duration.ofSeconds(3), 4);

        assertThat(pace.requests()).isEqualTo(12);
        assertThat(pace.dueNanos(0)).isZero();
        assertThat(pace.dueNanos(11)).isEqualTo(Duration.ofMillis(2_750).toNanos());
    }

    @Test
    void shouldRefuseARateOfNothing() {
        assertThatThrownBy(() -> new Pace.Fixed(Duration.ofSeconds(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
