package io.keepwell.runtime.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** What Kafka's clients are told: {@code kafka.*} as it is configured. */
public final class ClientSettings {

    /** What Kafka's own settings stand under. */
    public static final String PREFIX = "kafka.";

    private ClientSettings() {}

    /**
     * Of a consumer without a group that reads what is committed; its position is its user's
     * business.
     *
     * @param config the service's
     * @return settings to add to
     */
    public static Map<String, Object> reader(Config config) {
        Map<String, Object> settings =
                new HashMap<>(configured(config, ConsumerConfig.configNames()));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    /**
     * Of a producer.
     *
     * @param config the service's
     * @return settings to add to
     */
    public static Map<String, Object> producer(Config config) {
        return new HashMap<>(configured(config, ProducerConfig.configNames()));
    }

    /**
     * What is configured. Asks for each name, so that environment variables are found as well as
     * properties.
     *
     * @param config the service's
     * @param names what the client knows
     * @return what is set, by name
     */
    public static Map<String, String> configured(Config config, Set<String> names) {
        var found = new HashMap<String, String>();
        for (String name : names) {
            config.getOptionalValue(PREFIX + name, String.class)
                    .ifPresent(value -> found.put(name, value));
        }
        return found;
    }
}
