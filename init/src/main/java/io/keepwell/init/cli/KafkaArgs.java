package io.keepwell.init.cli;

import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.kafka.TopicOptions;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about Kafka. */
final class KafkaArgs {

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-localhost:19092}",
            description = {
                "Where Kafka is; commas between several. KAFKA_BOOTSTRAP_SERVERS.",
                "Now: ${DEFAULT-VALUE}"
            })
    private String bootstrapServers = "";

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            defaultValue = "${env:KEEPWELL_KAFKA_CONFIG}",
            description = "Settings of Kafka's clients: TLS, SASL. KEEPWELL_KAFKA_CONFIG.")
    private @Nullable Path config;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "${env:KEEPWELL_PARTITIONS:-12}",
            description = {
                "Partitions of a new topic; fixed from then on. KEEPWELL_PARTITIONS.",
                "Now: ${DEFAULT-VALUE}"
            })
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "${env:KEEPWELL_REPLICATION_FACTOR:--1}",
            description = {
                "Copies of a new topic; -1 for the broker's default. KEEPWELL_REPLICATION_FACTOR.",
                "Now: ${DEFAULT-VALUE}"
            })
    private short replicationFactor;

    @Option(
            names = "--align",
            description =
                    "Bring the settings of existing topics to the contract's values. Without it"
                            + " differences are only reported.")
    private boolean align;

    KafkaTarget target() {
        Map<String, String> settings =
                config == null ? Map.of() : OptionFiles.properties("--kafka-config", config);
        return new KafkaTarget(bootstrapServers, settings);
    }

    TopicOptions topics() {
        return new TopicOptions(partitions, replicationFactor, align);
    }
}
