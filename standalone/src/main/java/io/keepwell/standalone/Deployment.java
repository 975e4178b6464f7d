package io.keepwell.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.infra.PostgresServer;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment that runs on this machine, as it says of itself in {@code up.json}.
 *
 * @param process the process that runs it
 * @param readyAt when it was ready
 * @param kafka Kafka's address, {@code host:port}
 * @param ingest where events are sent to
 * @param scoring where accounts are asked for
 * @param alerting where alerts are asked for
 * @param playbook where plays and tasks are asked for
 * @param postgres PostgreSQL's address, {@code host:port}
 * @param postgresUser its administrator, who can log in from this machine only
 * @param postgresPassword the administrator's password
 */
record Deployment(
        LiveProcess process,
        Instant readyAt,
        String ingest,
        String scoring,
        String alerting,
        String playbook,
        String kafka,
        String postgres,
        String postgresUser,
        String postgresPassword) {

    /** Of this very process. */
    static Deployment ofThisProcess(Instant readyAt, LocalDeployment local) {
        PostgresServer postgres = local.infra().postgres();
        return new Deployment(
                LiveProcess.of(ProcessHandle.current()),
                readyAt,
                local.ingestUrl(),
                local.scoringUrl(),
                local.alertingUrl(),
                local.playbookUrl(),
                local.infra().kafka().bootstrapServers(),
                "%s:%d".formatted(postgres.host(), postgres.port()),
                postgres.user(),
                postgres.password());
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

    /** Says that it runs, to its own user only: whoever has the password can run programs. */
    void write(Home home) {
        Path draft = Home.draftOf(home.upFile());
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, Secrets.PRIVATE_FILE);
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
        return process.handle().isPresent();
    }
}
