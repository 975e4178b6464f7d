package io.keepwell.standalone.demo;

/** Somebody asked to stop while something was under way. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException() {
        super("stopped");
    }
}
