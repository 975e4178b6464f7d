package io.keepwell.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process at a time on a data directory.
 *
 * <p>The lock is the operating system's, so it ends with the process however that dies. The file
 * holds the owner's process id, for messages.
 */
final class DirectoryLock implements AutoCloseable {

    /** The file's name in the data directory. */
    static final String FILE = "infra.lock";

    // Closing any channel of a file drops all of this process's locks on it (POSIX), so a second
    // attempt from the same process must not even open the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final int PID_DIGITS_MAX = 32;

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * @param directory a real path (no links), so that one directory has one name
     * @throws InfraException if another process, or this one, already works there
     */
    static DirectoryLock acquire(Path directory) {
        return attempt(directory)
                .orElseThrow(() ->
                        new InfraException(
                                """
                                The data directory %s is in use by %s. \
                                Stop that process or choose another data directory.\
                                """
                                        .formatted(directory, ownerInWords(directory))));
    }

    /** Takes the lock if nobody has it. */
    static Optional<DirectoryLock> attempt(Path directory) {
        if (!HELD_HERE.add(directory)) {
            return Optional.empty();
        }
        try {
            FileChannel channel = open(directory);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new DirectoryLock(directory, channel));
            }
            channel.close();
            HELD_HERE.remove(directory);
            return Optional.empty();
        } catch (IOException e) {
            HELD_HERE.remove(directory);
            throw new UncheckedIOException("Cannot lock " + directory, e);
        }
    }

    /** Writes this process's id into the file. */
    void sign() {
        try {
            channel.truncate(0);
            byte[] pid =
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(pid), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + directory.resolve(FILE), e);
        }
    }

    /** The process id that the last owner left in the file. */
    OptionalLong signature() {
        try {
            return pidIn(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + directory.resolve(FILE), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unlock " + directory, e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }

    private static FileChannel open(Path directory) throws IOException {
        return FileChannel.open(
                directory.resolve(FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static String ownerInWords(Path directory) {
        if (HELD_HERE.contains(directory)) {
            return "this same process";
        }
        try (FileChannel channel = open(directory)) {
            OptionalLong pid = pidIn(channel);
            return pid.isPresent() ? "process " + pid.getAsLong() : "another process";
        } catch (IOException e) {
            return "another process";
        }
    }

    private static OptionalLong pidIn(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(PID_DIGITS_MAX);
        channel.read(content, 0);
        String text = StandardCharsets.UTF_8.decode(content.flip()).toString().strip();
        return text.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
