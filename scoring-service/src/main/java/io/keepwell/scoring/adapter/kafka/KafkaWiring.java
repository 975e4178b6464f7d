package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.outbox.RelaySettings;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.application.EventArchive;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.Config;

/** Starts the fold and the relays with the service, and ends them with it. */
@ApplicationScoped
class KafkaWiring {

    void start(
            @Observes StartupEvent event, FoldLoop fold, OutboxRelay relay, ScoringConfig scoring) {
        if (scoring.fold().enabled()) {
            relay.start();
            fold.start();
        }
    }

    void stop(@Observes ShutdownEvent event, FoldLoop fold, OutboxRelay relay) {
        fold.close();
        relay.close();
    }

    @Produces
    @Singleton
    Admin admin(Config config) {
        return Admin.create(ConsumerSettings.admin(config));
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ZERO);
    }

    @Produces
    @Singleton
    OutboxRelay relay(
            ScoringConfig scoring,
            Config config,
            Vertx vertx,
            MeterRegistry meters,
            InstantSource clock) {
        return new OutboxRelay(
                RelaySettings.of(
                        "keepwell-scoring",
                        IntStream.range(0, scoring.relays()).boxed().collect(Collectors.toSet())),
                connections(vertx, scoring, config),
                ConsumerSettings.producer(config),
                meters,
                clock,
                new Random());
    }

    @Produces
    @Singleton
    FoldLoop fold(
            ScoringConfig scoring,
            Config config,
            Vertx vertx,
            Admin admin,
            EventArchive archive,
            EventCatalogue catalogue,
            InstantSource clock,
            Supplier<UUID> ids,
            OutboxRelay relay) {
        return new FoldLoop(
                new FoldSessions(
                        new FoldSessions.Surroundings(
                                scoring,
                                ConsumerSettings.fold(config, scoring),
                                ConsumerSettings.reader(config),
                                admin,
                                connections(vertx, scoring, config),
                                archive,
                                catalogue,
                                clock,
                                ids,
                                relay::wake)),
                clock);
    }

    /** Connections that are nobody else's, with the login of the pool. */
    private static Supplier<Future<PgConnection>> connections(
            Vertx vertx, ScoringConfig scoring, Config config) {
        PgConnectOptions options =
                PgConnectOptions.fromUri("postgresql://" + scoring.database())
                        .setUser(config.getValue("quarkus.datasource.username", String.class))
                        .setPassword(scoring.databasePassword())
                        .setCachePreparedStatements(true)
                        .setTcpKeepAlive(true);
        return () -> PgConnection.connect(vertx, new PgConnectOptions(options));
    }
}
