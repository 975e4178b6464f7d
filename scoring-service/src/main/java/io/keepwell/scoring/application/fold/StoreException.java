package io.keepwell.scoring.application.fold;

import java.io.Serial;

/** What is in memory cannot be believed any more: take the partitions over anew. */
public final class StoreException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * For a reason.
     *
     * @param message what happened
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * With what went wrong.
     *
     * @param message what happened
     * @param cause what went wrong
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
