package io.keepwell.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.systemtests.Measured;
import io.keepwell.systemtests.fuzz.FuzzRun.Memory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent, the service does not fail, does with the items what its answer says, and does
 * not grow. {@code ./keepwell fuzz} runs it for as long as one likes.
 */
class IngestFuzzST {

    /** How much more may be alive on the heap at the end than after the first tenth. */
    private static final long GROWTH_MAX_KIB = 8 * 1024;

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldDoWhatItAnswersAndNeverFailWhateverIsSent() throws Exception {
        FuzzPlan plan = FuzzPlan.ofProperties();
        System.out.println("fuzz: seed %d, %,d bodies".formatted(plan.seed(), plan.bodies()));
        try (FuzzedIngest ingest = FuzzedIngest.start(folder, plan.isLong());
                TopicTail tail = ingest.tail();
                FuzzRun run = new FuzzRun(plan, ingest.port(), tail, ingest.memory())) {
            // When
            run.run();

            // Then
            Evidence.keep(plan, run.findings());
            assertThat(run.findings())
                    .as("see target/fuzz; all again: ./keepwell fuzz --seed %d", plan.seed())
                    .isEmpty();
            assertThat(ingest.said()).doesNotContain(" ERROR ");
            assertThat(ingest.isReady()).isTrue();
            if (plan.only() < 0) {
                Measured.note("fuzz run of ingest", run.summary());
                Measured.note("fuzz run of ingest, KiB after each tenth", run.memory());
                assertDoesNotGrow(run.memory());
            }
        }
    }

    private static void assertDoesNotGrow(List<Memory> tenths) {
        assertThat(tenths.getLast().heap())
                .as("KiB alive after each tenth: %s", tenths)
                .isLessThan(tenths.getFirst().heap() + GROWTH_MAX_KIB);
    }
}
