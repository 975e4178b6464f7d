package io.keepwell.systemtests.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A library of others, as it is published, that sends by a script of {@code clients}. */
final class ClientLibrary implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("clients").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SENT = "sent ";

    private final Process process;
    private final BufferedWriter told;
    private final Path out;
    private final Path err;

    private ClientLibrary(Process process, Path out, Path err) {
        this.process = process;
        this.told = process.outputWriter();
        this.out = out;
        this.err = err;
    }

    /**
     * Fetches the libraries that the lock file names; not by {@code npm ci}, which wants to see
     * there what other systems would install. Who has no Node cannot run them, and skips the test;
     * continuous integration must.
     */
    static void install(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("npm.log");
        String missing =
                !has("node") || !has("npm")
                        ? "this needs Node 20 or newer and npm"
                        : isInstalled()
                                        || run(
                                                        log,
                                                        "npm",
                                                        "install",
                                                        "--no-save",
                                                        "--prefer-offline")
                                                == 0
                                ? null
                                : "npm could not install clients/package-lock.json: "
                                        + Files.readString(log);
        String ci = System.getenv("CI");
        if (missing != null && (ci == null || ci.equals("false"))) {
            Assumptions.abort(missing);
        } else if (missing != null) {
            fail(missing);
        }
    }

    /** Starts the script of a library, which sends its first half. */
    static ClientLibrary start(String name, Path folder, int port, String key) throws IOException {
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        Process process =
                new ProcessBuilder("node", name + ".mjs", "http://127.0.0.1:" + port, key, name)
                        .directory(SCRIPTS.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        return new ClientLibrary(process, out, err);
    }

    /** Waits until it has delivered its first half. */
    void awaitCalm() {
        await().atMost(PATIENCE)
                .conditionEvaluationListener(_ -> requireAlive())
                .until(() -> lines().contains("calm"));
    }

    /** Lets it send its second half. */
    void goOn() throws IOException {
        tell("storm");
    }

    /** What it has sent so far: by id, as what. */
    Map<String, String> sent() {
        return lines().stream()
                .filter(line -> line.startsWith(SENT))
                .map(line -> line.substring(SENT.length()).split(" ", 2))
                .collect(Collectors.toMap(words -> words[1], words -> words[0]));
    }

    /** All that it complained of. */
    String said() {
        return read(err);
    }

    /** Lets it end. */
    int end() throws IOException, InterruptedException {
        tell("end");
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the script has ended: " + said());
        }
    }

    private void tell(String what) throws IOException {
        told.write(what + "\n");
        told.flush();
    }

    private List<String> lines() {
        return read(out).lines().toList();
    }

    private static boolean isInstalled() throws IOException {
        Path done = SCRIPTS.resolve("node_modules/.package-lock.json");
        return Files.exists(done)
                && Files.getLastModifiedTime(done)
                                .compareTo(
                                        Files.getLastModifiedTime(
                                                SCRIPTS.resolve("package-lock.json")))
                        > 0;
    }

    private static boolean has(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static int run(Path log, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
