package io.keepwell.runtime.sql;

import java.time.Duration;

/** Why {@link Await} has no result. */
public abstract sealed class AwaitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private AwaitException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The work failed: it answered, and the answer was an error, which is the cause. */
    public static final class Failed extends AwaitException {

        private static final long serialVersionUID = 1L;

        /**
         * Wraps the error.
         *
         * @param cause what the future failed with
         */
        public Failed(Throwable cause) {
            super(cause.toString(), cause);
        }
    }

    /** No answer came in time. What was asked for may have happened, and may still happen. */
    public static final class TimedOut extends AwaitException {

        private static final long serialVersionUID = 1L;

        /**
         * Names the time.
         *
         * @param waited how long it was waited
         * @param cause what ended the wait
         */
        public TimedOut(Duration waited, Throwable cause) {
            super("no answer within %s".formatted(waited), cause);
        }
    }

    /** The waiting thread was interrupted, and is marked so; the outcome is not known. */
    public static final class Interrupted extends AwaitException {

        private static final long serialVersionUID = 1L;

        /**
         * Wraps the interruption.
         *
         * @param cause what ended the wait
         */
        public Interrupted(InterruptedException cause) {
            super("interrupted while waiting for an answer", cause);
        }
    }
}
