package io.keepwell.engine.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final String LETTERS = "aB/0é\u00ffЖ漢\uD83D\uDE00";

    @Test
    void shouldReadBackWhatWasWrittenWhateverTakesItsSlot() {
        long seed = TestEvents.seed();
        RandomGenerator random = TestEvents.random(seed);
        for (int i = 0; i < 50_000; i++) {
            // Given
            var text = new StringBuilder();
            for (int length = random.nextInt(random.nextInt(100) == 0 ? 300 : 4); length > 0; ) {
                int letter = LETTERS.codePointAt(random.nextInt(LETTERS.length() - 1));
                text.appendCodePoint(letter);
                length--;
            }
            var out = new ByteWriter(1);
            // When
            out.text(text.toString());
            // Then
            assertThat(new ByteReader(out.bytes(), 1).text())
                    .as("rerun with -Dseed=%d, text %d", seed, i)
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void shouldHoldOneCopyOfWhatIsReadAgain() {
        var out = new ByteWriter(1);
        out.text("usage.session-started");

        String first = new ByteReader(out.bytes(), 1).text();

        assertThat(new ByteReader(out.bytes(), 1).text()).isSameAs(first);
    }
}
