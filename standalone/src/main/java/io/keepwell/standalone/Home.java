package io.keepwell.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The folder in which a deployment on this machine keeps everything.
 *
 * <pre>
 * infra/      Kafka's log and PostgreSQL's data
 * logs/       what Kafka and the services say
 * secrets/    the services' database passwords, the write key, the key that signs access tokens
 * run/        the processes of the services, so that what a crash leaves behind can be found
 * up.json     the process that runs it now, if one does
 * backfills/  how far each export has come that was sent, and its rejected rows
 * demo.json   how far the demonstration has come, if there was one
 * </pre>
 *
 * @param folder the folder; need not exist
 */
record Home(Path folder) {

    private static final String VARIABLE = "KEEPWELL_HOME";

    Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The folder that the environment names, or {@code .keepwell} in the current one. */
    static Home ofEnvironment() {
        return new Home(Path.of(Optional.ofNullable(System.getenv(VARIABLE)).orElse(".keepwell")));
    }

    Path infra() {
        return folder.resolve("infra");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path run() {
        return folder.resolve("run");
    }

    Path backfills() {
        return folder.resolve("backfills");
    }

    Path upFile() {
        return folder.resolve("up.json");
    }

    Path demoFile() {
        return folder.resolve("demo.json");
    }

    boolean isEmpty() {
        return !Files.exists(infra());
    }

    /** Makes the folders that every run writes to. */
    void create() {
        try {
            Files.createDirectories(logs());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + logs(), e);
        }
    }

    /** Deletes everything in it, and itself. */
    void delete() throws IOException {
        List<Path> all;
        try (var found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    /** The bytes that its files take, 0 when it does not exist. */
    long size() throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).mapToLong(Home::sizeOf).sum();
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // PostgreSQL removes files while we count; what is gone takes no room.
            return 0;
        }
    }
}
