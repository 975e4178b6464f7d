package io.keepwell.engine.peers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All snapshots of peers, by the days on which they count. What counts on a day is settled before
 * the day begins, so that everybody who judges on it, whenever he does, judges by the same.
 */
public final class PeerBook {

    /** Without any. */
    public static final PeerBook NONE = new PeerBook(List.of());

    private final NavigableMap<Integer, Peers> byFirstDay = new TreeMap<>();

    /**
     * Of snapshots.
     *
     * @param snapshots of different first days, in any order
     */
    public PeerBook(Collection<Peers> snapshots) {
        snapshots.forEach(it -> byFirstDay.put(it.firstDay(), it));
    }

    /**
     * The snapshot that counts on a day.
     *
     * @param day the UTC day
     * @return the latest that had begun to count by then, or empty when there was none
     */
    public Optional<Peers> on(int day) {
        return Optional.ofNullable(byFirstDay.floorEntry(day)).map(Map.Entry::getValue);
    }

    /**
     * From when the latest one counts.
     *
     * @return the UTC day, or empty when there is none
     */
    public Optional<Integer> latestDay() {
        return byFirstDay.isEmpty() ? Optional.empty() : Optional.of(byFirstDay.lastKey());
    }
}
