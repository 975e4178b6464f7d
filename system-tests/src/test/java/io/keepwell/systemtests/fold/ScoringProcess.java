package io.keepwell.systemtests.fold;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged scoring service, as a process that can be killed. */
final class ScoringProcess implements AutoCloseable {

    private static final Path APPLICATION =
            Path.of("../scoring-service/target/quarkus-app").toAbsolutePath().normalize();
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final long SECONDS_TO_END = 45;
    private static final int OK = 200;

    private static final Path KEPT_CLASSES = APPLICATION.resolveSibling("scoring.jsa");

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private ScoringProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts one, and does not wait for it. */
    static ScoringProcess start(
            Path log, int port, Map<String, String> settings, Map<String, String> secrets) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        // None lives long enough to repay the optimizing compiler; a start takes half of it.
        command.add("-XX:TieredStopAtLevel=1");
        // As far as an earlier start under "./keepwell up" has kept its classes.
        command.addAll(List.of("-XX:SharedArchiveFile=" + KEPT_CLASSES, "-Xlog:cds*=off"));
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        settings.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        var builder =
                new ProcessBuilder(command)
                        .directory(APPLICATION.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(secrets);
        try {
            return new ScoringProcess(builder.start(), port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that the fold runs. */
    ScoringProcess awaitReady() {
        await().atMost(READY_WITHIN)
                .conditionEvaluationListener(_ -> requireAlive())
                .until(() -> health().statusCode() == OK);
        return this;
    }

    /** What it says of its readiness; status 0 while it does not answer. */
    Answer health() {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException notNow) {
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer over HTTP. */
    record Answer(int statusCode, String body) {}

    /** Ends it at once, as a lost machine would. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, as an upgrade does. */
    void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** Stops it between two instructions. */
    void pause() {
        signal("STOP");
    }

    /** Lets it go on where it was. */
    void resume() {
        signal("CONT");
    }

    /** All that it wrote to its log. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
        awaitEnd();
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the service ended with exit code %d:%n%s"
                            .formatted(process.exitValue(), said()));
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process %d does not end".formatted(process.pid()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -%s failed".formatted(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
