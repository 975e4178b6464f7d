package io.keepwell.engine.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCodingTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, -64, 64, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldReadBackANumberOfEitherSign(long number) {
        var out = new ByteWriter(1);
        out.signed(number);
        out.fixed(number);

        var in = new ByteReader(out.bytes(), 1);

        assertThat(in.signed()).isEqualTo(number);
        assertThat(in.fixed()).isEqualTo(number);
        in.end();
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "127, 2", "128, 3", "16383, 3", "16384, 4", "9223372036854775807, 10"})
    void shouldWriteSmallNumbersInFewBytes(long number, int bytes) {
        var out = new ByteWriter(1);

        out.unsigned(number);

        assertThat(out.bytes()).hasSize(bytes);
    }

    @Test
    void shouldRefuseAnotherVersion() {
        byte[] later = new ByteWriter(2).bytes();

        assertThatThrownBy(() -> new ByteReader(later, 1))
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageContaining("format version 2, and this release reads 1");
    }

    @Test
    void shouldRefuseBrokenBytesInsteadOfReadingNonsense() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 20_000; run++) {
            // Given
            byte[] bytes = new byte[1 + random.nextInt(30)];
            random.nextBytes(bytes);
            bytes[0] = 1;
            // When
            int read = readAll(bytes);
            // Then
            assertThat(read).as("rerun with -Dseed=%d, run %d", seed, run).isBetween(0, 30);
        }
    }

    /** Reads texts until the bytes end; only the one exception may come of it. */
    private static int readAll(byte[] bytes) {
        var in = new ByteReader(bytes, 1);
        int texts = 0;
        try {
            while (texts < 30) {
                in.text();
                texts++;
            }
        } catch (UnreadableStateException e) {
            assertThat(e).hasMessageStartingWith("stored state cannot be read");
        }
        return texts;
    }
}
