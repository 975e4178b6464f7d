package io.keepwell.scoring.application;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Sends what could not be folded to the log once more, for instance after an upgrade. */
public interface QuarantineReplay {

    /** What became of it. */
    sealed interface Outcome {

        /**
         * It is on its way to the log, as it was.
         *
         * @param at when
         */
        record Replayed(Instant at) implements Outcome {}

        /** There is no such record. */
        record Unknown() implements Outcome {}

        /**
         * It was sent before. What failed again is a record of its own.
         *
         * @param at when
         */
        record AlreadyReplayed(Instant at) implements Outcome {}

        /** It had no key or no value: no release will ever read it. */
        record Unreadable() implements Outcome {}
    }

    /**
     * Sends a record again.
     *
     * @param id which
     * @param by who says so
     * @return when the record is certain to be sent, or what is in the way
     */
    CompletionStage<Outcome> replay(UUID id, String by);
}
