package io.keepwell.benchmarks.peers;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each commit of Kafka Streams before it happens, also when a partition is given up: a
 * store without rows, which is asked to write what it holds back. Nothing that is public does so.
 */
final class BeforeCommit implements StateStore, CachedStateStore<byte[], byte[]> {

    static final String NAME = "before-commit";

    private @Nullable Runnable listener;
    private boolean open;

    /** Makes them. */
    static final class Builder implements StoreBuilder<BeforeCommit> {

        @Override
        public StoreBuilder<BeforeCommit> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingDisabled() {
            return this;
        }

        @Override
        public BeforeCommit build() {
            return new BeforeCommit();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return NAME;
        }
    }

    void listener(Runnable told) {
        listener = told;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        open = true;
        context.register(root, (_, _) -> {});
    }

    @Override
    public void flushCache() {
        if (listener != null) {
            listener.run();
        }
    }

    @Override
    public void flush() {
        // Nothing is held here.
    }

    @Override
    public void clearCache() {
        // Who is told throws its own away when it begins anew.
    }

    @Override
    public boolean setFlushListener(
            CacheFlushListener<byte[], byte[]> other, boolean sendOldValues) {
        return false;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
