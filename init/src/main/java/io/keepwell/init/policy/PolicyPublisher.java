package io.keepwell.init.policy;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.init.kafka.KafkaClients;
import io.keepwell.model.Topic;
import io.keepwell.model.message.MessageCodec;
import io.keepwell.model.message.Publisher;
import io.keepwell.model.policy.PolicyAppliedV1;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Publishes a bundle as one transaction, if no document is in force. */
final class PolicyPublisher {

    /** The same for all, so that of two that publish at a time the broker lets only one finish. */
    static final String TRANSACTIONAL_ID = "keepwell-init";

    private static final String APPLIED_BY = "init";
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    /** What came of it. */
    enum Result {
        /** All documents are in force. */
        PUBLISHED,
        /** Somebody else publishes, or just did; nothing of ours is visible. */
        OVERTAKEN
    }

    private final KafkaClients clients;
    private final PoliciesInForce inForce;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    PolicyPublisher(
            KafkaClients clients,
            PoliciesInForce inForce,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.clients = clients;
        this.inForce = inForce;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Publishes.
     *
     * @throws KafkaException when it failed; then either all of it is visible or nothing
     */
    Result publish(PolicyBundle bundle) {
        Producer<String, byte[]> producer = clients.producer(TRANSACTIONAL_ID);
        try {
            return publish(bundle, producer);
        } catch (KafkaException e) {
            if (isFenced(e)) {
                return Result.OVERTAKEN;
            }
            throw e;
        } finally {
            // Aborts what was not committed; without a bound it would wait for a lost broker.
            producer.close(CLOSE_MAX);
        }
    }

    private Result publish(PolicyBundle bundle, Producer<String, byte[]> producer) {
        // Ends the transaction of whoever began one before, so that from here on the topic says
        // for certain whether anything is in force.
        producer.initTransactions();
        if (inForce.count() > 0) {
            return Result.OVERTAKEN;
        }
        producer.beginTransaction();
        Instant at = clock.instant();
        for (PolicyDocument document : bundle.documents()) {
            // The commit waits for all of them and fails if one does.
            Future<RecordMetadata> _ = producer.send(record(document, bundle.version(), at));
        }
        producer.commitTransaction();
        return Result.PUBLISHED;
    }

    private ProducerRecord<String, byte[]> record(
            PolicyDocument document, String bundleVersion, Instant at) {
        var message =
                new PolicyAppliedV1(
                        ids.get(),
                        document.kind(),
                        document.id(),
                        document.version(),
                        bundleVersion,
                        document.text(),
                        at,
                        APPLIED_BY,
                        Publisher.INIT);
        return KafkaMessageFactory.createWriter(
                        Topic.POLICIES.topicName(),
                        null,
                        message.appliedAt().toEpochMilli(),
                        message.messageKey())
                .writeBinary(MessageCodec.encode(message));
    }

    /**
     * Whether another one with our id took over. Which error says so depends on where it struck:
     * its initialisation ends our transaction first and raises the epoch after that, so that what
     * we send in between finds the epoch valid and the transaction gone. A broker that is fencing
     * us at this moment stumbles over our commit, and answers with an error that the client has no
     * class for; if it meant something else, the caller finds nothing in force and tries again.
     */
    private static boolean isFenced(KafkaException e) {
        Throwable root = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof InvalidTxnStateException) {
                return true;
            }
            root = cause;
        }
        return root.getClass() == KafkaException.class;
    }
}
