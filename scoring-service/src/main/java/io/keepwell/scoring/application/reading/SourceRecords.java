package io.keepwell.scoring.application.reading;

import io.keepwell.engine.source.SourceHistory;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is kept of connected systems. */
public interface SourceRecords {

    /**
     * Everything that is known.
     *
     * @param observedUntil up to when all that was sent has been read; the epoch when that is not
     *     known
     * @param histories when sources sent
     * @param hours what they sent, since the hour asked for, in order
     * @param counts what became of all their events, by source
     * @param waiting how many events wait for an account, by source
     * @param rejected how many were rejected since the hour asked for, by source and reason
     */
    record Known(
            Instant observedUntil,
            List<SourceHistory> histories,
            List<Hour> hours,
            Map<String, EventCounts> counts,
            Map<String, Long> waiting,
            Map<String, Map<String, Long>> rejected) {}

    /**
     * What a source sent in an hour.
     *
     * @param source the source
     * @param hour the hour since 1970
     * @param events how many events
     * @param delayMillis from when they happened until they were received, in all
     * @param delayMillisMax the longest
     * @param lagMillis from then until they were folded, in all
     * @param lagMillisMax the longest
     */
    record Hour(
            String source,
            int hour,
            long events,
            long delayMillis,
            long delayMillisMax,
            long lagMillis,
            long lagMillisMax) {}

    /**
     * Reads it.
     *
     * @param fromHour the first hour of interest, since 1970
     * @return everything that is known
     */
    Uni<Known> known(int fromHour);

    /**
     * Writes down that no more will come of a source.
     *
     * @param source its name
     * @param by who says so
     * @param at when
     * @return false when no such source is known
     */
    Uni<Boolean> retire(String source, String by, Instant at);
}
