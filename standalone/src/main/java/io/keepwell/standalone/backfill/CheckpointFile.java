package io.keepwell.standalone.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import io.keepwell.standalone.client.ClientException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Where a checkpoint is kept, and beside it the list of rejected rows. One process at a time has
 * it.
 */
final class CheckpointFile implements AutoCloseable {

    private final Path file;
    private final Path rejected;
    private final FileChannel lock;

    private CheckpointFile(Path file, Path rejected, FileChannel lock) {
        this.file = file;
        this.rejected = rejected;
        this.lock = lock;
    }

    /**
     * Takes the checkpoint of one folder, mapping and target.
     *
     * @throws ClientException when another process has it
     */
    static CheckpointFile take(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            FileChannel lock =
                    FileChannel.open(
                            folder.resolve(name + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw new ClientException(
                        "another ./keepwell backfill of this folder and mapping is under way");
            }
            return new CheckpointFile(
                    folder.resolve(name + ".json"), folder.resolve(name + ".rejected.txt"), lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /** What was written last. */
    Optional<Checkpoint> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(
                            ContractJson.mapper()
                                    .readValue(Files.readString(file), Checkpoint.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new ClientException(
                    "%s is broken; --restart begins anew without it".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void write(Checkpoint checkpoint) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, ContractJson.mapper().writeValueAsString(checkpoint));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Forgets all. */
    void delete() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(rejected);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** Where all rejected rows are listed. */
    Path rejectedRows() {
        return rejected;
    }

    /** Forgets what was listed after a checkpoint was written. */
    void cutRejected(long bytes) {
        try (var channel =
                FileChannel.open(rejected, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + rejected, e);
        }
    }

    /** Lists rejected rows, one a line; returns how many bytes they take. */
    long list(String name, List<Rejected> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        var lines = new StringBuilder();
        rows.forEach(row ->
                lines.append(
                        "%s:%d: %s%n"
                                .formatted(
                                        name,
                                        row.line(),
                                        row.reason().replaceAll("[\\r\\n]+", " "))));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out =
                Files.newOutputStream(
                        rejected, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(bytes);
            return bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + rejected, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + file, e);
        }
    }
}
