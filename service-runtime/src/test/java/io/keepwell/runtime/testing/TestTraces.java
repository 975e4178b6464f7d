package io.keepwell.runtime.testing;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ContractRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Traces of others, and what became of them on the topics. */
public final class TestTraces {

    private TestTraces() {}

    /** A step of a trace that its sender records. */
    public static TraceParent sampled() {
        return fresh("01");
    }

    /** A step of a trace that its sender does not record. */
    public static TraceParent unsampled() {
        return fresh("00");
    }

    /** By which step each record on a topic says that it was caused, of those that a test wants. */
    public static List<Optional<TraceParent>> causes(
            Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return TestTopics.records(topic).stream()
                .filter(wanted)
                .map(ContractRecords::cause)
                .toList();
    }

    /** The same of the messages of an id. */
    public static List<Optional<TraceParent>> causes(Topic topic, String id) {
        return causes(
                topic,
                record -> {
                    Header header = record.headers().lastHeader("ce_id");
                    return header != null
                            && new String(header.value(), StandardCharsets.UTF_8).equals(id);
                });
    }

    /** The same of the messages of an account. */
    public static List<Optional<TraceParent>> causes(Topic topic, AccountId account) {
        return causes(topic, record -> account.value().equals(record.key()));
    }

    /** Sends messages that a step has caused, and waits until they are there. */
    public static void send(TraceParent cause, Message... messages) {
        for (Message message : messages) {
            var record = ContractRecords.producerRecord(message, Instant.now());
            ContractRecords.markCausedBy(record, cause);
            TestTopics.send(record);
        }
    }

    /** Whether a step was caused by another and is not the same. */
    public static boolean follows(Optional<TraceParent> step, TraceParent cause) {
        return step.filter(it ->
                        it.isSampled()
                                && it.traceId().equals(cause.traceId())
                                && !it.spanId().equals(cause.spanId()))
                .isPresent();
    }

    private static TraceParent fresh(String flags) {
        String trace = hex() + hex();
        return new TraceParent("00-%s-%s-%s".formatted(trace, hex(), flags));
    }

    private static String hex() {
        // The lower half of a random id is never 0.
        return "%016x".formatted(UUID.randomUUID().getLeastSignificantBits());
    }
}
