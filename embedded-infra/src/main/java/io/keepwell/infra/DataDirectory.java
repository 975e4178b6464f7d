package io.keepwell.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where broker and database keep everything, held by one process at a time.
 *
 * <p>A temporary one is deleted when it is closed. If its process is killed first, the next process
 * that wants a temporary directory deletes it, with the PostgreSQL that may still run in it.
 */
final class DataDirectory implements AutoCloseable {

    private static final String TEMPORARY_PREFIX = "keepwell-infra-";

    private final Path root;
    private final DirectoryLock lock;
    private final boolean temporary;

    private DataDirectory(Path root, DirectoryLock lock, boolean temporary) {
        this.root = root;
        this.lock = lock;
        this.temporary = temporary;
    }

    /**
     * @param wanted created if missing; absent for a temporary directory
     * @throws InfraException if another process works there
     */
    static DataDirectory open(@Nullable Path wanted) {
        try {
            if (wanted == null) {
                Path parent = Path.of(System.getProperty("java.io.tmpdir"));
                deleteAbandoned(parent);
                return own(Files.createTempDirectory(parent, TEMPORARY_PREFIX), true);
            }
            return own(Files.createDirectories(wanted), false);
        } catch (IOException e) {
            throw new InfraException("Cannot use the data directory %s".formatted(wanted), e);
        }
    }

    Path root() {
        return root;
    }

    @Override
    public void close() {
        if (temporary) {
            deleteAll(root);
        }
        lock.close();
    }

    private static DataDirectory own(Path directory, boolean temporary) throws IOException {
        Path root = directory.toRealPath();
        DirectoryLock lock = DirectoryLock.acquire(root);
        lock.sign();
        return new DataDirectory(root, lock, temporary);
    }

    static void deleteAbandoned(Path parent) throws IOException {
        List<Path> candidates;
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(parent, TEMPORARY_PREFIX + "*")) {
            candidates =
                    StreamSupport.stream(found.spliterator(), false)
                            .filter(path -> Files.isReadable(path.resolve(DirectoryLock.FILE)))
                            .toList();
        }
        for (Path candidate : candidates) {
            deleteIfAbandoned(candidate.toRealPath());
        }
    }

    private static void deleteIfAbandoned(Path directory) {
        try {
            Optional<DirectoryLock> taken = DirectoryLock.attempt(directory);
            if (taken.isEmpty()) {
                return;
            }
            try (DirectoryLock lock = taken.get()) {
                OptionalLong owner = lock.signature();
                // Without a signature somebody has just made it and is about to take the lock.
                if (owner.isPresent() && ProcessHandle.of(owner.getAsLong()).isEmpty()) {
                    Postmaster.stopLeftover(EmbeddedPostgres.dataIn(directory));
                    deleteAll(directory);
                }
            }
        } catch (UncheckedIOException | InfraException somebodyElses) {
            // Another user's, or another process is deleting it: no reason not to start.
        }
    }

    /** Deletes a directory and all in it; the lock file last, as long as it is there it guards. */
    static void deleteAll(Path directory) {
        try {
            Files.walkFileTree(directory, new Deletion(directory));
            Files.deleteIfExists(directory.resolve(DirectoryLock.FILE));
            Files.deleteIfExists(directory);
        } catch (NoSuchFileException gone) {
            // What we wanted.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        private final Path top;
        private final Path guard;

        Deletion(Path top) {
            this.top = top;
            this.guard = top.resolve(DirectoryLock.FILE);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (!file.equals(guard)) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            // A file may vanish under the walk; anything else is a failure.
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!directory.equals(top)) {
                Files.deleteIfExists(directory);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
