package io.keepwell.benchmarks.peers;

import io.keepwell.model.Topic;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The fold on Kafka Streams: accounts and hashes in its stores, backed by its changelogs, positions
 * and messages in its transactions (exactly once, version 2). Rows in PostgreSQL are written before
 * each of its commits, at least once.
 */
public final class StreamsPeer {

    private static final String EVENTS = "events";
    private static final String FOLD = "fold";
    private static final int FETCH_BYTES = 8 << 20;

    private StreamsPeer() {}

    /**
     * Folds until it is told to end.
     *
     * @param arguments none; see {@link PeerSettings}
     * @throws InterruptedException when somebody interrupts it
     */
    public static void main(String[] arguments) throws InterruptedException {
        PeerSettings settings = PeerSettings.told();
        var ground = new Ground(settings);
        ground.prepare();
        var streams = new KafkaStreams(topology(ground, settings), properties(settings));
        var ended = new CountDownLatch(1);
        streams.setUncaughtExceptionHandler(failure -> {
            failure.printStackTrace();
            ended.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
        ended.await();
        System.exit(1);
    }

    private static Topology topology(Ground ground, PeerSettings settings) {
        return new Topology()
                .addSource(
                        EVENTS,
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        Topic.CUSTOMER_EVENTS.topicName())
                .addProcessor(FOLD, () -> new StreamsFold(ground, settings.each()), EVENTS)
                .addStateStore(store(StreamsFold.ROWS), FOLD)
                .addStateStore(store(StreamsFold.SEEN), FOLD)
                .addStateStore(new BeforeCommit.Builder(), FOLD)
                .addSink(
                        "health",
                        Topic.HEALTH_CHANGES.topicName(),
                        Serdes.String().serializer(),
                        Serdes.ByteArray().serializer(),
                        FOLD);
    }

    /** Without Streams' own cache: rows are put once a batch already. */
    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        KeyValueBytesStoreSupplier supplier =
                PeerSettings.text("stores").equals("memory")
                        ? Stores.inMemoryKeyValueStore(name)
                        : Stores.persistentKeyValueStore(name);
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    private static Properties properties(PeerSettings settings) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.run());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.folder().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                PeerSettings.millis("commit.millis").toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.consumerPrefix("max.poll.records"), StreamsFold.BATCH);
        properties.put(StreamsConfig.consumerPrefix("fetch.max.bytes"), FETCH_BYTES);
        properties.put(StreamsConfig.consumerPrefix("max.partition.fetch.bytes"), FETCH_BYTES / 4);
        properties.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
        properties.put(StreamsConfig.producerPrefix("batch.size"), 64 * 1024);
        return properties;
    }
}
