package io.keepwell.scoring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetsTest {

    @Test
    void shouldGiveBackWhatWasWritten() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 2_000; run++) {
            List<Long> offsets = rising(random);

            List<Long> read = Offsets.decode(offsets.getFirst(), Offsets.encode(offsets));

            assertThat(read).as("rerun with -Dseed=%d, run %d", seed, run).isEqualTo(offsets);
        }
    }

    @Test
    void shouldTakeAByteForANeighbour() {
        List<Long> dense = LongStream.range(1_000_000, 1_000_500).boxed().toList();

        assertThat(Offsets.encode(dense)).hasSize(499);
        assertThat(Offsets.encode(List.of(7L))).isEmpty();
    }

    @Test
    void shouldReachTheGreatestOffset() {
        List<Long> ends = List.of(0L, Long.MAX_VALUE);

        assertThat(Offsets.decode(0, Offsets.encode(ends))).isEqualTo(ends);
    }

    @Test
    void shouldRefuseWhatDoesNotRise() {
        assertThatIllegalArgumentException().isThrownBy(() -> Offsets.encode(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Offsets.encode(List.of(-1L)));
        assertThatIllegalArgumentException().isThrownBy(() -> Offsets.encode(List.of(3L, 3L)));
    }

    @Test
    void shouldRefuseBytesThatAreNoDistances() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Offsets.decode(0, new byte[] {(byte) 0x80}));
        assertThatIllegalArgumentException().isThrownBy(() -> Offsets.decode(0, new byte[] {0}));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Offsets.decode(0, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}));
    }

    private static List<Long> rising(RandomGenerator random) {
        int bits = 1 + random.nextInt(40);
        return LongStream.iterate(
                        random.nextLong(1L << 40), it -> it + 1 + random.nextLong(1L << bits))
                .limit(1 + random.nextInt(60))
                .boxed()
                .toList();
    }
}
