package io.keepwell.infra;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to start {@link EmbeddedInfra}.
 *
 * @param dataDirectory where everything is kept; absent for a temporary directory that {@link
 *     Infra#close()} deletes
 * @param kafkaPort the broker's port, 1 to 65535, or 0 for a free one
 * @param postgresPort PostgreSQL's port, 1 to 65535, or 0 for a free one
 * @param durable whether what PostgreSQL has committed survives a loss of power; without it a crash
 *     of the process is survived, a crash of the machine is not
 * @param progress told in a few words what is being done, from several threads
 */
public record InfraOptions(
        @Nullable Path dataDirectory,
        int kafkaPort,
        int postgresPort,
        boolean durable,
        Consumer<String> progress) {

    private static final int PORT_MAX = 65_535;

    /** Checks the ports. */
    public InfraOptions {
        checkPort("Kafka", kafkaPort);
        checkPort("PostgreSQL", postgresPort);
        if (kafkaPort != 0 && kafkaPort == postgresPort) {
            throw new IllegalArgumentException(
                    "Kafka and PostgreSQL cannot share port %d".formatted(kafkaPort));
        }
    }

    /** For tests: nothing is kept, free ports, no waiting for the disk. */
    public static InfraOptions throwaway() {
        return new InfraOptions(null, 0, 0, false, _ -> {});
    }

    /**
     * For data that outlives the process.
     *
     * @param dataDirectory created if it does not exist; used by one process at a time
     */
    public static InfraOptions keptIn(Path dataDirectory) {
        return new InfraOptions(dataDirectory, 0, 0, true, _ -> {});
    }

    /**
     * The same with ports of one's own choice.
     *
     * @param kafka 1 to 65535, or 0 for a free one
     * @param postgres 1 to 65535, or 0 for a free one
     */
    public InfraOptions withPorts(int kafka, int postgres) {
        return new InfraOptions(dataDirectory, kafka, postgres, durable, progress);
    }

    /** The same with or without the wait for the disk at each commit. */
    public InfraOptions withDurable(boolean wanted) {
        return new InfraOptions(dataDirectory, kafkaPort, postgresPort, wanted, progress);
    }

    /** The same with somebody to tell what is being done. */
    public InfraOptions withProgress(Consumer<String> listener) {
        return new InfraOptions(dataDirectory, kafkaPort, postgresPort, durable, listener);
    }

    private static void checkPort(String who, int port) {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "%s's port must be 0..%d, was %d".formatted(who, PORT_MAX, port));
        }
    }
}
