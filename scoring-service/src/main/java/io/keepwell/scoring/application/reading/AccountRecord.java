package io.keepwell.scoring.application.reading;

import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Verdict;
import java.util.Map;

/**
 * An account as it is kept.
 *
 * @param partition the partition that its events lie in
 * @param item as lists show it
 * @param verdict its verdict
 * @param counts what became of its events
 * @param profile the row of its traits, if there is one
 */
public record AccountRecord(
        int partition,
        AccountItem item,
        Verdict verdict,
        EventCounts counts,
        Map<ChunkKey, byte[]> profile) {

    /** Copies the map. */
    public AccountRecord {
        profile = Map.copyOf(profile);
    }
}
