package io.keepwell.benchmarks.process;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps what Kafka's clients say of themselves out of what is printed. */
public final class KafkaLogs {

    // Held, since the log manager remembers loggers only weakly.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private KafkaLogs() {}

    /** Lets only warnings pass. */
    public static void quiet() {
        CLIENTS.setLevel(Level.WARNING);
    }
}
