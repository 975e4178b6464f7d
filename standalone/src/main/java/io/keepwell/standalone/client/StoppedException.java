package io.keepwell.standalone.client;

/** Somebody asked to stop while something was under way. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says so. */
    public StoppedException() {
        super("stopped");
    }
}
