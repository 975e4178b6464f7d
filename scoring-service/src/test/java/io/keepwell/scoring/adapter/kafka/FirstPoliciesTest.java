package io.keepwell.scoring.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.Topic;
import io.keepwell.model.message.Publisher;
import io.keepwell.model.policy.PolicyAppliedV1;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.runtime.ContractRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class FirstPoliciesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final TopicPartition POLICIES =
            new TopicPartition(Topic.POLICIES.topicName(), 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
    private long end;

    @Test
    void shouldLeaveOutWhatTheLastBundleHasNot() {
        // Given
        publish("old", "first");
        publish("card", "first");
        publish("card", "second");
        publish("new", "second");

        // When
        List<PolicyDocument> first = read();

        // Then
        assertThat(first).extracting(PolicyDocument::id).containsExactly("card", "new");
        assertThat(first.getFirst().text()).isEqualTo("card of second");
    }

    @Test
    void shouldTakeWhatWasAppliedLastThoughItWasAppliedBefore() {
        publish("card", "first");
        publish("old", "first");
        publish("card", "second");
        publish("card", "first");

        assertThat(read())
                .extracting(PolicyDocument::text)
                .containsExactlyInAnyOrder("old of first", "card of first");
    }

    @Test
    void shouldFindNothingBeforeAnythingWasPublished() {
        assertThat(read()).isEmpty();
    }

    private List<PolicyDocument> read() {
        consumer.updateBeginningOffsets(Map.of(POLICIES, 0L));
        consumer.updateEndOffsets(Map.of(POLICIES, end));
        return FirstPolicies.read(consumer);
    }

    private void publish(String id, String policyVersion) {
        String text = id + " of " + policyVersion;
        var record =
                ContractRecords.producerRecord(
                        new PolicyAppliedV1(
                                UUID.randomUUID(),
                                "Scorecard",
                                id,
                                PolicyAppliedV1.versionOf(text),
                                policyVersion,
                                text,
                                NOW,
                                "init",
                                Publisher.INIT),
                        NOW);
        long offset = end++;
        consumer.schedulePollTask(() ->
                consumer.addRecord(
                        new ConsumerRecord<>(
                                record.topic(),
                                0,
                                offset,
                                NOW.toEpochMilli(),
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                record.key(),
                                record.value(),
                                record.headers(),
                                Optional.empty())));
    }
}
