package io.keepwell.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment that runs on this machine, as it says of itself in {@code up.json}.
 *
 * @param pid the process that runs it
 * @param processStartedAt when that process started: a process id alone may be another's by now
 * @param readyAt when it was ready
 * @param kafka Kafka's address, {@code host:port}
 * @param postgres PostgreSQL's address, {@code host:port}
 * @param postgresUser its administrator
 */
record Deployment(
        long pid,
        Instant processStartedAt,
        Instant readyAt,
        String kafka,
        String postgres,
        String postgresUser) {

    /** Of this very process. */
    static Deployment ofThisProcess(
            Instant readyAt, String kafka, String postgres, String postgresUser) {
        ProcessHandle self = ProcessHandle.current();
        return new Deployment(
                self.pid(), startOf(self).orElse(readyAt), readyAt, kafka, postgres, postgresUser);
    }

    /** The one that runs in a home, if its process still lives. */
    static Optional<Deployment> running(Home home) {
        if (!Files.exists(home.upFile())) {
            return Optional.empty();
        }
        try {
            var found =
                    ContractJson.mapper()
                            .readValue(Files.readString(home.upFile()), Deployment.class);
            return found.lives() ? Optional.of(found) : Optional.empty();
        } catch (JsonProcessingException e) {
            // Cut off by a crash: whoever wrote it does not run.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.upFile(), e);
        }
    }

    /** Says that it runs. */
    void write(Home home) {
        var draft = home.folder().resolve("up.json.new");
        try {
            Files.writeString(draft, ContractJson.mapper().writeValueAsString(this));
            Files.move(draft, home.upFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + home.upFile(), e);
        }
    }

    /** Says that nothing runs any more. */
    static void erase(Home home) {
        try {
            Files.deleteIfExists(home.upFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + home.upFile(), e);
        }
    }

    private boolean lives() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(Deployment::startOf)
                .filter(processStartedAt::equals)
                .isPresent();
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
