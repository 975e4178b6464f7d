package io.keepwell.scoring.application.export;

import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.EventArchive;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** The log of customer events, from its first record to what is now its last. */
public interface EventLog {

    /** What is done with events. */
    @FunctionalInterface
    interface Page {

        /**
         * Some events come.
         *
         * @param events each partition's in the order of the log
         * @throws IOException when they cannot be told to whoever wants them
         */
        void take(List<CustomerEventV1> events) throws IOException;
    }

    /**
     * Reads it. What is no event is passed over.
     *
     * @param accounts of whom events are wanted, by id
     * @param page told of all of them, some hundreds or thousands at a time
     * @throws IOException when the page throws it
     * @throws EventArchive.UnavailableException when the log does not answer
     */
    void read(Predicate<String> accounts, Page page) throws IOException;
}
