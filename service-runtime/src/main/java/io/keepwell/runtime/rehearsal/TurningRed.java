package io.keepwell.runtime.rehearsal;

import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.HealthSnapshot;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.runtime.ContractRecords;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What scoring tells those who react when {@link Rehearsal#ACCOUNT} turns red. */
public final class TurningRed {

    /** Nothing of it is ever kept, so one is enough. */
    private static final UUID ID = new UUID(0, 1);

    private static final BigDecimal SCORE = BigDecimal.valueOf(20);

    private TurningRed() {}

    /**
     * The messages, written and read as they would be.
     *
     * @param policyVersion by which policies it was judged
     * @param at when it turned red
     * @return one message
     */
    public static List<Message> messages(String policyVersion, Instant at) {
        ProducerRecord<String, byte[]> sent =
                ContractRecords.producerRecord(message(policyVersion, at), at);
        var received = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        try {
            return List.of(ContractRecords.message(received));
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static StatusChangedV1 message(String policyVersion, Instant at) {
        return new StatusChangedV1(
                ID,
                Rehearsal.ACCOUNT,
                1,
                at,
                new AccountSnapshot("Rehearsal", null, null, BigDecimal.TEN, null, null, null),
                new HealthSnapshot(
                        Status.RED,
                        SCORE,
                        SCORE.intValueExact(),
                        null,
                        null,
                        BigDecimal.ONE,
                        new PolicyRef("rehearsal", policyVersion),
                        List.of(),
                        at),
                new Cause(CauseKind.BEHAVIOUR, null, null, null, 0, 0),
                policyVersion,
                Status.YELLOW,
                Status.RED,
                null,
                "a rehearsal");
    }
}
