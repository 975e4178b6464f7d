package io.keepwell.systemtests;

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

/** A packaged service, as a process that can be killed. */
public final class KillableService implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final long SECONDS_TO_END = 45;
    private static final int OK = 200;

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private KillableService(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts one, and does not wait for it.
     *
     * @param name of the service, for example {@code scoring}
     * @param log what it says is appended to it
     * @param port where it is to listen
     * @param settings its configuration
     * @param secrets environment variables
     */
    public static KillableService start(
            String name,
            Path log,
            int port,
            Map<String, String> settings,
            Map<String, String> secrets) {
        return start(name, log, port, settings, secrets, false);
    }

    /**
     * The same, and says for how long.
     *
     * @param name as above
     * @param log as above
     * @param port as above
     * @param settings as above
     * @param secrets as above
     * @param isToStay whether it lives long enough to repay the optimizing compiler
     */
    public static KillableService start(
            String name,
            Path log,
            int port,
            Map<String, String> settings,
            Map<String, String> secrets,
            boolean isToStay) {
        Path application =
                Path.of("../%s-service/target/quarkus-app".formatted(name))
                        .toAbsolutePath()
                        .normalize();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        if (!isToStay) {
            // A start takes half of what it takes with the optimizing compiler.
            command.add("-XX:TieredStopAtLevel=1");
        }
        // As far as an earlier start under "./keepwell up" has kept its classes.
        command.addAll(
                List.of(
                        "-XX:SharedArchiveFile=" + application.resolveSibling(name + ".jsa"),
                        "-Xlog:cds*=off"));
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        settings.forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        var builder =
                new ProcessBuilder(command)
                        .directory(application.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(secrets);
        try {
            return new KillableService(builder.start(), port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready. */
    public KillableService awaitReady() {
        await().atMost(READY_WITHIN)
                .conditionEvaluationListener(_ -> requireAlive())
                .until(() -> health().statusCode() == OK);
        return this;
    }

    /** What it says of its readiness; status 0 while it does not answer. */
    public Answer health() {
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
    public record Answer(int statusCode, String body) {}

    /** Ends it at once, as a lost machine would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, as an upgrade does. */
    public void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** Stops it between two instructions. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on where it was. */
    public void resume() {
        signal("CONT");
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** All that it wrote to its log. */
    public String said() {
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

    /** Fails at once, and with all that it said, where a test would wait in vain. */
    public void requireAlive() {
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
