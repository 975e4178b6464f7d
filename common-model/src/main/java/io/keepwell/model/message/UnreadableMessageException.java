package io.keepwell.model.message;

import java.io.Serial;

/** A record that is no message of the contract; who reads it keeps it aside with this reason. */
public final class UnreadableMessageException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what was wrong, naming the field
     */
    public UnreadableMessageException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what was wrong, naming the field
     * @param cause the reader's own error
     */
    public UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
