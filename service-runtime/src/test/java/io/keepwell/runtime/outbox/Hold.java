package io.keepwell.runtime.outbox;

import static io.keepwell.runtime.outbox.OutboxFixture.WAIT_MAX;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a relay's thread the first time that it comes to a step, until it is let go. */
final class Hold implements Failpoint {

    private final Step step;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);

    Hold(Step step) {
        this.step = step;
    }

    @Override
    public void at(Step here) {
        if (here != step) {
            return;
        }
        reached.countDown();
        try {
            if (!letGo.await(WAIT_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("held for too long at " + step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void awaitReached() {
        await().atMost(WAIT_MAX).until(() -> reached.getCount() == 0);
    }

    void letGo() {
        letGo.countDown();
    }
}
