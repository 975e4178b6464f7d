package io.keepwell.ingest.application;

import io.keepwell.model.event.EventLogEntry;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A log in memory, which can be made to fail. */
public final class FakeLog implements EventLog {

    /** How many partitions it has. */
    public static final int PARTITIONS = 3;

    private final List<Message> messages = new ArrayList<>();
    private final List<Instant> timestamps = new ArrayList<>();
    private Acknowledgement answer = Acknowledgement.ALL;

    @Override
    public CompletionStage<Acknowledgement> append(
            List<? extends Message> added, Instant at, @Nullable TraceParent cause) {
        messages.addAll(added);
        timestamps.add(at);
        return CompletableFuture.completedStage(answer);
    }

    @Override
    public CompletionStage<Acknowledgement> appendToEveryPartition(
            IntFunction<EventLogEntry> marks, Instant at) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            messages.add(marks.apply(partition));
        }
        timestamps.add(at);
        return CompletableFuture.completedStage(answer);
    }

    public void fail() {
        answer = Acknowledgement.NOT_ALL;
    }

    public void clear() {
        messages.clear();
        timestamps.clear();
    }

    public List<Message> messages() {
        return messages;
    }

    public <M extends Message> List<M> of(Class<M> type) {
        return messages.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<Instant> timestamps() {
        return timestamps;
    }
}
