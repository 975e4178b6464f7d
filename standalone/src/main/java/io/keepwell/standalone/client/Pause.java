package io.keepwell.standalone.client;

import java.time.Duration;

/** Waits a little between two looks. */
public final class Pause {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMillis(500);

    private Pause() {}

    /** A tenth of a second. */
    public static void shortly() {
        of(SHORT);
    }

    /** Half a second. */
    public static void longer() {
        of(LONG);
    }

    /**
     * So long.
     *
     * @param duration how long
     * @throws StoppedException when interrupted
     */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
