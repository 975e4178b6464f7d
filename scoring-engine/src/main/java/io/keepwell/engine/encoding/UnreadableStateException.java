package io.keepwell.engine.encoding;

import java.io.Serial;

/** Stored state that this release cannot read: a later release's, or broken. */
public final class UnreadableStateException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * With the place.
     *
     * @param message what was found, and where
     */
    public UnreadableStateException(String message) {
        super("stored state cannot be read: " + message);
    }

    /**
     * With the place and what went wrong there.
     *
     * @param message what was found, and where
     * @param cause what went wrong
     */
    public UnreadableStateException(String message, Throwable cause) {
        super("stored state cannot be read: " + message, cause);
    }
}
