package io.keepwell.infra;

import java.util.Map;

/** What the broker is told wherever it runs. */
final class KafkaSettings {

    /** Names the cluster in the data directory; the base64 of "keepwell-kafka-1". */
    static final String CLUSTER_ID = "a2VlcHdlbGwta2Fma2EtMQ";

    /** The one node's id, kept in the data directory. */
    static final int NODE_ID = 1;

    /** Settings that do not depend on ports and directories, ready for a properties file. */
    static final Map<String, String> COMMON =
            Map.ofEntries(
                    Map.entry("process.roles", "broker,controller"),
                    Map.entry("node.id", Integer.toString(NODE_ID)),
                    Map.entry("controller.listener.names", "CONTROLLER"),
                    Map.entry(
                            "listener.security.protocol.map",
                            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                    // A topic that nobody created is a bug to be seen, not a topic.
                    Map.entry("auto.create.topics.enable", "false"),
                    // There is one node to keep a copy.
                    Map.entry("default.replication.factor", "1"),
                    Map.entry("min.insync.replicas", "1"),
                    Map.entry("offsets.topic.num.partitions", "1"),
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("transaction.state.log.num.partitions", "1"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                    Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                    Map.entry("share.coordinator.state.topic.min.isr", "1"),
                    // A killed broker is let back in when its session has ended. The usual 9 s
                    // guards against a slow network; here both ends are threads of one process.
                    Map.entry("broker.session.timeout.ms", "3000"),
                    Map.entry("broker.heartbeat.interval.ms", "500"),
                    // A killed consumer's partitions move after 6 s, not after 45.
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    Map.entry("group.min.session.timeout.ms", "1000"),
                    Map.entry("group.consumer.session.timeout.ms", "6000"),
                    Map.entry("group.consumer.min.session.timeout.ms", "1000"),
                    Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
                    Map.entry("group.consumer.min.heartbeat.interval.ms", "200"),
                    // Small: one machine carries the services as well.
                    Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                    Map.entry("log.cleaner.io.buffer.size", "131072"),
                    // Made at full size for each partition; 1 MB serves segments of up to 512 MB.
                    Map.entry("log.index.size.max.bytes", "1048576"),
                    Map.entry("log.segment.bytes", "268435456"),
                    Map.entry("background.threads", "2"),
                    Map.entry("num.network.threads", "2"),
                    Map.entry("num.io.threads", "4"));

    private KafkaSettings() {}
}
