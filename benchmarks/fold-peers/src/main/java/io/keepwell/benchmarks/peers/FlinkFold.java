package io.keepwell.benchmarks.peers;

import io.keepwell.engine.account.Change;
import io.keepwell.model.health.HealthChange;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.Writes;
import io.keepwell.scoring.domain.seen.EventHash;
import io.keepwell.scoring.domain.seen.SeenWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Folds one request of an account at a time: Flink shows a function the state of one key only. Rows
 * are written to PostgreSQL for many requests together: of 5,000 events, of a tenth of a second, or
 * before a checkpoint.
 */
final class FlinkFold extends KeyedProcessFunction<String, FlinkRecord, FlinkRecord>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;
    private static final int BATCH = 5_000;
    private static final long WRITE_AFTER_NANOS = Duration.ofMillis(100).toNanos();

    private transient @Nullable Work work;

    /** What it has while it runs. */
    private static final class Work {

        final Ground ground;
        final Sink sink;
        final Folder folder;
        final boolean each;
        final ListState<FlinkRecord> unfinished;
        final StateRows seen;
        final boolean isRestored;
        final Set<Integer> owned = new HashSet<>();
        final Set<String> known = new HashSet<>();
        final List<Writes> folded = new ArrayList<>();
        long wroteAt = System.nanoTime();

        Work(
                PeerSettings settings,
                ListState<FlinkRecord> unfinished,
                StateRows rows,
                StateRows seen,
                boolean isRestored) {
            this.each = settings.each();
            this.unfinished = unfinished;
            this.seen = seen;
            this.isRestored = isRestored;
            this.ground = new Ground(settings);
            this.sink = ground.sink();
            this.folder = ground.folder(new RowStore(rows, seen, folded::add));
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        TypeInformation<byte[]> bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
        var rows = new MapStateDescriptor<>("rows", Types.STRING, bytes);
        var seen = new MapStateDescriptor<>("seen", Types.STRING, bytes);
        seen.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofHours(SeenWindow.HOURS)).build());
        var unfinished =
                new ListStateDescriptor<>("unfinished", TypeInformation.of(FlinkRecord.class));
        var store = context.getKeyedStateStore();
        work =
                new Work(
                        PeerSettings.told(),
                        store.getListState(unfinished),
                        new StateRows(store.getMapState(rows)),
                        new StateRows(store.getMapState(seen)),
                        context.isRestored());
    }

    @Override
    public void open(OpenContext context) {
        // All that it needs was made with its state.
    }

    @Override
    public void processElement(FlinkRecord record, Context context, Collector<FlinkRecord> out)
            throws Exception {
        Work its = work();
        if (record.more && !its.each) {
            its.unfinished.add(record);
            return;
        }
        var records = new ArrayList<LogRecord>();
        if (!its.each) {
            for (FlinkRecord before : its.unfinished.get()) {
                records.add(Records.read(before.toRead()));
            }
            if (!records.isEmpty()) {
                its.unfinished.clear();
            }
        }
        records.add(Records.read(record.toRead()));
        fold(its, record, records);
        its.folded.forEach(writes -> {
            its.sink.add(writes);
            tell(writes, out);
        });
        its.folded.clear();
        if (its.sink.waiting() >= BATCH || System.nanoTime() - its.wroteAt > WRITE_AFTER_NANOS) {
            write(its);
        }
    }

    private static void fold(Work its, FlinkRecord record, List<LogRecord> records) {
        Instant now = Instant.now();
        if (its.owned.add(record.partition)) {
            its.folder.own(Records.partition(record.partition, its.folder.policyVersion(), now));
        }
        if (its.isRestored && its.known.add(record.key)) {
            // The folder's filter began empty: what the state knows of the account is told first.
            Set<EventHash> before = new HashSet<>();
            its.seen.startingWith("", (_, value) -> before.addAll(EventHash.decode(value)));
            records.removeIf(it ->
                    it.entry() instanceof LogRecord.Entry.Event(var event)
                            && before.contains(EventHash.of(event)));
        }
        if (!records.isEmpty()) {
            boolean _ = its.folder.fold(records, now);
        }
    }

    private static void write(Work its) {
        its.sink.flush();
        its.wroteAt = System.nanoTime();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        write(work());
    }

    @Override
    public void close() {
        if (work != null) {
            work.sink.close();
            work.ground.close();
        }
    }

    private Work work() {
        if (work == null) {
            throw new IllegalStateException("not initialised");
        }
        return work;
    }

    private static void tell(Writes writes, Collector<FlinkRecord> out) {
        for (Writes.Account account : writes.accounts()) {
            for (Change change : account.changes()) {
                for (HealthChange message : change.messages()) {
                    out.collect(
                            FlinkRecord.written(
                                    ContractRecords.producerRecord(message, writes.at())));
                }
            }
        }
    }

    /** Rows in the state of the account that is folded. */
    private record StateRows(MapState<String, byte[]> state) implements Rows {

        @Override
        public byte @Nullable [] get(String key) {
            return of(() -> state.get(key));
        }

        @Override
        public void put(String key, byte[] value) {
            of(() -> {
                state.put(key, value);
                return key;
            });
        }

        @Override
        public void remove(String key) {
            of(() -> {
                state.remove(key);
                return key;
            });
        }

        @Override
        public void startingWith(String prefix, BiConsumer<String, byte[]> each) {
            of(() -> {
                for (Map.Entry<String, byte[]> row : state.entries()) {
                    if (row.getKey().startsWith(prefix)) {
                        each.accept(row.getKey(), row.getValue());
                    }
                }
                return prefix;
            });
        }

        /** What may throw anything. */
        @FunctionalInterface
        private interface Call<T extends @Nullable Object> {
            T run() throws Exception;
        }

        private static <T extends @Nullable Object> T of(Call<T> call) {
            try {
                return call.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("the state does not answer", e);
            }
        }
    }
}
