package io.keepwell.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The main process of a PostgreSQL server, as its data directory's {@code postmaster.pid} tells of
 * it.
 */
final class Postmaster {

    private static final String PID_FILE = "postmaster.pid";
    private static final int LINE_PID = 0;
    private static final int LINE_STATUS = 7;

    private static final Duration FAST_WAIT_MAX = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration KILL_WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Postmaster() {}

    /** Whether that very process serves the data directory and takes connections. */
    static boolean isReady(Path data, long pid) {
        List<String> lines = pidFile(data);
        return lines.size() > LINE_STATUS
                && lines.get(LINE_PID).strip().equals(Long.toString(pid))
                && lines.get(LINE_STATUS).strip().equals("ready");
    }

    /**
     * Stops the server that a killed process of ours left behind on the data directory, if there is
     * one; a new one could not be started beside it. To be called under the directory's lock.
     *
     * @throws InfraException if it does not die
     */
    static void stopLeftover(Path data) {
        List<String> lines = pidFile(data);
        if (lines.isEmpty()) {
            return;
        }
        leftover(data, lines.get(LINE_PID).strip()).ifPresent(Postmaster::stop);
        // After a reboot the number may belong to anybody, and PostgreSQL would take whoever has
        // it for the owner of the directory. We hold the lock: there is no owner.
        try {
            Files.deleteIfExists(data.resolve(PID_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + data.resolve(PID_FILE), e);
        }
    }

    /**
     * Stops a server in good order: connections are cut, everything is written out. If that takes
     * too long it is cut short; the next start then recovers.
     *
     * @throws InfraException if it does not die
     */
    static void stop(ProcessHandle postmaster) {
        if (!postmaster.isAlive()) {
            return;
        }
        signal(postmaster, "INT");
        if (!hasEnded(postmaster, FAST_WAIT_MAX)) {
            signal(postmaster, "QUIT");
            if (!hasEnded(postmaster, IMMEDIATE_WAIT_MAX)) {
                kill(postmaster);
            }
        }
    }

    /**
     * Kills a server and all its processes.
     *
     * @throws InfraException if it does not die
     */
    static void kill(ProcessHandle postmaster) {
        // The children hold the shared memory: until they are gone too there is no new start.
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            if (!hasEnded(process, KILL_WAIT_MAX)) {
                throw new InfraException(
                        "PostgreSQL process %d does not die".formatted(process.pid()));
            }
        }
    }

    private static Optional<ProcessHandle> leftover(Path data, String pid) {
        if (!pid.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid)).filter(process -> serves(process, data));
    }

    /** A postmaster's program is {@code postgres} and it works in its data directory. */
    private static boolean serves(ProcessHandle process, Path data) {
        try {
            Path itsDirectory =
                    Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
            return itsDirectory.equals(data.toRealPath())
                    && process.info().command().orElse("").contains("/postgres");
        } catch (IOException goneOrSomebodyElses) {
            return false;
        }
    }

    private static List<String> pidFile(Path data) {
        try {
            return Files.readAllLines(data.resolve(PID_FILE));
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + data.resolve(PID_FILE), e);
        }
    }

    /** Java itself can only send TERM, on which PostgreSQL waits until its clients have gone. */
    private static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot signal PostgreSQL", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("Interrupted while stopping PostgreSQL", e);
        }
    }

    /** Waits for a process to end, be it our child or not. */
    static boolean hasEnded(ProcessHandle process, Duration waitMax) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        long start = System.nanoTime();
        while (System.nanoTime() - start < waitMax.toNanos()) {
            try {
                end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException stillListed) {
                if (isZombie(process)) {
                    return true;
                }
            } catch (ExecutionException e) {
                throw new InfraException("Cannot wait for PostgreSQL to end", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InfraException("Interrupted while stopping PostgreSQL", e);
            }
        }
        return false;
    }

    /**
     * Dead, but listed until its parent asks for it. An orphan's parent is process 1, which in a
     * container may be some program that never asks.
     */
    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return true;
        }
    }
}
