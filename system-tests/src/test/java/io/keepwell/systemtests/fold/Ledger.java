package io.keepwell.systemtests.fold;

import io.keepwell.model.event.CustomerEventV1;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that Kafka has acknowledged, with its place. */
final class Ledger {

    private final List<Entry> entries = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();

    /**
     * A record that was acknowledged.
     *
     * @param event what it says, or null when it is nothing that anybody can read
     */
    record Entry(int partition, long offset, @Nullable CustomerEventV1 event) {}

    synchronized void acknowledged(Entry entry) {
        entries.add(entry);
    }

    synchronized void failed(Exception failure) {
        failures.add(failure);
    }

    synchronized List<Exception> failures() {
        return List.copyOf(failures);
    }

    synchronized int size() {
        return entries.size();
    }

    /** By partition, in the order of the log. */
    synchronized Map<Integer, List<Entry>> inOrder() {
        var partitions = new TreeMap<Integer, List<Entry>>();
        entries.forEach(
                it -> partitions.computeIfAbsent(it.partition(), _ -> new ArrayList<>()).add(it));
        partitions.values().forEach(it -> it.sort(Comparator.comparingLong(Entry::offset)));
        return partitions;
    }
}
