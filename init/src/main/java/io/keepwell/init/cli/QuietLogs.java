package io.keepwell.init.cli;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Keeps the clients' talk out of the output. This steers {@code java.util.logging} only. */
final class QuietLogs {

    private static final Map<String, Level> LEVELS =
            Map.of(
                    "org.apache.kafka", Level.WARNING,
                    // Warns at each attempt to reach a server that is still starting; we say so.
                    "org.apache.kafka.clients", Level.SEVERE,
                    "org.postgresql", Level.WARNING);

    // Held for good: the log manager itself remembers loggers only weakly.
    private static final Map<Logger, Level> LOGGERS =
            LEVELS.entrySet().stream()
                    .collect(
                            Collectors.toMap(
                                    level -> Logger.getLogger(level.getKey()),
                                    Map.Entry::getValue));

    private QuietLogs() {}

    /** Sets the levels, except where somebody has already set one. */
    static void apply() {
        LOGGERS.forEach((logger, level) -> {
            if (logger.getLevel() == null) {
                logger.setLevel(level);
            }
        });
    }
}
