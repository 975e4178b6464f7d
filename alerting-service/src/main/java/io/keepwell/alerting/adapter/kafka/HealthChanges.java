package io.keepwell.alerting.adapter.kafka;

import io.keepwell.runtime.intake.Intake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads topic {@code keepwell.health-changes}, one record after the other. */
@ApplicationScoped
class HealthChanges {

    private final Intake intake;

    HealthChanges(Intake intake) {
        this.intake = intake;
    }

    @Incoming("health-changes")
    Uni<Void> on(ConsumerRecord<String, byte[]> record) {
        return intake.take(record);
    }
}
