package io.keepwell.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Progress progress =
            new Progress(
                    new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                    false,
                    () -> 0);
    private final AtomicInteger looks = new AtomicInteger();
    private long seconds;

    @Test
    void shouldEndAsSoonAsAllIsThere() {
        boolean isThere =
                settling(false).await(() -> look(looks.incrementAndGet(), 7), PATIENCE, progress);

        assertThat(isThere).isTrue();
        assertThat(looks).hasValue(7);
    }

    @Test
    void shouldBePatientAsLongAsMoreComes() {
        assertThat(settling(false).await(() -> look(seconds, 100), PATIENCE, progress)).isTrue();
        assertThat(seconds).isEqualTo(100);
    }

    @Test
    void shouldGiveUpWhenNothingNewComes() {
        assertThat(settling(false).await(() -> look(5, 7), PATIENCE, progress)).isFalse();
        assertThat(seconds).isEqualTo(4);
    }

    @Test
    void shouldTakeAServiceThatIsAwayForOneThatHasNothingNew() {
        boolean isThere =
                settling(false)
                        .await(
                                () -> {
                                    if (seconds < 2) {
                                        throw new ServiceReads.AwayException("away", null);
                                    }
                                    return look(7, 7);
                                },
                                PATIENCE,
                                progress);

        assertThat(isThere).isTrue();
    }

    @Test
    void shouldStopWhenAsked() {
        assertThatThrownBy(() -> settling(true).await(() -> look(1, 2), PATIENCE, progress))
                .isInstanceOf(StoppedException.class);
    }

    private Settling settling(boolean isStopping) {
        return new Settling(
                () -> isStopping, () -> Duration.ofSeconds(seconds).toNanos(), () -> seconds++);
    }

    private static Settling.Look look(long done, long all) {
        return new Settling.Look(done, done >= all);
    }
}
