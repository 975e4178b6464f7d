package io.keepwell.standalone;

import io.keepwell.standalone.client.StoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A service as it runs in production, as a process of its own. If it ends by itself it is started
 * again; what an earlier, killed run left behind is stopped first.
 */
final class ServiceProcess implements AutoCloseable {

    private static final String HOST = ServiceCommand.HOST;
    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int HTTP_OK = 200;
    private static final long LOG_BYTES_MAX = 10 << 20;
    private static final String PID_SUFFIX = ".json";

    private final ServiceSpec spec;
    private final Path log;
    private final Path pidFile;
    private final Consumer<String> progress;
    private final Object lock = new Object();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Process process;

    ServiceProcess(ServiceSpec spec, Home home, Consumer<String> progress) {
        this.spec = spec;
        this.log = home.logs().resolve(spec.name() + ".log");
        this.pidFile = home.run().resolve(spec.name() + PID_SUFFIX);
        this.progress = progress;
    }

    /**
     * Stops what a killed run left behind of all services of a home. To be called by who holds the
     * home's data: a service of a run that lives is no leftover.
     *
     * @param home where they were started
     * @param progress is told which are stopped
     */
    static void stopLeftovers(Home home, Consumer<String> progress) {
        if (!Files.isDirectory(home.run())) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.run(), "*" + PID_SUFFIX)) {
            files.forEach(file -> stopLeftover(file, progress));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.run(), e);
        }
    }

    /**
     * Starts it; {@link #awaitReady} tells when it serves.
     *
     * @throws ServiceFailedException when its port is taken
     */
    void start() {
        stopLeftover(pidFile, progress);
        requireFreePort();
        putAsideLongLog();
        launch();
    }

    /**
     * Waits until it answers that it is ready.
     *
     * @throws ServiceFailedException when it ends before, or takes too long
     * @throws StoppedException when it was asked to stop
     */
    void awaitReady() throws InterruptedException {
        long start = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isReady(client)) {
                requireGoingOn();
                Process now = current();
                if (now.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    requireGoingOn();
                    throw new ServiceFailedException(
                            "%s ended with exit code %d before it was ready; see %s"
                                    .formatted(spec.name(), now.exitValue(), log));
                }
                if (System.nanoTime() - start > READY_MAX.toNanos()) {
                    throw new ServiceFailedException(
                            "%s is not ready after %d s; see %s"
                                    .formatted(spec.name(), READY_MAX.toSeconds(), log));
                }
            }
        }
        watch();
    }

    /** Asks it to stop, and does not wait. */
    void askToStop() {
        Process last = stopStarting();
        if (last != null) {
            last.destroy();
        }
    }

    /** Asks it to stop, waits, and kills it if it does not. */
    @Override
    public void close() {
        Process last = stopStarting();
        if (last != null) {
            stop(last.toHandle());
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + pidFile, e);
        }
    }

    /** From now on it is not started again; the process that may run still. */
    private @Nullable Process stopStarting() {
        synchronized (lock) {
            stopped.countDown();
            return process;
        }
    }

    private void launch() {
        synchronized (lock) {
            if (isStopping()) {
                return;
            }
            Process started = started();
            process = started;
            try {
                LiveProcess.of(started.toHandle()).write(pidFile);
            } catch (UncheckedIOException e) {
                // What nobody could find after a crash must not run.
                started.destroyForcibly();
                throw e;
            }
        }
    }

    /** While it runs it writes into that file itself, so that it can outlive us. */
    private void putAsideLongLog() {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put aside " + log, e);
        }
    }

    private Process started() {
        try {
            return command().start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name(), e);
        }
    }

    private ProcessBuilder command() {
        ProcessBuilder builder = ServiceCommand.of(spec);
        // In a session of its own, or Ctrl-C would stop all at once and in no order.
        builder.command().addFirst("setsid");
        return builder.redirectErrorStream(true)
                // A file, not a pipe: it must be able to outlive us.
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private boolean isReady(HttpClient client) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://%s:%d/q/health/ready".formatted(HOST, spec.port())))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void watch() {
        Process watched = current();
        Thread.ofVirtual().name("watch " + spec.name()).start(() -> startAgainAfter(watched));
    }

    private void startAgainAfter(Process watched) {
        try {
            Process ended = watched;
            while (!isStopping()) {
                int exitCode = ended.waitFor();
                if (isStopping()) {
                    return;
                }
                progress.accept(
                        "%s ended with exit code %d; it is started again, see %s"
                                .formatted(spec.name(), exitCode, log));
                launchAgain();
                ended = current();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when it is launched, however often that fails, or when it is to stop. */
    private void launchAgain() throws InterruptedException {
        // Not at once: what ends at its start would fill the log.
        Duration pause = AGAIN_AFTER;
        while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                launch();
                return;
            } catch (UncheckedIOException e) {
                // A full disk, mostly; somebody may make room.
                pause = AGAIN_AFTER_FAILURE;
                progress.accept(
                        "%s cannot be started again, which is tried every %d s: %s, %s"
                                .formatted(
                                        spec.name(),
                                        pause.toSeconds(),
                                        e.getMessage(),
                                        e.getCause()));
            }
        }
    }

    private void requireGoingOn() {
        if (isStopping()) {
            throw new StoppedException();
        }
    }

    private boolean isStopping() {
        return stopped.getCount() == 0;
    }

    private void requireFreePort() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), spec.port()));
        } catch (IOException taken) {
            throw new ServiceFailedException(
                    """
                    Port %d on %s is taken, and %s wants it. Stop the program that listens there \
                    ("ss -ltnp sport = :%d" names it) or choose another with --%s-port.\
                    """
                            .formatted(spec.port(), HOST, spec.name(), spec.port(), spec.name()));
        }
    }

    private static void stopLeftover(Path pidFile, Consumer<String> progress) {
        LiveProcess.read(pidFile)
                .flatMap(LiveProcess::handle)
                .ifPresent(leftover -> {
                    String name = ("" + pidFile.getFileName()).replace(PID_SUFFIX, "");
                    progress.accept(
                            "stopping %s, which an earlier run left behind as process %d"
                                    .formatted(name, leftover.pid()));
                    stop(leftover);
                });
    }

    private static void stop(ProcessHandle running) {
        running.destroy();
        try {
            running.onExit().get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            running.destroyForcibly();
        }
    }

    private Process current() {
        synchronized (lock) {
            if (process == null) {
                throw new IllegalStateException(spec.name() + " was not started");
            }
            return process;
        }
    }

    /** A service did not come up; the message names its log. */
    static final class ServiceFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServiceFailedException(String message) {
            super(message);
        }
    }
}
