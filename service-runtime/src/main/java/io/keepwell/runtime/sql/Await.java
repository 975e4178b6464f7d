package io.keepwell.runtime.sql;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a Vert.x future, with a bound, on the few threads that may wait: those that are a
 * loop's own.
 */
public final class Await {

    private Await() {}

    /**
     * Waits for a result.
     *
     * @param future what is waited for
     * @param atMost how long; more than nothing
     * @param <T> what comes of it
     * @return the result
     * @throws AwaitException.Failed when the future fails
     * @throws AwaitException.TimedOut when nothing is known in time: what was asked for, a commit
     *     for instance, may have happened
     * @throws AwaitException.Interrupted when the thread is interrupted, which it stays
     * @throws IllegalStateException on an event loop: its own answer could never come
     */
    public static <T> T result(Future<T> future, Duration atMost) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException(
                    "an event loop must not wait; %s did".formatted(Thread.currentThread()));
        }
        CompletableFuture<T> answer = future.toCompletionStage().toCompletableFuture();
        try {
            return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new AwaitException.Failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new AwaitException.TimedOut(atMost, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwaitException.Interrupted(e);
        }
    }
}
