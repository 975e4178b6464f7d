package io.keepwell.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How much CPU processes, their threads and the whole machine have used, as Linux counts it. */
public final class CpuTimes {

    /** What Linux counts in, on every machine. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final Path PROC = Path.of("/proc");
    private static final String STAT = "stat";

    // Counted from behind the name, which may hold blanks and brackets.
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_CHILDREN = 13;
    private static final int SYSTEM_OF_CHILDREN = 14;

    // Of the machine: user, nice, system, idle, iowait, irq, softirq.
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int SOFT_IRQ = 6;

    private CpuTimes() {}

    /**
     * One line of {@code /proc/PID/stat}.
     *
     * @param name of the process or thread, at most 15 characters
     * @param used since it began, in user and kernel mode
     * @param usedByEnded the same of its children that have ended, and of theirs
     */
    record Line(String name, Duration used, Duration usedByEnded) {

        static Line parse(String stat) {
            int from = stat.indexOf('(');
            int to = stat.lastIndexOf(')');
            String[] rest = stat.substring(to + 1).strip().split(" ", -1);
            return new Line(
                    stat.substring(from + 1, to),
                    ticks(rest, USER, SYSTEM),
                    ticks(rest, USER_OF_CHILDREN, SYSTEM_OF_CHILDREN));
        }

        private static Duration ticks(String[] rest, int user, int system) {
            return TICK.multipliedBy(Long.parseLong(rest[user]) + Long.parseLong(rest[system]));
        }
    }

    /**
     * What a process has used since it began.
     *
     * @param pid a process of this machine
     * @return in user and kernel mode, to 10 ms
     * @throws UncheckedIOException when there is no such process, or no Linux
     */
    public static Duration ofProcess(long pid) {
        return Line.parse(read(PROC.resolve("" + pid).resolve(STAT))).used();
    }

    /**
     * What a process and all that it has started have used since it began, also what has ended.
     *
     * @param pid a process of this machine, for example a postmaster
     * @return in user and kernel mode, to 10 ms for each process
     * @throws UncheckedIOException when there is no such process, or no Linux
     */
    public static Duration ofFamily(long pid) {
        Line parent = Line.parse(read(PROC.resolve("" + pid).resolve(STAT)));
        Duration used = parent.used().plus(parent.usedByEnded());
        List<ProcessHandle> children =
                ProcessHandle.of(pid).map(ProcessHandle::children).orElse(Stream.empty()).toList();
        for (ProcessHandle child : children) {
            if (child.isAlive()) {
                used = used.plus(ofFamily(child.pid()));
            }
        }
        return used;
    }

    /**
     * What the threads of a process have used since they began, those of one name together. Numbers
     * at the end of a name count as none.
     *
     * @param pid a process of this machine
     * @return by the names of the threads
     * @throws UncheckedIOException when there is no such process, or no Linux
     */
    public static Map<String, Duration> ofThreads(long pid) {
        Map<String, Duration> used = new HashMap<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(PROC.resolve("" + pid).resolve("task"))) {
            for (Path thread : threads) {
                try {
                    Line line = Line.parse(Files.readString(thread.resolve(STAT)));
                    used.merge(withoutNumber(line.name()), line.used(), Duration::plus);
                } catch (NoSuchFileException ended) {
                    // Between two looks a thread may end.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the threads of process " + pid, e);
        }
        return used;
    }

    /**
     * What all processes of the machine have used since it was started.
     *
     * @return without what was idle or waited for a disk
     * @throws UncheckedIOException when this is no Linux
     */
    public static Duration ofMachine() {
        return parseMachine(read(PROC.resolve(STAT)));
    }

    static Duration parseMachine(String stat) {
        String[] ticks = stat.lines().findFirst().orElse("").split(" +", -1);
        long busy = 0;
        for (int at = 0; at <= SOFT_IRQ; at++) {
            if (at != IDLE && at != IO_WAIT) {
                busy += Long.parseLong(ticks[at + 1]);
            }
        }
        return TICK.multipliedBy(busy);
    }

    private static String withoutNumber(String name) {
        return name.replaceFirst("[-# ]*\\d+$", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
