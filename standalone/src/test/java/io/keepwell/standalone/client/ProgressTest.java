package io.keepwell.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter told = new StringWriter();
    private Duration now = Duration.ZERO;

    @Test
    void shouldTellALineEveryTwoSeconds() {
        // Given
        Progress progress = progress(false);
        progress.begin("Events", 1_000);
        progress.at(0);

        // When
        for (int second = 1; second <= 5; second++) {
            now = Duration.ofSeconds(second);
            progress.at(100L * second);
        }
        progress.end(500);

        // Then
        assertThat(told.toString().lines())
                .containsExactly(
                        "  Events                       [####--------------------]  20 %"
                                + "  200 of 1,000  100/s  8 s left",
                        "  Events                       [#########---------------]  40 %"
                                + "  400 of 1,000  100/s  6 s left",
                        "  Events                       500 in 5.0 s");
    }

    @Test
    void shouldRewriteOneLineOnATerminal() {
        // Given
        Progress progress = progress(true);
        progress.begin("Events", 10);

        // When
        now = Duration.ofSeconds(1);
        progress.at(5);
        now = Duration.ofSeconds(2);
        progress.at(9);

        // Then
        assertThat(told.toString()).contains("\r\033[K  Events").doesNotContain("\n");
    }

    private Progress progress(boolean isTerminal) {
        return new Progress(new PrintWriter(told, true), isTerminal, () -> now.toNanos());
    }
}
