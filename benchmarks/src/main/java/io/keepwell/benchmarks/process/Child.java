package io.keepwell.benchmarks.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that lives as long as it is measured, in a session of its own: Ctrl-C reaches us alone,
 * and we end it.
 */
public final class Child implements AutoCloseable {

    private static final long ENDS_WITHIN_SECONDS = 30;

    private final Process process;
    private final String name;
    private final Path log;
    private final Runnable askToEnd;
    private final Thread endsWithUs;

    private Child(Process process, String name, Path log, Runnable askToEnd) {
        this.process = process;
        this.name = name;
        this.log = log;
        this.askToEnd = askToEnd;
        this.endsWithUs = new Thread(askToEnd, "end " + name);
        Runtime.getRuntime().addShutdownHook(endsWithUs);
    }

    /**
     * Starts a program of this module in a JVM of its own. It is talked to by lines, and must end
     * when there are no more.
     *
     * @param main its class
     * @param jvm options of the JVM
     * @param log where its errors go
     * @param arguments of the program
     * @return the process
     */
    public static Child program(Class<?> main, List<String> jvm, Path log, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()));
        command.addAll(Arrays.asList(arguments));
        String name = main.getSimpleName();
        Process process =
                started(name, new ProcessBuilder(command).redirectError(log.toFile()), log);
        return new Child(process, name, log, () -> endOfLines(process));
    }

    /**
     * Starts a program of somebody else, all of whose output goes to the log.
     *
     * @param name what to call it
     * @param command how it is started
     * @param log where its output goes
     * @return the process
     */
    public static Child other(String name, ProcessBuilder command, Path log) {
        Process process =
                started(name, command.redirectErrorStream(true).redirectOutput(log.toFile()), log);
        return new Child(process, name, log, process::destroy);
    }

    private static Process started(String name, ProcessBuilder command, Path log) {
        command.command().addFirst("setsid");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return command.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /**
     * Its process id.
     *
     * @return the id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Fails when it has ended by itself.
     *
     * @throws IllegalStateException that names its log
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw ended();
        }
    }

    /**
     * Tells it something.
     *
     * @param line one line
     */
    public void tell(String line) {
        BufferedWriter writer = process.outputWriter(StandardCharsets.UTF_8);
        try {
            writer.write(line);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot talk to " + name, e);
        }
    }

    /**
     * Waits for what it says next.
     *
     * @return one line
     * @throws IllegalStateException that names its log, when it ends instead
     */
    public String hear() {
        try {
            String line = process.inputReader(StandardCharsets.UTF_8).readLine();
            if (line == null) {
                throw ended();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hear " + name, e);
        }
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        askToEnd.run();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(endsWithUs);
        } catch (IllegalStateException endingAlready) {
            // Then the hook has done its work.
        }
    }

    private static void endOfLines(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // Then it has ended.
        }
    }

    private IllegalStateException ended() {
        return new IllegalStateException("%s has ended by itself; see %s".formatted(name, log));
    }
}
