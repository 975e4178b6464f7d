package io.keepwell.standalone;

import io.keepwell.infra.IdleDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a deployment on this machine keeps everything.
 *
 * <pre>
 * infra/      Kafka's log and PostgreSQL's data
 * logs/       what Kafka and the services say
 * secrets/    the passwords of the database, the write key, the key that signs access tokens
 * sources/    the systems that may send: ours, and what the user lays beside it
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

    /** The documents of the sources that may send; files of the user's own may lie beside ours. */
    Path sources() {
        return folder.resolve("sources");
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

    /** What of its own is there: never what somebody else keeps in the same folder. */
    List<Path> entries() {
        return Stream.of(
                        run(),
                        logs(),
                        backfills(),
                        LocalSources.fileIn(sources()),
                        secrets(),
                        upFile(),
                        draftOf(upFile()),
                        demoFile(),
                        draftOf(demoFile()),
                        // Last: as long as it is there, its lock guards the others.
                        infra())
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** Where the next content of a file is written, before it takes the file's place. */
    static Path draftOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Makes the folders that every run writes to. */
    void create() {
        try {
            Files.createDirectories(logs());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + logs(), e);
        }
    }

    /**
     * Deletes what of its own is there, and itself if nothing else is in it. To be called by who
     * holds {@link #infra()}.
     */
    void delete(IdleDirectory data) throws IOException {
        for (Path entry : entries()) {
            if (entry.equals(infra())) {
                data.delete();
            }
            deleteAll(entry);
        }
        deleteIfEmpty(sources());
        deleteIfEmpty(folder);
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // What is left is somebody else's.
        }
    }

    /** The bytes that its files take, 0 when it does not exist. */
    long size() throws IOException {
        var bytes = new AtomicLong();
        for (Path entry : entries()) {
            Files.walkFileTree(
                    entry,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            bytes.addAndGet(attributes.size());
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException gone) {
                            // PostgreSQL removes files while we count; what is gone takes no room.
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path directory, @Nullable IOException gone) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        }
        return bytes.get();
    }

    private static void deleteAll(Path entry) throws IOException {
        if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                entry,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
