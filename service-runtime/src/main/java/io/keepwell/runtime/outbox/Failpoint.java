package io.keepwell.runtime.outbox;

/** Where a test can hold a relay, as a machine that stops would be held. */
interface Failpoint {

    /** Between which two things. */
    enum Step {
        /** The records are handed to the producer, the transaction is not committed. */
        SENT,
        /** Kafka has committed, the rows are not deleted. */
        COMMITTED
    }

    /** Holds nothing. */
    Failpoint NONE = _ -> {};

    /** Called on the relay's thread. */
    void at(Step step);
}
