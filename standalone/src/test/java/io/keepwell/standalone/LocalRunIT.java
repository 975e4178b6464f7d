package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.IdleDirectory;
import io.keepwell.infra.InfraException;
import io.keepwell.standalone.client.StoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's broker and database are real; its services only say whether they are ready. */
class LocalRunIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> SERVICES =
            List.of("ingest", "scoring", "alerting", "playbook");

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Home home = new Home(Path.of(""));
    private LocalOptions options = new LocalOptions(0, 0, 0, 0, 0, 0, Path.of(""), Path.of(""));

    @BeforeEach
    void packageServices() throws IOException {
        home = new Home(folder.resolve("home"));
        for (String service : SERVICES) {
            StubService.packagedIn(application(service));
        }
        options =
                new LocalOptions(
                        StubService.freePort(),
                        StubService.freePort(),
                        StubService.freePort(),
                        StubService.freePort(),
                        StubService.freePort(),
                        StubService.freePort(),
                        Path.of("../policies/default"),
                        folder);
    }

    @Test
    void shouldStopQuietlyWhileItWaitsForAService() throws Exception {
        // Given
        StubService.neverReady(application("scoring"));
        LocalRun run = begin();
        try (ExecutorService starting = Executors.newSingleThreadExecutor()) {
            Future<?> ready = starting.submit(run::ready);
            await().atMost(PATIENCE).until(() -> running().count() == SERVICES.size());

            // When
            run.close();

            // Then
            assertThatThrownBy(ready::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StoppedException.class);
        }
        assertThat(running()).isEmpty();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("Stopped. The data is kept in");
        IdleDirectory.take(home.infra()).close();
    }

    @Test
    void shouldStartNothingMoreOnceItWasAskedToStop() {
        // Given
        LocalRun run = begin();

        // When
        run.close();

        // Then
        assertThatThrownBy(run::ready).isInstanceOf(StoppedException.class);
        assertThat(running()).isEmpty();
        assertThat(home.upFile()).doesNotExist();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldNotKeepAnybodyWaitingWhenSomethingCannotBeStopped() throws Exception {
        // Given
        LocalRun run = begin();
        Files.createDirectories(home.upFile().resolve("not-a-file"));

        // When
        assertThatThrownBy(run::close).hasMessageContaining("up.json");

        // Then
        run.close();
        run.await();
        IdleDirectory.take(home.infra()).close();
    }

    @Test
    void shouldKeepThePasswordOfTheDatabaseToItsOwner() throws Exception {
        try (LocalRun run = begin()) {
            Deployment deployment = run.ready().orElseThrow();

            assertThat(deployment.postgresPassword()).hasSize(48);
            assertThat(out.toString() + err).doesNotContain(deployment.postgresPassword());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.upFile())))
                    .isEqualTo("rw-------");
            assertThat(home.secrets().resolve("postgres"))
                    .hasContent(deployment.postgresPassword());
        }
    }

    @Test
    void shouldNameTheCureWhenThePasswordOfTheDatabaseIsLost() throws IOException {
        // Given
        Files.createDirectories(home.infra().resolve("postgres"));

        // When
        assertThatThrownBy(this::begin)
                // Then
                .isInstanceOf(InfraException.class)
                .hasMessageContaining("./keepwell reset")
                .hasMessageContaining(home.secrets().resolve("postgres").toString());
    }

    private LocalRun begin() {
        return LocalRun.begin(
                home,
                options,
                InstantSource.system(),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    private Stream<ProcessHandle> running() {
        return Stream.of(
                        options.ingestPort(),
                        options.scoringPort(),
                        options.alertingPort(),
                        options.playbookPort())
                .flatMap(StubService::on);
    }

    private Path application(String service) {
        return folder.resolve("%s-service/target/quarkus-app".formatted(service));
    }
}
