package io.keepwell.infra;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the broker's talk out of the output of tests.
 *
 * <p>Kafka logs through SLF4J, and which backend there is, the consumer of this module decides. Two
 * that are likely, {@code slf4j-jdk14} and Quarkus's log manager, are both steered by {@code
 * java.util.logging}; to others this does nothing.
 */
final class QuietLogs {

    // Held for good: the log manager itself remembers loggers only weakly.
    private static final Map<Logger, Level> LOWEST =
            Map.of(
                    Logger.getLogger("kafka"), Level.WARNING,
                    Logger.getLogger("org.apache.kafka"), Level.WARNING,
                    Logger.getLogger("state.change.logger"), Level.WARNING,
                    Logger.getLogger("org.testcontainers"), Level.WARNING,
                    Logger.getLogger("tc"), Level.WARNING,
                    // Calls it an error when a request comes before the election; it is sent again.
                    Logger.getLogger("kafka.server.ControllerApis"), Level.OFF,
                    // Warns of each election, which in a quorum of one is each start.
                    Logger.getLogger("org.apache.kafka.controller"), Level.SEVERE);

    private static final Logger CLIENTS =
            Logger.getLogger("org.apache.kafka.clients.NetworkClient");

    private QuietLogs() {}

    /** Lets only warnings pass, except where somebody has already set a level. */
    static void apply() {
        LOWEST.forEach((logger, level) -> {
            if (logger.getLevel() == null) {
                logger.setLevel(level);
            }
        });
        // The broker's own client to its controller warns at each stop that it is closed twice.
        CLIENTS.setFilter(
                record -> !record.getMessage().contains("NodeToControllerChannelManager"));
    }
}
