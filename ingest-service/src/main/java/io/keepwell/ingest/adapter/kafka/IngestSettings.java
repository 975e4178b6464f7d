package io.keepwell.ingest.adapter.kafka;

import io.keepwell.runtime.kafka.ClientSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * What Kafka's clients are told: ours, over {@code kafka.*} as it is configured, over our defaults.
 */
final class IngestSettings {

    /** The broker must have given up on a request before we give up on its answer. */
    private static final int ATTEMPTS = 2;

    /** Good where a deployment says nothing else. */
    private static final Map<String, Object> DEFAULTS =
            Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG,
                    "keepwell-ingest",
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "lz4",
                    ProducerConfig.LINGER_MS_CONFIG,
                    5,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    64 * 1024,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    32 * 1024 * 1024,
                    ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    1_000,
                    // The topics are never forgotten for want of traffic: the first event after
                    // a quiet hour must not find them unknown.
                    ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                    Duration.ofDays(365).toMillis());

    private IngestSettings() {}

    /**
     * The producer's settings.
     *
     * @throws IllegalArgumentException naming a configured setting that would break a promise
     */
    static Map<String, Object> producer(Config config, Duration acknowledgeWithin) {
        Map<String, Object> promised = promised(acknowledgeWithin);
        Map<String, Object> settings = new HashMap<>(DEFAULTS);
        Map<String, String> configured =
                ClientSettings.configured(config, ProducerConfig.configNames());
        for (String name : new TreeSet<>(configured.keySet())) {
            if (promised.containsKey(name)) {
                throw new IllegalArgumentException(
                        "%s%s cannot be configured: what ingest promises its senders rests on it"
                                .formatted(ClientSettings.PREFIX, name));
            }
        }
        settings.putAll(configured);
        settings.putAll(promised);
        return settings;
    }

    /** The settings of the client that looks after topics. */
    static Map<String, Object> admin(Config config, Duration answerWithin) {
        Map<String, Object> settings =
                new HashMap<>(ClientSettings.configured(config, AdminClientConfig.configNames()));
        int millis = (int) answerWithin.toMillis();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "keepwell-ingest-health");
        settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    private static Map<String, Object> promised(Duration acknowledgeWithin) {
        int deliver = (int) acknowledgeWithin.toMillis();
        return Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // Never wait in send(): it is called by the threads that serve the network.
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                0,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                deliver,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                deliver / ATTEMPTS,
                ProducerConfig.RETRIES_CONFIG,
                Integer.MAX_VALUE);
    }
}
