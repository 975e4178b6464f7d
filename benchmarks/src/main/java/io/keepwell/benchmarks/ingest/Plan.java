package io.keepwell.benchmarks.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure.
 *
 * @param root of the project, with all that was built
 * @param work where logs and profiles are written to
 * @param kinds which targets
 * @param peer somebody else's service
 * @param batches how many events requests have
 * @param warmUp how long each target is at most under load before it is measured, for each size of
 *     request
 * @param duration how long each is measured
 * @param connections how many requests may be under way
 * @param kafkaPort where the broker listens, 0 for a free port
 * @param withProfile whether to look where the service's CPU and memory go
 */
record Plan(
        Path root,
        Path work,
        Set<Kind> kinds,
        Optional<Peer> peer,
        List<Integer> batches,
        Duration warmUp,
        Duration duration,
        int connections,
        int kafkaPort,
        boolean withProfile) {

    Plan {
        kinds = EnumSet.copyOf(kinds);
        batches = List.copyOf(batches);
    }
}
