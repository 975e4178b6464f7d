package io.keepwell.scoring.application;

import io.keepwell.model.event.CustomerEventV1;
import java.util.Collection;
import java.util.function.Consumer;

/** The log of customer events, read back by place. */
public interface EventArchive {

    /**
     * An event and its place.
     *
     * @param offset where it lies in its partition
     * @param event the event
     */
    record Archived(long offset, CustomerEventV1 event) {}

    /**
     * Reads events back. Offsets that the log does not hold any more are passed over.
     *
     * @param partition the partition of the customer events
     * @param offsets which, in any order
     * @param each told of each event, in the order of the offsets
     */
    void read(int partition, Collection<Long> offsets, Consumer<Archived> each);
}
