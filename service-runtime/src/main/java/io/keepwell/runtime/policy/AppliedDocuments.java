package io.keepwell.runtime.policy;

import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.model.policy.PolicyAppliedV1;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.runtime.ContractRecords;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy documents that topic {@code keepwell.policies} tells of, gathered record by record.
 * Not for several threads at a time.
 */
public final class AppliedDocuments {

    private static final Logger LOGGER = LoggerFactory.getLogger(AppliedDocuments.class);
    private static final int FIRST_LINE = 1;

    private final Set<String> versions = new HashSet<>();

    /** In the order of the topic: what was published last is last. */
    private final SequencedMap<String, PolicyAppliedV1> latest = new LinkedHashMap<>();

    /**
     * Takes the next record of the topic.
     *
     * @param record in the order of the topic; one that cannot be read is passed over, and told
     */
    public void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            latest.remove(record.key());
            return;
        }
        try {
            if (ContractRecords.message(record) instanceof PolicyAppliedV1 applied) {
                latest.putLast(record.key(), applied);
                versions.add(applied.policyVersion());
            }
        } catch (UnreadableMessageException e) {
            LOGGER.atWarn()
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("a policy on the topic cannot be read, and is passed over");
        }
    }

    /**
     * The documents in force after the records so far, once they reach the end of the topic.
     *
     * @return the documents of the bundle that was applied last, empty when none was published:
     *     what an earlier one had besides is still on the topic, and was removed
     */
    public List<PolicyDocument> inForce() {
        if (latest.isEmpty()) {
            return List.of();
        }
        String version = latest.lastEntry().getValue().policyVersion();
        return latest.values().stream()
                .filter(it -> it.policyVersion().equals(version))
                .map(AppliedDocuments::document)
                .toList();
    }

    /**
     * The bundles of which a document was read, in force or not.
     *
     * @return their versions
     */
    Set<String> versions() {
        return Set.copyOf(versions);
    }

    /**
     * When the bundle was applied that was applied last.
     *
     * @return the time; empty when none was published
     */
    Optional<Instant> appliedAt() {
        return latest.isEmpty()
                ? Optional.empty()
                : Optional.of(latest.lastEntry().getValue().appliedAt());
    }

    private static PolicyDocument document(PolicyAppliedV1 applied) {
        return new PolicyDocument(
                applied.kind(),
                applied.policyId(),
                applied.document(),
                applied.kind() + "/" + applied.policyId(),
                FIRST_LINE);
    }
}
