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
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the service reads: one record after another of each topic, none lost. */
@ApplicationScoped
class Channels {

    private final Intake healthChanges;
    private final Intake accounts;

    Channels(ReactToHealth health, FollowAccounts follow, Parking parking, InstantSource clock) {
        healthChanges =
                new Intake(
                        message ->
                                message instanceof HealthChange change
                                        ? health.on(change)
                                        : refused(message),
                        parking,
                        clock);
        accounts =
                new Intake(
                        message ->
                                message instanceof AccountUpdatedV1 update
                                        ? follow.on(update)
                                        : refused(message),
                        parking,
                        clock);
    }

    @Incoming("health-changes")
    Uni<Void> onHealthChange(ConsumerRecord<String, byte[]> record) {
        return healthChanges.take(record);
    }

    @Incoming("accounts")
    Uni<Void> onAccount(ConsumerRecord<String, byte[]> record) {
        // It was erased. Its tasks stay until somebody does them: this service forgets nothing yet.
        return record.value() == null ? Uni.createFrom().voidItem() : accounts.take(record);
    }

    /** What holds the channels up; empty while they get on. */
    Optional<Intake.Trouble> trouble() {
        return Stream.of(healthChanges, accounts)
                .map(Intake::trouble)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Uni<Void> refused(Message message) {
        return Uni.createFrom()
                .failure(
                        new IllegalArgumentException(
                                "%s does not belong on this topic"
                                        .formatted(message.messageType())));
    }
}
