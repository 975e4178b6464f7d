package io.keepwell.alerting.adapter.kafka;

import io.keepwell.runtime.intake.Intake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads topic {@code keepwell.health-changes}, as many records at a time as have come. */
@ApplicationScoped
class HealthChanges {

    private final Intake intake;

    HealthChanges(Intake intake) {
        this.intake = intake;
    }

    @Incoming("health-changes")
    Uni<Void> on(ConsumerRecords<String, byte[]> records) {
        return intake.take(records);
    }
}
