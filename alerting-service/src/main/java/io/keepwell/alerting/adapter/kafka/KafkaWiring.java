package io.keepwell.alerting.adapter.kafka;

import io.keepwell.alerting.AlertingConfig;
import io.keepwell.alerting.adapter.Loops;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.intake.Parking;
import io.keepwell.runtime.intake.SessionParking;
import io.keepwell.runtime.kafka.ClientSettings;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.outbox.RelaySettings;
import io.keepwell.runtime.policy.PolicyFollower;
import io.keepwell.runtime.sql.OwnConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Random;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;
import org.hibernate.reactive.mutiny.Mutiny;

/** Starts whatever runs by itself with the service, and ends it with it. */
@ApplicationScoped
class KafkaWiring {

    void start(
            @Observes StartupEvent event, PolicyFollower policies, OutboxRelay relay, Loops loops) {
        policies.start();
        relay.start();
        loops.start();
    }

    void stop(
            @Observes ShutdownEvent event,
            PolicyFollower policies,
            OutboxRelay relay,
            Loops loops) {
        loops.close();
        relay.close();
        policies.close();
    }

    @Produces
    @Singleton
    PolicyFollower policies(Config config, Rehearsals rehearsals) {
        return new PolicyFollower(
                () ->
                        new KafkaConsumer<>(
                                ClientSettings.reader(config),
                                new StringDeserializer(),
                                new ByteArrayDeserializer()),
                EventCatalogue.standard(),
                rehearsals::run);
    }

    @Produces
    @Singleton
    Parking parking(Mutiny.SessionFactory sessions, InstantSource clock, MeterRegistry meters) {
        return new SessionParking(sessions, clock, meters);
    }

    @Produces
    @Singleton
    OutboxRelay relay(
            AlertingConfig alerting,
            Config config,
            Vertx vertx,
            MeterRegistry meters,
            InstantSource clock) {
        return new OutboxRelay(
                RelaySettings.of("keepwell-alerting", alerting.relays()),
                OwnConnections.of(vertx, config, alerting.database(), alerting.databasePassword()),
                ClientSettings.producer(config),
                meters,
                clock,
                new Random());
    }
}
