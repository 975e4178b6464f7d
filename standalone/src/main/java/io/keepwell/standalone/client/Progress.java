package io.keepwell.standalone.client;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells how far something is: on a terminal in one line that is rewritten, elsewhere in a line
 * every two seconds. Safe for many threads.
 */
public final class Progress {

    private static final Duration TERMINAL_EVERY = Duration.ofMillis(100);
    private static final Duration LINE_EVERY = Duration.ofSeconds(2);
    private static final int BAR = 24;
    private static final int WHOLE = 100;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double SECONDS_MIN = 0.001;
    private static final String ERASE = "\r\033[K";

    private final PrintWriter out;
    private final boolean rewrites;
    private final LongSupplier nanos;
    private String what = "";
    private long total = 1;
    private long begun;
    private long first;
    private long told;

    /**
     * Begins with nothing.
     *
     * @param out where it is told
     * @param rewrites whether lines can be rewritten there
     * @param nanos a clock as {@link System#nanoTime}
     */
    public Progress(PrintWriter out, boolean rewrites, LongSupplier nanos) {
        this.out = out;
        this.rewrites = rewrites;
        this.nanos = nanos;
    }

    /**
     * Whether a person looks on, at something that can rewrite a line.
     *
     * @return false where output goes into a file or to another program
     */
    public static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && !"dumb".equals(System.getenv("TERM"));
    }

    /**
     * A plain line.
     *
     * @param line without a line end
     */
    public synchronized void say(String line) {
        if (rewrites) {
            out.print(ERASE);
        }
        out.println(line);
        out.flush();
    }

    /**
     * Something of a known size begins.
     *
     * @param name what it is
     * @param size how much of it there is
     */
    public synchronized void begin(String name, long size) {
        what = name;
        total = Math.max(1, size);
        begun = nanos.getAsLong();
        first = -1;
        told = begun;
    }

    /**
     * So much of it is done.
     *
     * @param done how much
     */
    public synchronized void at(long done) {
        if (first < 0) {
            first = done;
        }
        long now = nanos.getAsLong();
        Duration every = rewrites ? TERMINAL_EVERY : LINE_EVERY;
        if (now - told < every.toNanos()) {
            return;
        }
        told = now;
        String line = line(done, (now - begun) / NANOS_A_SECOND);
        if (rewrites) {
            out.print(ERASE + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    /**
     * So much was done of what has no end; told on a terminal only.
     *
     * @param done how much
     */
    public synchronized void count(long done) {
        if (rewrites) {
            out.print(String.format(Locale.ROOT, "%s  %-28s %,d", ERASE, what, done));
            out.flush();
        }
    }

    /**
     * It is done.
     *
     * @param done how much
     */
    public synchronized void end(long done) {
        double seconds = (nanos.getAsLong() - begun) / NANOS_A_SECOND;
        say(String.format(Locale.ROOT, "  %-28s %,d in %.1f s", what, done, seconds));
    }

    private String line(long done, double seconds) {
        int percent = (int) Math.min(WHOLE, WHOLE * done / total);
        int full = BAR * percent / WHOLE;
        // What was there when this began is not this one's speed.
        double rate = (done - first) / Math.max(SECONDS_MIN, seconds);
        String left =
                rate == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, "  %.0f s left", Math.max(0, total - done) / rate);
        return String.format(
                Locale.ROOT,
                "  %-28s [%s%s] %3d %%  %,d of %,d  %,.0f/s%s",
                what,
                "#".repeat(full),
                "-".repeat(BAR - full),
                percent,
                done,
                total,
                rate,
                left);
    }
}
