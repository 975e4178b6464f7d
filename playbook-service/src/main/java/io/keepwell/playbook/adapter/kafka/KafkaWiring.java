package io.keepwell.playbook.adapter.kafka;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.playbook.PlaybookConfig;
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

/** Starts the relays and the follower of policies with the service, and ends them with it. */
@ApplicationScoped
class KafkaWiring {

    void start(@Observes StartupEvent event, PolicyFollower policies, OutboxRelay relay) {
        policies.start();
        relay.start();
    }

    void stop(@Observes ShutdownEvent event, PolicyFollower policies, OutboxRelay relay) {
        policies.close();
        relay.close();
    }

    @Produces
    @Singleton
    PolicyFollower policies(Config config, EventCatalogue catalogue, Rehearsals rehearsals) {
        return new PolicyFollower(
                () ->
                        new KafkaConsumer<>(
                                ClientSettings.reader(config),
                                new StringDeserializer(),
                                new ByteArrayDeserializer()),
                catalogue,
                rehearsals::run);
    }

    @Produces
    @Singleton
    OutboxRelay relay(
            PlaybookConfig playbook,
            Config config,
            Vertx vertx,
            MeterRegistry meters,
            InstantSource clock) {
        return new OutboxRelay(
                RelaySettings.of("keepwell-playbook", playbook.relays()),
                OwnConnections.of(vertx, config, playbook.database(), playbook.databasePassword()),
                ClientSettings.producer(config),
                meters,
                clock,
                new Random());
    }

    @Produces
    @Singleton
    Parking parking(Mutiny.SessionFactory sessions, InstantSource clock, MeterRegistry meters) {
        return new SessionParking(sessions, clock, meters);
    }
}
