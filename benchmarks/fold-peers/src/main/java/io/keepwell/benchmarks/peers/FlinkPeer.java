package io.keepwell.benchmarks.peers;

import io.keepwell.model.Topic;
import io.keepwell.runtime.ContractRecords;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The fold on Flink, in one process: accounts and hashes in its state on the heap, positions and
 * messages by its checkpoints (exactly once). Rows in PostgreSQL are written at least once, before
 * each checkpoint.
 */
public final class FlinkPeer {

    /** A broker gives up transactions after 15 minutes. */
    private static final String TRANSACTION_MILLIS = "600000";

    private FlinkPeer() {}

    /**
     * Folds until it is told to end.
     *
     * @param arguments none; see {@link PeerSettings}
     * @throws Exception when the job fails
     */
    public static void main(String[] arguments) throws Exception {
        PeerSettings settings = PeerSettings.told();
        try (var ground = new Ground(settings)) {
            ground.prepare();
        }
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(1, configuration(settings));
        flink.fromSource(source(settings), WatermarkStrategy.noWatermarks(), "events")
                .keyBy(record -> record.key)
                .process(new FlinkFold())
                .returns(TypeInformation.of(FlinkRecord.class))
                .sinkTo(sink(settings));
        flink.execute(settings.run());
    }

    private static Configuration configuration(PeerSettings settings) {
        var configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.folder().toUri().toString());
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                PeerSettings.millis("checkpoint.millis"));
        configuration.set(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
                PeerSettings.millis("checkpoint.millis"));
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(5));
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        return configuration;
    }

    private static KafkaSource<FlinkRecord> source(PeerSettings settings) {
        return KafkaSource.<FlinkRecord>builder()
                .setBootstrapServers(settings.kafka())
                .setTopics(Topic.CUSTOMER_EVENTS.topicName())
                .setGroupId(settings.run())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new Reading())
                .build();
    }

    private static KafkaSink<FlinkRecord> sink(PeerSettings settings) {
        return KafkaSink.<FlinkRecord>builder()
                .setBootstrapServers(settings.kafka())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(settings.run())
                .setProperty("transaction.timeout.ms", TRANSACTION_MILLIS)
                .setProperty("compression.type", "lz4")
                .setRecordSerializer(new Writing())
                .build();
    }

    /** What is read. */
    private static final class Reading implements KafkaRecordDeserializationSchema<FlinkRecord> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<FlinkRecord> out) {
            out.collect(FlinkRecord.read(record, ContractRecords.doMoreFollow(record)));
        }

        @Override
        public TypeInformation<FlinkRecord> getProducedType() {
            return TypeInformation.of(FlinkRecord.class);
        }
    }

    /** What is told. */
    private static final class Writing implements KafkaRecordSerializationSchema<FlinkRecord> {

        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                FlinkRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
            return record.toWrite();
        }
    }
}
