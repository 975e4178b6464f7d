package io.keepwell.standalone.client;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows that somebody is waited for who does not say how far he is. */
public final class Waiting {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String ERASE = "\r\033[K";

    private Waiting() {}

    /**
     * Waits for an answer; on a terminal, with the seconds that it takes.
     *
     * @param what what is done meanwhile
     * @param err where it is told
     * @param answer gives the answer
     * @param <T> what it is
     * @return the answer
     */
    public static <T> T on(String what, PrintWriter err, Supplier<T> answer) {
        if (!Progress.isTerminal()) {
            return answer.get();
        }
        var done = new CountDownLatch(1);
        Thread telling = Thread.ofVirtual().start(() -> tell(what, err, done));
        try {
            return answer.get();
        } finally {
            done.countDown();
            join(telling);
        }
    }

    private static void tell(String what, PrintWriter err, CountDownLatch done) {
        try {
            long seconds = 0;
            while (!done.await(EVERY.toSeconds(), TimeUnit.SECONDS)) {
                seconds++;
                err.print(String.format(Locale.ROOT, "%s%s, %d s ...", ERASE, what, seconds));
                err.flush();
            }
            if (seconds > 0) {
                err.print(ERASE);
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
