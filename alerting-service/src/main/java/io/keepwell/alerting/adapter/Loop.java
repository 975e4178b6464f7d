package io.keepwell.alerting.adapter;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again on a thread of its own: at once while there is more to do, when
 * somebody calls, and otherwise after a pause. What fails is tried again after the pause.
 */
public final class Loop implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Loop.class);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Supplier<Uni<Boolean>> round;
    private final Duration pause;
    private final Semaphore calls = new Semaphore(0);
    private final Thread thread;
    private volatile boolean isStopping;
    private boolean isFailing;

    /**
     * Makes a loop that does nothing until it is started.
     *
     * @param name of the thread
     * @param round does a piece of work, and tells whether there may be more
     * @param pause between rounds
     */
    public Loop(String name, Supplier<Uni<Boolean>> round, Duration pause) {
        this.round = round;
        this.pause = pause;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Says that there is something to do. Cheap, and safe from any thread. */
    public void wake() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    @Override
    public void close() {
        isStopping = true;
        calls.release();
        try {
            if (!thread.join(STOPS_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isStopping) {
            if (!again()) {
                await();
            }
        }
    }

    private boolean again() {
        try {
            boolean hasMore = VertxContextSupport.subscribeAndAwait(round);
            isFailing = false;
            return hasMore;
        } catch (Throwable e) {
            if (!isFailing && !isStopping) {
                LOGGER.atWarn().setCause(e).log("{} fails, and tries again", thread.getName());
            }
            isFailing = true;
            return false;
        }
    }

    private void await() {
        try {
            boolean _ = calls.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            calls.drainPermits();
        } catch (InterruptedException e) {
            isStopping = true;
        }
    }
}
