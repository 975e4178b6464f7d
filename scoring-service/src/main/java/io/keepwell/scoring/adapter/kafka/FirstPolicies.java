package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.runtime.policy.AppliedDocuments;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the policies that a new deployment begins with from their topic, where the init step
 * published them. Only the first: afterwards the database decides, and the topic is told.
 */
final class FirstPolicies {

    private static final Duration POLL = Duration.ofMillis(200);

    private FirstPolicies() {}

    /**
     * Reads the topic to its end.
     *
     * @param consumer without a group; left without an assignment
     * @return the documents of the bundle that was applied last, empty when none was published:
     *     what an earlier one had besides is still on the topic, and was removed
     */
    static List<PolicyDocument> read(Consumer<String, byte[]> consumer) {
        var partition = new TopicPartition(Topic.POLICIES.topicName(), 0);
        List<TopicPartition> all = List.of(partition);
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Long end = consumer.endOffsets(all).get(partition);
        var documents = new AppliedDocuments();
        while (end != null && consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(documents::take);
        }
        consumer.unsubscribe();
        return documents.inForce();
    }
}
