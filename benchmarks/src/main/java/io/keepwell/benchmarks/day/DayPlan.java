package io.keepwell.benchmarks.day;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to measure.
 *
 * @param root of the project, with all that was built
 * @param work where logs are written to
 * @param accounts how many there are
 * @param active how many of a hundred had events yesterday
 * @param fading how many of a hundred had their last event within the two months before
 * @param nobodyRests whether midnight judges all of them, as the first one does after an upgrade
 * @param rate events a second that come in meanwhile, 0 for none
 * @param after for how long they come in when the step is done
 * @param partitions of the topic of customer events
 * @param seed of the accounts and of the events
 */
record DayPlan(
        Path root,
        Path work,
        int accounts,
        int active,
        int fading,
        boolean nobodyRests,
        int rate,
        Duration after,
        int partitions,
        long seed) {}
