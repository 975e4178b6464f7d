package io.keepwell.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a process of its own on a directory of ours. */
final class EmbeddedPostgres implements PostgresServer {

    // Recovery after a crash reads up to max_wal_size of log, 1 GB.
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final int LOG_LINES_SHOWN = 10;

    private final Path data;
    private final Path log;
    private final Path unfinished;
    private final int port;
    private final String password;
    private final boolean durable;
    private @Nullable Process postmaster;

    /**
     * @param root the data directory, held by this process
     * @param port 1 to 65535
     * @param password the superuser's, which a new directory gets
     * @param durable whether commits wait for the disk
     */
    EmbeddedPostgres(Path root, int port, String password, boolean durable) {
        this.data = dataIn(root);
        this.log = root.resolve("postgres.log");
        this.unfinished = root.resolve("postgres.unfinished");
        this.port = port;
        this.password = password;
        this.durable = durable;
    }

    /** PostgreSQL's own directory in a data directory. */
    static Path dataIn(Path root) {
        return root.resolve("postgres");
    }

    @Override
    public String host() {
        return Ports.HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return PostgresSettings.USER;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public synchronized void start() {
        if (postmaster != null && postmaster.isAlive()) {
            return;
        }
        Postmaster.stopLeftover(data);
        Ports.requireFree(port, "PostgreSQL");
        try {
            Path programs = PostgresBinaries.directory();
            initialise(programs);
            requireOurVersion();
            postmaster = launch(serverCommand(programs));
            awaitReady(postmaster);
        } catch (IOException e) {
            throw new InfraException("PostgreSQL cannot be started in " + data, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("Interrupted while starting PostgreSQL", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (postmaster != null) {
            Postmaster.stop(postmaster.toHandle());
            postmaster = null;
        }
    }

    @Override
    public synchronized void crash() {
        if (postmaster != null) {
            Postmaster.kill(postmaster.toHandle());
            postmaster = null;
        }
    }

    /** A marker beside the directory tells one that was not finished from one with data in it. */
    private void initialise(Path programs) throws IOException, InterruptedException {
        if (Files.exists(unfinished)) {
            DataDirectory.deleteAll(data);
        } else if (Files.exists(data)) {
            return;
        } else {
            Files.createFile(unfinished);
        }
        Path passwordFile = Files.createTempFile("keepwell-", ".pw");
        try {
            Files.writeString(passwordFile, password);
            List<String> command = ownSession();
            command.addAll(asOrdinaryUser());
            command.add(programs.resolve("initdb").toString());
            command.addAll(PostgresSettings.INITDB_OPTIONS);
            command.addAll(List.of("-U", PostgresSettings.USER, "--pwfile=" + passwordFile));
            command.addAll(List.of("-D", data.toString(), "--no-instructions"));
            if (!durable) {
                command.add("--no-sync");
            }
            if (launch(command).waitFor() != 0) {
                throw new InfraException(
                        """
                        PostgreSQL cannot make its directory. If this runs as root, user namespaces \
                        must be allowed ("unshare --user true" tells), or run as another user%s\
                        """
                                .formatted(lastWords()));
            }
        } finally {
            Files.delete(passwordFile);
        }
        Files.delete(unfinished);
    }

    private void requireOurVersion() throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw new InfraException(
                    "%s is not a PostgreSQL data directory. Move it away or choose another data directory."
                            .formatted(data));
        }
        String major = Files.readString(version).strip();
        if (!major.equals(PostgresSettings.MAJOR)) {
            throw new InfraException(
                    """
                    %s was written by PostgreSQL %s, and this is PostgreSQL %s, which cannot read it. \
                    Choose another data directory, or dump the data with a release of Keepwell that \
                    has PostgreSQL %s and load it here.\
                    """
                            .formatted(data, major, PostgresSettings.MAJOR, major));
        }
    }

    private List<String> serverCommand(Path programs) throws IOException {
        List<String> command = ownSession();
        command.addAll(asOrdinaryUser());
        command.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        command.addAll(List.of("-c", "listen_addresses=" + Ports.HOST));
        command.addAll(List.of("-c", "unix_socket_directories="));
        PostgresSettings.server(durable)
                .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    /** Or Ctrl-C in the terminal would reach it, and end it before its clients, or half made. */
    private static List<String> ownSession() {
        return new ArrayList<>(List.of("setsid"));
    }

    /** PostgreSQL refuses to run as root; in a user namespace root is nobody in particular. */
    private static List<String> asOrdinaryUser() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return root ? List.of("unshare", "--user") : List.of();
    }

    private Process launch(List<String> command) throws IOException {
        // Into a file, not a pipe: it must be able to outlive us, and to be read after a failure.
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady(Process starting) throws InterruptedException {
        long start = System.nanoTime();
        while (!Postmaster.isReady(data, starting.pid())) {
            if (starting.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InfraException("PostgreSQL does not start" + lastWords());
            }
            if (System.nanoTime() - start > START_MAX.toNanos()) {
                Postmaster.kill(starting.toHandle());
                throw new InfraException(
                        "PostgreSQL is not ready after %s%s".formatted(START_MAX, lastWords()));
            }
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            int from = Math.max(0, lines.size() - LOG_LINES_SHOWN);
            return "; the end of %s:%n%s"
                    .formatted(log, String.join("\n", lines.subList(from, lines.size())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }
}
