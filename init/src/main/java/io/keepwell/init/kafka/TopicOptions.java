package io.keepwell.init.kafka;

import io.keepwell.model.Topic;

/**
 * How topics are made.
 *
 * @param partitions of each topic that does not fix its own number, 1 or more
 * @param replicationFactor copies of each partition, 1 or more, or {@link
 *     #REPLICATION_AS_THE_BROKER}
 * @param align whether settings of existing topics are brought to the contract's values; an
 *     operator may have changed them on purpose
 */
public record TopicOptions(int partitions, short replicationFactor, boolean align) {

    /** Leaves the number of copies to the broker's own default. */
    public static final short REPLICATION_AS_THE_BROKER = -1;

    /** Far above what one deployment needs; a slip of the finger costs the cluster dearly. */
    public static final int PARTITIONS_MAX = 1_000;

    /** Checks the numbers. */
    public TopicOptions {
        if (partitions < 1 || partitions > PARTITIONS_MAX) {
            throw new IllegalArgumentException(
                    "partitions must be 1..%d, was %d".formatted(PARTITIONS_MAX, partitions));
        }
        if (replicationFactor < 1 && replicationFactor != REPLICATION_AS_THE_BROKER) {
            throw new IllegalArgumentException(
                    "the replication factor must be 1 or more, or %d for the broker's default, was %d"
                            .formatted(REPLICATION_AS_THE_BROKER, replicationFactor));
        }
    }

    /**
     * What a deployment has that says nothing.
     *
     * @return the default number of partitions, the broker's number of copies, nothing aligned
     */
    public static TopicOptions defaults() {
        return new TopicOptions(Topic.PARTITIONS_DEFAULT, REPLICATION_AS_THE_BROKER, false);
    }

    /**
     * The same, bringing existing topics' settings to the contract's values or not.
     *
     * @param wanted whether
     * @return other options
     */
    public TopicOptions withAlign(boolean wanted) {
        return new TopicOptions(partitions, replicationFactor, wanted);
    }
}
