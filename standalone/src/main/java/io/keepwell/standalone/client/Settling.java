package io.keepwell.standalone.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Waits until what is asked for does not change any more. */
public final class Settling {

    private final BooleanSupplier stopping;
    private final LongSupplier nanos;
    private final Runnable pause;

    /**
     * With a clock of its own.
     *
     * @param stopping whether somebody has asked to stop
     * @param nanos a clock as {@link System#nanoTime}
     * @param pause waits between two looks
     */
    public Settling(BooleanSupplier stopping, LongSupplier nanos, Runnable pause) {
        this.stopping = stopping;
        this.nanos = nanos;
        this.pause = pause;
    }

    /**
     * An answer on the way.
     *
     * @param done how much there is
     * @param isComplete whether that is all that can come
     */
    public record Look(long done, boolean isComplete) {}

    /**
     * Looks again and again, until all is there or nothing new comes.
     *
     * @param look asks; a service that is away counts as nothing new
     * @param patience how long nothing new may come
     * @param progress is told how much there is
     * @return whether all is there
     * @throws StoppedException when asked to stop
     */
    public boolean await(Supplier<Look> look, Duration patience, Progress progress) {
        long before = -1;
        long newAt = nanos.getAsLong();
        while (!stopping.getAsBoolean()) {
            try {
                Look seen = look.get();
                progress.at(seen.done());
                if (seen.isComplete()) {
                    return true;
                }
                if (seen.done() != before) {
                    before = seen.done();
                    newAt = nanos.getAsLong();
                }
            } catch (ServiceReads.AwayException away) {
                // It is being started again, or is busy; patience has an end anyway.
                progress.at(Math.max(0, before));
            }
            if (nanos.getAsLong() - newAt > patience.toNanos()) {
                return false;
            }
            pause.run();
        }
        throw new StoppedException();
    }
}
