package io.keepwell.standalone;

import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for another: a process id alone may be somebody else's by now.
 *
 * @param pid its id
 * @param startedAt when it started
 */
record LiveProcess(long pid, Instant startedAt) {

    static LiveProcess of(ProcessHandle process) {
        return new LiveProcess(process.pid(), startOf(process).orElse(Instant.EPOCH));
    }

    /** The process that a file names, if the file is there and whole. */
    static Optional<LiveProcess> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(
                            ContractJson.mapper()
                                    .readValue(Files.readString(file), LiveProcess.class))
                    : Optional.empty();
        } catch (IOException e) {
            // Cut off by a crash while it was written: then the process had not begun to work.
            return Optional.empty();
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, ContractJson.mapper().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).filter(startedAt::equals).isPresent());
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
