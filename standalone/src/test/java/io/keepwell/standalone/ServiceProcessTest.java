package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Home home = new Home(Path.of(""));
    private Path application = Path.of("");
    private int port;

    @BeforeEach
    void packageAService() throws IOException {
        home = new Home(folder.resolve("home"));
        home.create();
        application = StubService.packagedIn(folder.resolve("stub/target/quarkus-app"));
        port = StubService.freePort();
    }

    @Test
    void shouldBeStartedAgainWhenItEndsByItself() throws InterruptedException {
        try (ServiceProcess service = service()) {
            // Given
            service.start();
            service.awaitReady();
            long first = pid();

            // When
            StubService.on(port).forEach(ProcessHandle::destroyForcibly);

            // Then
            await().atMost(PATIENCE).until(() -> pid() != first);
            assertThat(told).anyMatch(it -> it.contains("ended with exit code 137"));
        }
        assertThat(StubService.on(port)).isEmpty();
    }

    @Test
    void shouldTryAgainUntilItCanBeFoundAfterACrash() throws Exception {
        try (ServiceProcess service = service()) {
            // Given
            service.start();
            service.awaitReady();
            Files.delete(pidFile());
            Files.delete(home.run());
            Path inTheWay = Files.createFile(home.run());

            // When
            StubService.on(port).forEach(ProcessHandle::destroyForcibly);
            await().atMost(PATIENCE)
                    .until(() -> told.stream().anyMatch(it -> it.contains("cannot be started")));
            Files.delete(inTheWay);

            // Then
            await().atMost(PATIENCE).until(() -> Files.exists(pidFile()) && pid() > 0);
            assertThat(StubService.on(port)).extracting(ProcessHandle::pid).containsExactly(pid());
        }
    }

    @Test
    void shouldNotLeaveRunningWhatCouldNotBeFoundAfterACrash() throws IOException {
        // Given
        Files.createFile(home.run());
        ServiceProcess service = service();

        // When
        assertThatThrownBy(service::start).isInstanceOf(UncheckedIOException.class);

        // Then
        await().atMost(PATIENCE).until(() -> StubService.on(port).findAny().isEmpty());
    }

    @Test
    void shouldPutALongLogAsideWhenItStarts() throws Exception {
        // Given
        Path log = home.logs().resolve("stub.log");
        Files.write(log, new byte[(10 << 20) + 1]);

        // When
        try (ServiceProcess service = service()) {
            service.start();
            service.awaitReady();
        }

        // Then
        assertThat(Files.size(log)).isLessThan(10 << 20);
        assertThat(home.logs().resolve("stub.log.1")).hasSize((10 << 20) + 1);
    }

    private ServiceProcess service() {
        return new ServiceProcess(
                new ServiceSpec("stub", application, List.of(), port, Map.of(), Map.of()),
                home,
                told::add);
    }

    private Path pidFile() {
        return home.run().resolve("stub.json");
    }

    private long pid() {
        return LiveProcess.read(pidFile()).map(LiveProcess::pid).orElse(0L);
    }
}
