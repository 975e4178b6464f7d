package io.keepwell.alerting.adapter.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** What Kafka's clients are told: {@code kafka.*} as it is configured. */
final class ClientSettings {

    private static final String PREFIX = "kafka.";

    private ClientSettings() {}

    /** A consumer without a group that reads what is committed. */
    static Map<String, Object> reader(Config config) {
        Map<String, Object> settings =
                new HashMap<>(configured(config, ConsumerConfig.configNames()));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    static Map<String, Object> producer(Config config) {
        return new HashMap<>(configured(config, ProducerConfig.configNames()));
    }

    /** Asks for each name, so that environment variables are found as well as properties. */
    private static Map<String, String> configured(Config config, Set<String> names) {
        var found = new HashMap<String, String>();
        for (String name : names) {
            config.getOptionalValue(PREFIX + name, String.class)
                    .ifPresent(value -> found.put(name, value));
        }
        return found;
    }
}
