package io.keepwell.init.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the clients of one cluster. Who asks for one closes it. */
public final class KafkaClients {

    /** How long a call may take before it counts as failed, in milliseconds. */
    private static final int CALL_MS_MAX = 30_000;

    private static final int FETCH_MS_MAX = 50;

    private final KafkaTarget target;

    /**
     * For one cluster.
     *
     * @param target which
     */
    public KafkaClients(KafkaTarget target) {
        this.target = target;
    }

    /**
     * A client that manages topics.
     *
     * @return a new one
     * @throws org.apache.kafka.common.KafkaException when no address can be resolved or a setting
     *     is wrong
     */
    public Admin admin() {
        return Admin.create(
                settings(Map.of(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MS_MAX)));
    }

    /**
     * A client that reads what is committed, belongs to no group and keeps no position.
     *
     * @return a new one
     */
    public Consumer<String, byte[]> reader() {
        return new KafkaConsumer<>(
                settings(
                        Map.of(
                                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                CALL_MS_MAX,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                // It reads to the end and stops; waiting for more is lost time.
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                FETCH_MS_MAX,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * A client that writes in transactions.
     *
     * @param transactionalId of two producers with the same one, the later fences the earlier
     * @return a new one
     */
    public Producer<String, byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                settings(
                        Map.of(
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                transactionalId,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                CALL_MS_MAX)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Map<String, Object> settings(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>();
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, "keepwell-init");
        all.putAll(target.clientSettings());
        all.putAll(own);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        return all;
    }
}
