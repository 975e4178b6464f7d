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
}
