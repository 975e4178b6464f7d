package io.keepwell.scoring.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds whatever goes wrong; {@code CONTRIBUTING.md} tells how to run one seed alone. */
class SimulationTest {

    private static final long SEEDS = Long.getLong(Simulation.SEEDS, 2_000);

    @Test
    void shouldKeepEveryInvariantWhateverGoesWrong() throws Exception {
        // Given
        Long alone = Long.getLong(Simulation.SEED);
        LongStream seeds = alone == null ? LongStream.range(0, SEEDS) : LongStream.of(alone);

        // When
        Optional<Simulation.Outcome> bad = Seeds.firstBad(seeds, Variant.NONE);

        // Then
        assertThat(bad.map(Simulation.Outcome::told)).isEmpty();
    }

    @Test
    void shouldRunASeedTheSameWayAgain() {
        Simulation.Outcome once = Simulation.run(42, Variant.NONE);
        Simulation.Outcome again = Simulation.run(42, Variant.NONE);

        assertThat(again).isEqualTo(once);
    }
}
