package io.keepwell.systemtests.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that Kafka has acknowledged, with its place.
 *
 * @param <M> what records say
 */
final class Ledger<M> {

    private final List<Entry<M>> entries = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();

    /**
     * A record that was acknowledged.
     *
     * @param <M> what records say
     * @param message what it says, or null when it is nothing that anybody can read
     */
    record Entry<M>(int partition, long offset, @Nullable M message) {}

    synchronized void acknowledged(Entry<M> entry) {
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

    /** What the records say that can be read. */
    synchronized List<M> messages() {
        return entries.stream().map(Entry::message).filter(Objects::nonNull).toList();
    }

    /** By partition, in the order of the log. */
    synchronized Map<Integer, List<Entry<M>>> inOrder() {
        var partitions = new TreeMap<Integer, List<Entry<M>>>();
        entries.forEach(
                it -> partitions.computeIfAbsent(it.partition(), _ -> new ArrayList<>()).add(it));
        partitions.values().forEach(it -> it.sort(Comparator.comparingLong(Entry::offset)));
        return partitions;
    }
}
