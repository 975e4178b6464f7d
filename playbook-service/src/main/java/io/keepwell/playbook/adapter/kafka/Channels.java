package io.keepwell.playbook.adapter.kafka;

import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.message.Message;
import io.keepwell.playbook.application.FollowAccounts;
import io.keepwell.playbook.application.ReactToHealth;
import io.keepwell.runtime.intake.Intake;
import io.keepwell.runtime.intake.Parking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the service reads: one poll of each topic after another, none lost. */
@ApplicationScoped
class Channels {

    private final Intake healthChanges;
    private final Intake accounts;

    Channels(ReactToHealth health, FollowAccounts follow, Parking parking, InstantSource clock) {
        healthChanges = new Intake(messages -> health.on(healthChanges(messages)), parking, clock);
        accounts =
                new Intake(
                        messages -> follow.on(all(AccountUpdatedV1.class, messages)),
                        parking,
                        clock);
    }

    @Incoming("health-changes")
    Uni<Void> onHealthChanges(ConsumerRecords<String, byte[]> records) {
        return healthChanges.take(records);
    }

    @Incoming("accounts")
    Uni<Void> onAccounts(ConsumerRecords<String, byte[]> records) {
        return accounts.take(withoutErased(records));
    }

    /** What holds the channels up; empty while they get on. */
    Optional<Intake.Trouble> trouble() {
        return Stream.of(healthChanges, accounts)
                .map(Intake::trouble)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What topic {@code keepwell.health-changes} says. */
    static List<HealthChange> healthChanges(List<Message> messages) {
        return all(HealthChange.class, messages);
    }

    /**
     * An account without a value was erased. Its tasks stay until somebody does them: this service
     * forgets nothing yet.
     */
    private static ConsumerRecords<String, byte[]> withoutErased(
            ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> told = new LinkedHashMap<>();
        for (TopicPartition partition : records.partitions()) {
            told.put(
                    partition,
                    records.records(partition).stream()
                            .filter(record -> record.value() != null)
                            .toList());
        }
        return new ConsumerRecords<>(told, records.nextOffsets());
    }

    private static <M extends Message> List<M> all(Class<M> type, List<Message> messages) {
        return messages.stream().map(message -> one(type, message)).toList();
    }

    private static <M extends Message> M one(Class<M> type, Message message) {
        if (!type.isInstance(message)) {
            throw new IllegalArgumentException(
                    "%s does not belong on this topic".formatted(message.messageType()));
        }
        return type.cast(message);
    }
}
