package io.keepwell.benchmarks.peers;

import io.keepwell.engine.account.Change;
import io.keepwell.model.health.HealthChange;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Folds one partition, as many records together as lie between two commits, and 5,000 at most. */
final class StreamsFold implements Processor<String, byte[], String, byte[]> {

    static final String ROWS = "rows";
    static final String SEEN = "seen";

    /** As many as the service folds in a transaction. */
    static final int BATCH = 5_000;

    private final Ground ground;
    private final boolean each;
    private final List<LogRecord> waiting = new ArrayList<>();
    private @Nullable Task task;

    /**
     * @param ground tables and policies
     * @param each whether an account is judged on each event
     */
    StreamsFold(Ground ground, boolean each) {
        this.ground = ground;
        this.each = each;
    }

    /** What it has once it belongs to a partition. */
    private record Task(
            ProcessorContext<String, byte[]> context,
            ProcessorNode<?, ?, ?, ?> node,
            Folder folder,
            Sink sink) {}

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        // After a failure Streams begins anew with the same processor: what waits is read again.
        waiting.clear();
        Sink sink = ground.sink();
        Folder folder =
                ground.folder(
                        new RowStore(
                                new StoreRows(context.getStateStore(ROWS)),
                                new StoreRows(context.getStateStore(SEEN)),
                                writes -> {
                                    sink.add(writes);
                                    tell(context, writes);
                                }));
        Instant now = Instant.now();
        folder.own(Records.partition(context.taskId().partition(), folder.policyVersion(), now));
        BeforeCommit commits = context.getStateStore(BeforeCommit.NAME);
        commits.listener(this::beforeCommit);
        var node = ((InternalProcessorContext<?, ?>) context).currentNode();
        task = new Task(context, node, folder, sink);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Task its = task();
        RecordMetadata place = its.context().recordMetadata().orElseThrow();
        waiting.add(
                Records.read(
                        new ConsumerRecord<>(
                                place.topic(),
                                place.partition(),
                                place.offset(),
                                record.timestamp(),
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                record.key(),
                                record.value(),
                                record.headers(),
                                Optional.empty())));
        if (each || waiting.size() >= BATCH) {
            fold(its);
        }
        if (its.sink().waiting() >= BATCH) {
            its.sink().flush();
        }
    }

    private void beforeCommit() {
        Task its = task();
        var context = (InternalProcessorContext<?, ?>) its.context();
        var before = context.currentNode();
        context.setCurrentNode(its.node());
        try {
            fold(its);
        } finally {
            context.setCurrentNode(before);
        }
        its.sink().flush();
    }

    private void fold(Task its) {
        if (!waiting.isEmpty()) {
            boolean _ = its.folder().fold(List.copyOf(waiting), Instant.now());
            waiting.clear();
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.sink().close();
        }
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("not initialised");
        }
        return task;
    }

    private static void tell(ProcessorContext<String, byte[]> context, Writes writes) {
        for (Writes.Account account : writes.accounts()) {
            for (Change change : account.changes()) {
                for (HealthChange message : change.messages()) {
                    ProducerRecord<String, byte[]> record =
                            ContractRecords.producerRecord(message, writes.at());
                    context.forward(
                            new Record<>(
                                    record.key(),
                                    record.value(),
                                    writes.at().toEpochMilli(),
                                    record.headers()));
                }
            }
        }
    }

    /** Rows in a store of Streams. */
    private record StoreRows(KeyValueStore<String, byte[]> store) implements Rows {

        @Override
        public byte @Nullable [] get(String key) {
            return store.get(key);
        }

        @Override
        public void put(String key, byte[] value) {
            store.put(key, value);
        }

        @Override
        public void remove(String key) {
            store.delete(key);
        }

        @Override
        public void startingWith(String prefix, BiConsumer<String, byte[]> each) {
            try (KeyValueIterator<String, byte[]> found =
                    store.prefixScan(prefix, Serdes.String().serializer())) {
                while (found.hasNext()) {
                    KeyValue<String, byte[]> row = found.next();
                    each.accept(row.key, row.value);
                }
            }
        }
    }
}
