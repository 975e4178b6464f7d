package io.keepwell.scoring.adapter.kafka;

import io.keepwell.runtime.kafka.ClientSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * What the consumers that read events back are told: ours, over {@code kafka.*} as it is
 * configured, over our defaults.
 */
final class ArchiveSettings {

    /** Good where a deployment says nothing else. */
    private static final Map<String, Object> DEFAULTS =
            Map.of(
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    "keepwell-scoring-archive",
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    1_000);

    /** What reading back by place rests on. */
    private static final Map<String, Object> PROMISED =
            Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    // Where the log has forgotten the beginning since we asked, the rest follows.
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    5_000,
                    ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                    1,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    100,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    10_000,
                    ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    10_000);

    private ArchiveSettings() {}

    static Map<String, Object> of(Config config) {
        var settings = new HashMap<>(DEFAULTS);
        settings.putAll(ClientSettings.configured(config, ConsumerConfig.configNames()));
        // Reading by place belongs to no group.
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.putAll(PROMISED);
        return settings;
    }
}
