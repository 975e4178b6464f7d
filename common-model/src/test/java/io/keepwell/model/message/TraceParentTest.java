package io.keepwell.model.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void shouldTellTraceAndStepApart() {
        // When
        TraceParent parent = TraceParent.of(SAMPLED).orElseThrow();

        // Then
        assertThat(parent.value()).isEqualTo(SAMPLED);
        assertThat(parent.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(parent.spanId()).isEqualTo("b7ad6b7169203331");
        assertThat(parent.isSampled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "02", "fe"})
    void shouldHeedTheSampledFlagAmongOthers(String flags) {
        assertThat(TraceParent.of(SAMPLED.replaceFirst("01$", flags)).orElseThrow().isSampled())
                .isFalse();
        assertThat(TraceParent.of(SAMPLED.replaceFirst("01$", "03")).orElseThrow().isSampled())
                .isTrue();
    }

    @Test
    void shouldReadOfALaterVersionWhatIsKnown() {
        assertThat(TraceParent.of("cc" + SAMPLED.substring(2) + "-what-the-future-will-be"))
                .contains(new TraceParent(SAMPLED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            })
    void shouldTakeNothingElseForOne(String text) {
        assertThat(TraceParent.of(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new TraceParent(text));
    }

    @Test
    void shouldTakeSilenceForNone() {
        assertThat(TraceParent.of(null)).isEmpty();
    }
}
