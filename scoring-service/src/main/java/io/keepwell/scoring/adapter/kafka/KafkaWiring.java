package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.kafka.ClientSettings;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.outbox.RelaySettings;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.runtime.trace.Tracing;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.adapter.postgres.IdentityStore;
import io.keepwell.scoring.adapter.postgres.PlayStore;
import io.keepwell.scoring.adapter.postgres.RejectionStore;
import io.keepwell.scoring.application.erasure.ErasureTopic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
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
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.Config;

/** Starts the fold and the relays with the service, and ends them with it. */
@ApplicationScoped
class KafkaWiring {

    void start(
            @Observes StartupEvent event,
            FoldLoop fold,
            IdentityFold identities,
            RejectionIndex rejections,
            PlayIndex plays,
            OutboxRelay relay,
            ScoringConfig scoring) {
        if (scoring.fold().enabled()) {
            relay.start();
            fold.start();
            identities.loop().start();
            rejections.loop().start();
            plays.loop().start();
        }
    }

    void stop(
            @Observes ShutdownEvent event,
            FoldLoop fold,
            IdentityFold identities,
            RejectionIndex rejections,
            PlayIndex plays,
            OutboxRelay relay) {
        fold.close();
        identities.loop().close();
        rejections.loop().close();
        plays.loop().close();
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
                RelaySettings.of("keepwell-scoring", scoring.relays()),
                OwnConnections.of(vertx, config, scoring.database(), scoring.databasePassword()),
                ClientSettings.producer(config),
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
            EventCatalogue catalogue,
            InstantSource clock,
            Supplier<UUID> ids,
            OutboxRelay relay,
            Tracing tracing,
            MeterRegistry meters) {
        return new FoldLoop(
                "fold",
                new FoldSessions(
                        new FoldSessions.Surroundings(
                                scoring,
                                ConsumerSettings.fold(config, scoring),
                                ConsumerSettings.reader(config),
                                admin,
                                OwnConnections.of(
                                        vertx,
                                        config,
                                        scoring.database(),
                                        scoring.databasePassword()),
                                () -> new KafkaArchive(ArchiveSettings.of(config)),
                                catalogue,
                                clock,
                                ids,
                                relay::wake,
                                tracing,
                                new FoldMeters(meters))),
                clock);
    }

    @Produces
    @Singleton
    ReaderSessions.Surroundings readers(
            ScoringConfig scoring, Config config, Vertx vertx, Admin admin) {
        Duration atMost = scoring.databaseAnswersWithin();
        return new ReaderSessions.Surroundings(
                topic -> FoldSessions.topicId(admin, topic.topicName(), atMost),
                OwnConnections.of(vertx, config, scoring.database(), scoring.databasePassword()),
                atMost);
    }

    @Produces
    @Singleton
    ErasureTopic erasureTopic(Admin admin, ScoringConfig scoring) {
        return KafkaErasureTopic.of(admin, scoring.databaseAnswersWithin());
    }

    @Produces
    @Singleton
    IdentityFold identities(
            ScoringConfig scoring,
            Config config,
            ReaderSessions.Surroundings around,
            InstantSource clock,
            OutboxRelay relay) {
        var erasures =
                new ErasureRestore(
                        () -> FoldSessions.consumer(ConsumerSettings.reader(config)),
                        around.answersWithin());
        ReaderSessions.Maker maker =
                (consumer, connection, topicId) -> {
                    erasures.restore(connection, Topic.UNATTRIBUTED_EVENTS);
                    return new IdentitySession(
                            consumer,
                            new IdentityStore(
                                    connection, topicId, around.answersWithin(), scoring.relays()),
                            clock,
                            relay::wake);
                };
        return new IdentityFold(
                new FoldLoop(
                        "identity fold",
                        new ReaderSessions(
                                Topic.UNATTRIBUTED_EVENTS,
                                ConsumerSettings.identity(config, scoring),
                                around,
                                maker),
                        clock));
    }

    @Produces
    @Singleton
    RejectionIndex rejections(
            ScoringConfig scoring,
            Config config,
            ReaderSessions.Surroundings around,
            InstantSource clock) {
        var erasures =
                new ErasureRestore(
                        () -> FoldSessions.consumer(ConsumerSettings.reader(config)),
                        around.answersWithin());
        ReaderSessions.Maker maker =
                (consumer, connection, topicId) -> {
                    erasures.restore(connection, Topic.REJECTED_EVENTS);
                    return new RejectionSession(
                            consumer,
                            new RejectionStore(connection, topicId, around.answersWithin()),
                            clock);
                };
        return new RejectionIndex(
                new FoldLoop(
                        "index of rejections",
                        new ReaderSessions(
                                Topic.REJECTED_EVENTS,
                                ConsumerSettings.rejections(config, scoring),
                                around,
                                maker),
                        clock));
    }

    @Produces
    @Singleton
    PlayIndex plays(
            ScoringConfig scoring,
            Config config,
            ReaderSessions.Surroundings around,
            InstantSource clock,
            MeterRegistry meters) {
        var playMeters = new PlayMeters(meters);
        var erasures =
                new ErasureRestore(
                        () -> FoldSessions.consumer(ConsumerSettings.reader(config)),
                        around.answersWithin());
        ReaderSessions.Maker maker =
                (consumer, connection, topicId) -> {
                    erasures.restore(connection, Topic.TASKS);
                    return new PlaySession(
                            consumer,
                            new PlayStore(connection, topicId, around.answersWithin()),
                            clock,
                            playMeters);
                };
        return new PlayIndex(
                new FoldLoop(
                        "index of plays",
                        new ReaderSessions(
                                Topic.TASKS,
                                ConsumerSettings.plays(config, scoring),
                                around,
                                maker),
                        clock));
    }
}
