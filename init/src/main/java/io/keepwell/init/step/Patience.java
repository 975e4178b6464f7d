package io.keepwell.init.step;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** How long to wait for things that happen on other machines, and whom to tell meanwhile. */
public final class Patience {

    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Consumer<String> progress;
    private final Instant begin;
    private final Instant end;
    private Instant toldAt;

    /**
     * Begins now.
     *
     * @param clock what time it is
     * @param wait how long to wait in all
     * @param progress told every few seconds what is waited for
     */
    public Patience(InstantSource clock, Duration wait, Consumer<String> progress) {
        this.clock = clock;
        this.progress = progress;
        this.begin = clock.instant();
        this.end = begin.plus(wait);
        this.toldAt = begin;
    }

    /**
     * The same clock and listener with a time of its own, beginning now.
     *
     * @param wait how long to wait in all
     * @return another patience
     */
    public Patience afresh(Duration wait) {
        return new Patience(clock, wait, progress);
    }

    /**
     * Whether the time is over.
     *
     * @return true from the end on
     */
    public boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /**
     * The time that is left.
     *
     * @param min the least that is wanted even when the time is over
     * @param max the most that is wanted
     * @return between the two
     */
    public Duration left(Duration min, Duration max) {
        Duration left = Duration.between(clock.instant(), end);
        Duration capped = left.compareTo(max) > 0 ? max : left;
        return capped.compareTo(min) < 0 ? min : capped;
    }

    /**
     * Says every few seconds what is waited for.
     *
     * @param what for example {@code waiting for Kafka at localhost:9092}
     */
    public void tell(String what) {
        Instant now = clock.instant();
        if (Duration.between(toldAt, now).compareTo(TELL_EVERY) >= 0) {
            toldAt = now;
            progress.accept("%s (%d s)".formatted(what, Duration.between(begin, now).toSeconds()));
        }
    }

    /**
     * Waits a little before something is asked again: the other machine does not call back.
     *
     * @param pause how long at most
     * @return false when the thread was interrupted, and waiting on makes no sense
     */
    public boolean pause(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
        return !Thread.currentThread().isInterrupted();
    }
}
