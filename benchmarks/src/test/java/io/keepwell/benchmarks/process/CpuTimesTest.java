package io.keepwell.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuTimesTest {

    @Test
    void shouldAddUserAndKernelModeWhateverTheName() {
        CpuTimes.Line line =
                CpuTimes.Line.parse(
                        "4711 (a (b) 7) S 1 4711 4711 0 -1 4194560 9 0 0 0 150 25 3 4 20 0 33 0 5");

        assertThat(line.name()).isEqualTo("a (b) 7");
        assertThat(line.used()).isEqualTo(Duration.ofMillis(1_750));
    }

    @Test
    void shouldAddWhatEndedChildrenHaveUsed() {
        CpuTimes.Line line =
                CpuTimes.Line.parse(
                        "4711 (sh) S 1 4711 4711 0 -1 4194560 9 0 0 0 150 25 3 4 20 0 33 0 5");

        assertThat(line.usedByEnded()).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void shouldAddWhatProcessesHaveUsedThatItStarted() throws IOException, InterruptedException {
        // Given
        long self = ProcessHandle.current().pid();
        Duration before = CpuTimes.ofFamily(self);

        // When
        var busy =
                new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done");
        int exit = busy.start().waitFor();

        // Then
        Duration own = CpuTimes.ofProcess(self);
        assertThat(exit).isZero();
        assertThat(CpuTimes.ofFamily(self)).isGreaterThan(before).isGreaterThan(own);
    }

    @Test
    void shouldNotCountWhatTheMachineWaited() {
        Duration busy =
                CpuTimes.parseMachine(
                        """
                        cpu  100 20 30 9000 8000 4 6 50 0 0
                        cpu0 100 20 30 9000 8000 4 6 50 0 0
                        """);

        assertThat(busy).isEqualTo(Duration.ofMillis(1_600));
    }

    @Test
    void shouldReadThisProcess() {
        long self = ProcessHandle.current().pid();

        assertThat(CpuTimes.ofProcess(self)).isPositive();
        assertThat(CpuTimes.ofThreads(self)).isNotEmpty();
        assertThat(CpuTimes.ofMachine()).isPositive();
    }

    @Test
    void shouldSayWhichProcessIsNotThere() {
        assertThatThrownBy(() -> CpuTimes.ofProcess(Long.MAX_VALUE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("" + Long.MAX_VALUE);
    }
}
