package io.keepwell.scoring.adapter.kafka;

import io.keepwell.scoring.adapter.postgres.Takeover;
import java.util.Collection;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes partitions over where the database says that they stand, and gives them up; within {@code
 * poll}, on the session's thread.
 */
final class StoredPositions implements ConsumerRebalanceListener {

    private final Consumer<String, byte[]> consumer;
    private final ToLongFunction<Takeover.Extent> take;
    private final IntConsumer disown;

    /**
     * For a consumer.
     *
     * @param consumer is sought to where a partition stands
     * @param take takes a partition over, and says where it stands
     * @param disown gives a partition up
     */
    StoredPositions(
            Consumer<String, byte[]> consumer,
            ToLongFunction<Takeover.Extent> take,
            IntConsumer disown) {
        this.consumer = consumer;
        this.take = take;
        this.disown = disown;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(assigned);
        Map<TopicPartition, Long> end = consumer.endOffsets(assigned);
        for (TopicPartition partition : assigned) {
            consumer.seek(
                    partition,
                    take.applyAsLong(
                            new Takeover.Extent(
                                    partition.partition(),
                                    first.getOrDefault(partition, 0L),
                                    end.getOrDefault(partition, 0L))));
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        // No transaction is open between two polls: there is nothing to finish.
        revoked.forEach(it -> disown.accept(it.partition()));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        onPartitionsRevoked(lost);
    }
}
