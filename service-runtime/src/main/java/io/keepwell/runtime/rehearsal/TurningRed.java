package io.keepwell.runtime.rehearsal;

import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.HealthSnapshot;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.PolicySet;
import io.keepwell.runtime.ContractRecords;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** What Kafka brings to those who react when {@link Rehearsal#ACCOUNT} turns red. */
public final class TurningRed {

    private static final BigDecimal SCORE = BigDecimal.valueOf(20);

    private TurningRed() {}

    /**
     * The records of a poll.
     *
     * @param policies by which it was judged
     * @param at when it turned red
     * @return one record
     */
    public static ConsumerRecords<String, byte[]> records(PolicySet policies, Instant at) {
        ProducerRecord<String, byte[]> sent =
                ContractRecords.producerRecord(message(policies, at), at);
        var partition = new TopicPartition(sent.topic(), 0);
        var received = new ConsumerRecord<>(partition.topic(), 0, 0, sent.key(), sent.value());
        for (Header header : sent.headers()) {
            received.headers().add(header);
        }
        return new ConsumerRecords<>(Map.of(partition, List.of(received)), Map.of());
    }

    private static StatusChangedV1 message(PolicySet policies, Instant at) {
        return new StatusChangedV1(
                UUID.randomUUID(),
                Rehearsal.ACCOUNT,
                1,
                at,
                new AccountSnapshot("Rehearsal", null, null, BigDecimal.TEN, null, null, null),
                new HealthSnapshot(
                        Status.RED,
                        SCORE,
                        SCORE.intValueExact(),
                        BigDecimal.ONE,
                        new PolicyRef("rehearsal", policies.version()),
                        List.of(),
                        at),
                new Cause(CauseKind.BEHAVIOUR, null, null, null, 0, 0),
                policies.version(),
                Status.YELLOW,
                Status.RED,
                null,
                "a rehearsal");
    }
}
