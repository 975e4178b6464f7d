package io.keepwell.standalone.demo;

import java.time.Duration;

/** Waits a little between two looks. */
final class Pause {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMillis(500);

    private Pause() {}

    /** A tenth of a second. */
    static void shortly() {
        of(SHORT);
    }

    /** Half a second. */
    static void longer() {
        of(LONG);
    }

    /**
     * So long.
     *
     * @throws StoppedException when interrupted
     */
    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
