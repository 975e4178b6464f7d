package io.keepwell.scoring.application;

import io.keepwell.model.event.CustomerEventV1;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log of customer events, read back by place. */
public interface EventArchive {

    /**
     * An event and its place.
     *
     * @param offset where it lies in its partition
     * @param event the event
     */
    record Archived(long offset, CustomerEventV1 event) {}

    /** The log does not answer in time; it may later. */
    final class UnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * Says so.
         *
         * @param message what did not answer
         * @param cause why, as far as it is known
         */
        public UnavailableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Records that lie so far apart or farther are jumped to; what lies between others is read. */
    long JUMP_FROM = 5_000;

    /**
     * Reads events back. Offsets that the log does not hold any more are passed over.
     *
     * @param partition the partition of the customer events
     * @param offsets which, in any order
     * @param each told of each event, in the order of the offsets
     * @throws UnavailableException when the log does not answer in time
     */
    void read(int partition, Collection<Long> offsets, Consumer<Archived> each);
}
