package io.keepwell.ingest.application;

import java.util.List;

/** What to tell a sender. All but the last two say it only after the log has acknowledged. */
public sealed interface Outcome {

    /**
     * Some, or all of none, were accepted.
     *
     * @param accepted how many
     * @param rejections what is wrong with the others
     */
    record Received(int accepted, List<Rejection> rejections) implements Outcome {
        /** Copies the list. */
        public Received {
            rejections = List.copyOf(rejections);
        }
    }

    /**
     * There were items, and not one was accepted.
     *
     * @param single whether the body was one event and not a batch
     * @param rejections what is wrong with them
     */
    record NoneAccepted(boolean single, List<Rejection> rejections) implements Outcome {
        /** Copies the list. */
        public NoneAccepted {
            rejections = List.copyOf(rejections);
        }
    }

    /**
     * The body could not be taken apart.
     *
     * @param detail what is wrong with it, and the cure
     */
    record Unreadable(String detail) implements Outcome {}

    /** More items than one request may hold; nothing was done with them. */
    record TooMany() implements Outcome {}

    /** The log has not acknowledged; the sender must send all of it again, with the same ids. */
    record Unavailable() implements Outcome {}
}
