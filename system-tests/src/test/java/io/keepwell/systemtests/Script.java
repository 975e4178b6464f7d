package io.keepwell.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code ./keepwell} as a user does, on a home of its own. */
final class Script {

    private static final Path FILE = Path.of("../keepwell").toAbsolutePath().normalize();
    private static final long SECONDS_MAX = 120;

    private final Map<String, String> environment = new HashMap<>();

    Script(Path home) {
        environment.put("KEEPWELL_HOME", home.toString());
        // The build that runs this test is the one to test.
        environment.put("KEEPWELL_BUILD", "never");
    }

    /** What came of it. */
    record Result(int exitCode, String out, String err) {}

    Script with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs a command to its end, with an answer on its standard input. */
    Result answer(String answer, String... arguments) {
        return answer(answer, SECONDS_MAX, arguments);
    }

    /** Runs a command that may take so long. */
    Result runFor(long secondsMax, String... arguments) {
        return answer("", secondsMax, arguments);
    }

    private Result answer(String answer, long secondsMax, String... arguments) {
        try {
            Path out = Files.createTempFile("keepwell", ".out");
            Path err = Files.createTempFile("keepwell", ".err");
            Process process = start(out, err, arguments);
            try (var in = process.outputWriter()) {
                in.write(answer);
            } catch (IOException e) {
                // The command did not ask and is gone already; its exit code tells.
            }
            if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "no end after %d s: %s".formatted(secondsMax, Files.readString(out)));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Result run(String... arguments) {
        return answer("", arguments);
    }

    /** Starts a command that does not end by itself. */
    Process start(Path out, Path err, String... arguments) throws IOException {
        return start(List.of(), out, err, arguments);
    }

    /**
     * Starts a command as a shell on a terminal does, in a process group of its own, so that {@link
     * #interrupt} can do to it what Ctrl-C does. What a shell starts in the background ignores
     * interrupts, and so does what it starts in turn: this test perhaps.
     */
    Process startInTheForeground(Path out, Path err, String... arguments) throws IOException {
        return start(List.of("env", "--default-signal=INT", "setsid"), out, err, arguments);
    }

    /** Interrupts a command that was started in the foreground, and all in its process group. */
    static void interrupt(Process foreground) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", "--", "-" + foreground.pid()).start().waitFor();
    }

    private Process start(List<String> by, Path out, Path err, String... arguments)
            throws IOException {
        List<String> command =
                Stream.of(by.stream(), Stream.of(FILE.toString()), Stream.of(arguments))
                        .flatMap(it -> it)
                        .toList();
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
