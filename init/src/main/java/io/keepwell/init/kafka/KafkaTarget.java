package io.keepwell.init.kafka;

import java.util.Map;

/**
 * The Kafka cluster.
 *
 * @param bootstrapServers where it is reached, {@code host:port} with commas between several
 * @param clientSettings more settings of Kafka's clients: TLS, SASL, a client id
 */
public record KafkaTarget(String bootstrapServers, Map<String, String> clientSettings) {

    /** Copies the settings. */
    public KafkaTarget {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "the address of Kafka must be HOST:PORT, was '%s'".formatted(bootstrapServers));
        }
        clientSettings = Map.copyOf(clientSettings);
    }

    /**
     * A cluster without TLS and credentials.
     *
     * @param bootstrapServers where it is reached
     * @return the target
     */
    public static KafkaTarget plain(String bootstrapServers) {
        return new KafkaTarget(bootstrapServers, Map.of());
    }

    /** Leaves out the settings, which may hold passwords. */
    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers;
    }
}
