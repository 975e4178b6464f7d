package io.keepwell.standalone.backfill;

import io.keepwell.standalone.client.Pause;
import io.keepwell.standalone.client.Progress;
import io.keepwell.standalone.client.ScoringReads;
import io.keepwell.standalone.client.ScoringReads.Stats;
import io.keepwell.standalone.client.ServiceReads;
import io.keepwell.standalone.client.Settling;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks scoring what became of a source's events. It counts by source, not by run: what the same
 * source sends otherwise meanwhile counts in.
 */
final class Counting {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final @Nullable ScoringReads scoring;
    private final String source;
    private final Progress progress;

    /**
     * Of a source.
     *
     * @param scoring whom to ask; null to ask nobody
     */
    Counting(@Nullable ScoringReads scoring, String source, Progress progress) {
        this.scoring = scoring;
        this.source = source;
        this.progress = progress;
    }

    /** What was counted until now; null where nobody answers. */
    @Nullable Stats now() {
        try {
            return scoring == null ? null : scoring.stats(source);
        } catch (ServiceReads.AwayException e) {
            // The events are safe all the same; only what became of them is not told.
            progress.say("  Scoring does not answer: " + e.getMessage());
            return null;
        }
    }

    /** What was added since, once it is as much as was accepted; null where that is not known. */
    @Nullable Stats since(@Nullable Stats before, long accepted) {
        if (before == null || scoring == null) {
            return null;
        }
        progress.begin("Counted by scoring", accepted);
        long[] last = {-1};
        boolean isAll =
                new Settling(() -> false, System::nanoTime, Pause::shortly)
                        .await(
                                () -> {
                                    long done = scoring.stats(source).since(before).accepted();
                                    // What was sent twice is counted twice: it must stand still.
                                    boolean isStill = done == last[0];
                                    last[0] = done;
                                    return new Settling.Look(done, done >= accepted && isStill);
                                },
                                PATIENCE,
                                progress);
        if (!isAll) {
            progress.say("  Scoring has not counted all of them yet");
            return null;
        }
        Stats now = now();
        return now == null ? null : now.since(before);
    }
}
