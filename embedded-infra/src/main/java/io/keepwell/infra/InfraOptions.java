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
 * @param postgresPassword the password of PostgreSQL's superuser, which a new data directory gets
 *     and an old one has
 * @param progress told in a few words what is being done, from several threads
 */
public record InfraOptions(
        @Nullable Path dataDirectory,
        int kafkaPort,
        int postgresPort,
        boolean durable,
        String postgresPassword,
        Consumer<String> progress) {

    private static final int PORT_MAX = 65_535;

    /** Checks the ports and the password. */
    public InfraOptions {
        checkPort("Kafka", kafkaPort);
        checkPort("PostgreSQL", postgresPort);
        if (kafkaPort != 0 && kafkaPort == postgresPort) {
            throw new IllegalArgumentException(
                    "Kafka and PostgreSQL cannot share port %d".formatted(kafkaPort));
        }
        if (postgresPassword.isBlank()) {
            throw new IllegalArgumentException("PostgreSQL's password must not be blank");
        }
    }

    /** For tests: nothing is kept, free ports, no waiting for the disk. */
    public static InfraOptions throwaway() {
        return new InfraOptions(null, 0, 0, false, PostgresSettings.PASSWORD, _ -> {});
    }

    /**
     * For data that outlives the process.
     *
     * @param dataDirectory created if it does not exist; used by one process at a time
     */
    public static InfraOptions keptIn(Path dataDirectory) {
        return new InfraOptions(dataDirectory, 0, 0, true, PostgresSettings.PASSWORD, _ -> {});
    }

    /**
     * The same with ports of one's own choice.
     *
     * @param kafka 1 to 65535, or 0 for a free one
     * @param postgres 1 to 65535, or 0 for a free one
     */
    public InfraOptions withPorts(int kafka, int postgres) {
        return new InfraOptions(
                dataDirectory, kafka, postgres, durable, postgresPassword, progress);
    }

    /** The same with or without the wait for the disk at each commit. */
    public InfraOptions withDurable(boolean wanted) {
        return new InfraOptions(
                dataDirectory, kafkaPort, postgresPort, wanted, postgresPassword, progress);
    }

    /** The same with somebody to tell what is being done. */
    public InfraOptions withProgress(Consumer<String> listener) {
        return new InfraOptions(
                dataDirectory, kafkaPort, postgresPort, durable, postgresPassword, listener);
    }

    /**
     * The same with a password of one's own: without one it is known to everybody, and PostgreSQL
     * lets its superuser run programs.
     *
     * @param password not blank
     */
    public InfraOptions withPostgresPassword(String password) {
        return new InfraOptions(
                dataDirectory, kafkaPort, postgresPort, durable, password, progress);
    }

    /** Not the password. */
    @Override
    public String toString() {
        return "InfraOptions[%s, Kafka on %d, PostgreSQL on %d]"
                .formatted(dataDirectory, kafkaPort, postgresPort);
    }

    private static void checkPort(String who, int port) {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "%s's port must be 0..%d, was %d".formatted(who, PORT_MAX, port));
        }
    }
}
