package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.model.policy.PolicyAppliedV1;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.adapter.postgres.Policies;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the policies that a new deployment begins with from their topic, where the init step
 * published them. Only the first: afterwards the database decides, and the topic is told.
 */
final class FirstPolicies {

    private static final Logger LOGGER = LoggerFactory.getLogger(FirstPolicies.class);
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
        // In the order of the topic: what was published last is last.
        var latest = new LinkedHashMap<String, PolicyAppliedV1>();
        while (end != null && consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record, latest);
            }
        }
        consumer.unsubscribe();
        return latest.isEmpty()
                ? List.of()
                : latest.values().stream()
                        .filter(it ->
                                it.policyVersion()
                                        .equals(latest.lastEntry().getValue().policyVersion()))
                        .map(it -> Policies.document(it.kind(), it.policyId(), it.document()))
                        .toList();
    }

    private static void take(
            ConsumerRecord<String, byte[]> record, SequencedMap<String, PolicyAppliedV1> latest) {
        if (record.value() == null) {
            latest.remove(record.key());
            return;
        }
        try {
            if (ContractRecords.message(record) instanceof PolicyAppliedV1 applied) {
                latest.putLast(record.key(), applied);
            }
        } catch (UnreadableMessageException e) {
            LOGGER.atWarn()
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("a policy on the topic cannot be read, and is passed over");
        }
    }
}
