package io.keepwell.engine.peers;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How numbers spread over the accounts of each segment, taken in one night and the same for all
 * ever after.
 *
 * @param version the UTC day on which it was taken, as {@code 2026-11-22}: days up to the one
 *     before are in it
 * @param firstDay the first UTC day on which accounts are judged by it, later than that
 * @param segments by segment and number
 */
public record Peers(String version, int firstDay, Map<String, Map<String, Quantiles>> segments) {

    /** Copies the map. */
    public Peers {
        var copies = new TreeMap<String, Map<String, Quantiles>>();
        segments.forEach((segment, metrics) ->
                copies.put(segment, Collections.unmodifiableMap(new TreeMap<>(metrics))));
        segments = Collections.unmodifiableMap(copies);
    }

    /**
     * Those of a segment.
     *
     * @param segment the segment, or null for none
     * @return its peers; nobody where it is in none
     */
    public PeerGroup of(@Nullable String segment) {
        Map<String, Quantiles> metrics = segment == null ? null : segments.get(segment);
        return metrics == null ? PeerGroup.NONE : new PeerGroup(version, metrics);
    }
}
