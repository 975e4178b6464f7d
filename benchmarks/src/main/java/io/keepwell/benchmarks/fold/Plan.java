package io.keepwell.benchmarks.fold;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param root of the project, with all that was built
 * @param work where logs are written to
 * @param kinds which targets
 * @param loads how events fall on accounts, in this order
 * @param warmUp how many events a target folds before it is measured
 * @param events how many it folds while it is
 * @param seed of the events
 * @param partitions of the topic of customer events
 * @param peers how the peers are set
 */
record Plan(
        Path root,
        Path work,
        Set<Kind> kinds,
        List<Load> loads,
        int warmUp,
        int events,
        long seed,
        int partitions,
        Peers peers) {

    /** Copies the collections. */
    Plan {
        kinds = EnumSet.copyOf(kinds);
        loads = List.copyOf(loads);
    }

    /**
     * How the peers are set.
     *
     * @param streamsCommit how often Kafka Streams commits
     * @param flinkCheckpoint how often Flink takes a checkpoint
     * @param each whether they judge an account on each event, rather than once for a request
     * @param lean whether they leave an account's facts to their stores alone, and write to
     *     PostgreSQL only what readers of accounts are told
     */
    record Peers(Duration streamsCommit, Duration flinkCheckpoint, boolean each, boolean lean) {}
}
