package io.keepwell.runtime.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends a wait early. A ring that nobody waits for ends the next wait; many count as one. */
final class Bell {

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        // Two rings at once may both count: a wait too few, and no harm.
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits for a ring, or as long; at once when the thread is interrupted, which it stays. */
    void await(Duration atMost) {
        try {
            if (rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                rung.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
