package io.keepwell.scoring.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The simulation is worth what it finds: it finds each of these within a few seeds. */
class PlantedBugsTest {

    @Test
    void shouldFindThatAnOwnerIsNotFenced() throws Exception {
        assertThat(found(PlantedBugs.noFence(), 300)).contains(Invariant.CONSERVATION);
    }

    @Test
    void shouldFindThatAPositionIsCommittedBeforeTheState() throws Exception {
        assertThat(found(PlantedBugs.positionFirst(), 40)).contains(Invariant.CONSERVATION);
    }

    @Test
    void shouldFindThatWhatIsSentAgainIsNotKnown() throws Exception {
        assertThat(found(PlantedBugs.noMemory(), 20)).contains(Invariant.CONSERVATION);
    }

    @Test
    void shouldFindThatDaysMoveWithTheNewestEvent() throws Exception {
        assertThat(found(PlantedBugs.clockOfEvents(), 20)).contains(Invariant.STATE);
    }

    @Test
    void shouldFindThatARelayReadsPastWhatCommitsLate() throws Exception {
        assertThat(found(PlantedBugs.cursorOfNumbers(), 300)).contains(Invariant.WIRE);
    }

    /** What does not hold with the first of so many seeds with which something does not. */
    private static List<Invariant> found(Variant variant, int seeds)
            throws InterruptedException, ExecutionException {
        Optional<Simulation.Outcome> bad = Seeds.firstBad(LongStream.range(0, seeds), variant);
        assertThat(bad).as("found within %d seeds", seeds).isPresent();
        return bad.orElseThrow().violations().stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }
}
