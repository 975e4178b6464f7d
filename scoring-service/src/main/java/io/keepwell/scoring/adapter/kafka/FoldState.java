package io.keepwell.scoring.adapter.kafka;

import java.time.Instant;

/** How the fold is. */
sealed interface FoldState {

    /** It has not begun yet: it waits for Kafka, the database, or the first policies. */
    record Starting() implements FoldState {}

    /**
     * It works.
     *
     * @param since since when
     */
    record Running(Instant since) implements FoldState {}

    /**
     * It failed and tries again.
     *
     * @param since since when
     * @param reason why, for operators
     */
    record Failing(Instant since, String reason) implements FoldState {}

    /**
     * It cannot go on without an operator.
     *
     * @param reason why, and what to do
     */
    record Halted(String reason) implements FoldState {}
}
