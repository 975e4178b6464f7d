package io.keepwell.ingest.application;

import io.keepwell.model.event.EventLogEntry;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Where accepted events go, and what was rejected. Never blocks its caller. */
public interface EventLog {

    /**
     * Appends messages.
     *
     * @param messages each goes to the topic of its type, to the partition of its key
     * @param at the records' timestamp
     * @param cause the step of a trace that they are caused by, or null where nobody follows
     * @return {@link Acknowledgement#ALL} once every one of them is safe; never completes with an
     *     exception
     */
    CompletionStage<Acknowledgement> append(
            List<? extends Message> messages, Instant at, @Nullable TraceParent cause);

    /**
     * Appends a mark to every partition of the customer events.
     *
     * @param marks makes the mark for a partition, given from 0
     * @param at the records' timestamp
     * @return as {@link #append}
     */
    CompletionStage<Acknowledgement> appendToEveryPartition(
            IntFunction<EventLogEntry> marks, Instant at);
}
