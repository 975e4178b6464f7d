package io.keepwell.scoring.domain.seen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A partition's memory of the events of the last hours. It is small and may err to one side: it
 * names the hours in which an event may have been seen, and who stores the hashes themselves tells
 * for sure. Beyond its share of memory it forgets the oldest hours' filters, after which those
 * hours may always have seen anything: slower, never wrong.
 */
public final class SeenWindow {

    /** For how many hours an event that is sent again is known (stated in the contract). */
    public static final int HOURS = 48;

    private final TreeMap<Integer, HourFilter> filters = new TreeMap<>();
    private final Set<Integer> unfiltered = new HashSet<>();

    /**
     * Remembers an event.
     *
     * @param hour the hour in which it was received, in hours since 1970
     * @param hash its hash
     */
    public void add(int hour, EventHash hash) {
        if (!unfiltered.contains(hour)) {
            filters.computeIfAbsent(hour, _ -> new HourFilter()).add(hash);
        }
    }

    /**
     * The hours in which an event may have been seen.
     *
     * @param hour the hour in which it was received now
     * @param hash its hash
     * @return empty when it is surely new
     */
    public List<Integer> hoursOf(int hour, EventHash hash) {
        var hours = new ArrayList<Integer>();
        filters.tailMap(hour - HOURS)
                .forEach((candidate, filter) -> {
                    if (filter.mayContain(hash)) {
                        hours.add(candidate);
                    }
                });
        unfiltered.stream().filter(it -> it >= hour - HOURS).forEach(hours::add);
        return hours;
    }

    /**
     * Forgets what no event can ask for any more, and what is too much.
     *
     * @param hour the latest hour in which an event was received
     * @param bytesMax how much memory the filters may take
     */
    public void trim(int hour, long bytesMax) {
        filters.headMap(hour - HOURS).clear();
        unfiltered.removeIf(it -> it < hour - HOURS);
        while (filters.size() > 1 && bytes() > bytesMax) {
            unfiltered.add(filters.pollFirstEntry().getKey());
        }
    }

    /**
     * How much memory the filters take.
     *
     * @return bytes
     */
    public long bytes() {
        return filters.values().stream().mapToLong(HourFilter::bytes).sum();
    }
}
