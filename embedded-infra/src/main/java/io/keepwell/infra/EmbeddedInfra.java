package io.keepwell.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Broker in this JVM, PostgreSQL as a child process, both from Maven artifacts, on a directory of
 * their own.
 *
 * <pre>
 * DIRECTORY/infra.lock        held while a process works here; its process id
 * DIRECTORY/kafka/            the broker's log
 * DIRECTORY/kafka.properties  what it was formatted with
 * DIRECTORY/postgres/         the database
 * DIRECTORY/postgres.log      what PostgreSQL said
 * </pre>
 *
 * <p>Nothing stops them when the JVM ends: the owner knows what must end before them, and calls
 * {@link #close()}. If it is killed, the next start on the directory clears up.
 */
public final class EmbeddedInfra implements Infra {

    private final DataDirectory directory;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private boolean closed;

    private EmbeddedInfra(DataDirectory directory, EmbeddedKafka kafka, EmbeddedPostgres postgres) {
        this.directory = directory;
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /**
     * Starts both and returns when both serve.
     *
     * @throws InfraException if the directory is in use, is another version's or another cluster's,
     *     or a port is taken; the message names the cure, and nothing is left running
     */
    public static EmbeddedInfra start(InfraOptions options) {
        QuietLogs.apply();
        DataDirectory directory = DataDirectory.open(options.dataDirectory());
        var infra =
                new EmbeddedInfra(
                        directory,
                        new EmbeddedKafka(directory.root(), Ports.orFree(options.kafkaPort())),
                        new EmbeddedPostgres(
                                directory.root(),
                                Ports.orFree(options.postgresPort()),
                                options.postgresPassword(),
                                options.durable()));
        try {
            infra.startBoth(options);
            return infra;
        } catch (RuntimeException | Error e) {
            infra.close();
            throw e;
        }
    }

    /**
     * Whether a database was begun in a data directory, which then has the password that it was
     * made with.
     */
    public static boolean hasDatabase(Path dataDirectory) {
        return Files.exists(EmbeddedPostgres.dataIn(dataDirectory));
    }

    @Override
    public KafkaServer kafka() {
        return kafka;
    }

    @Override
    public PostgresServer postgres() {
        return postgres;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // The lock goes last: who gets it must find nothing running.
        try (directory) {
            try {
                kafka.stop();
            } finally {
                postgres.stop();
            }
        }
    }

    private void startBoth(InfraOptions options) {
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<?> database =
                    beside.submit(() -> {
                        options.progress().accept("starting PostgreSQL");
                        postgres.start();
                        options.progress().accept("PostgreSQL serves on port " + postgres.port());
                    });
            options.progress().accept("starting Kafka");
            kafka.start();
            options.progress().accept("Kafka serves on " + kafka.bootstrapServers());
            database.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InfraException known
                    ? known
                    : new InfraException("PostgreSQL does not start", e);
        } catch (CancellationException | InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("Interrupted while starting", e);
        }
    }
}
