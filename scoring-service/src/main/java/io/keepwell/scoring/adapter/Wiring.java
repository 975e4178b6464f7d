package io.keepwell.scoring.adapter;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.Settings;
import io.keepwell.runtime.rest.ExactDecimals;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.runtime.trace.Tracing;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.adapter.postgres.PgKeptAccounts;
import io.keepwell.scoring.adapter.postgres.PgLiveAccounts;
import io.keepwell.scoring.adapter.postgres.PgPeerSnapshots;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.PolicyVersions;
import io.keepwell.scoring.application.Scorecards;
import io.keepwell.scoring.application.backtest.BacktestPolicies;
import io.keepwell.scoring.application.erasure.Erasures;
import io.keepwell.scoring.application.export.EventLog;
import io.keepwell.scoring.application.export.ExportEvents;
import io.keepwell.scoring.application.peers.PeerBooks;
import io.keepwell.scoring.application.peers.TakePeers;
import io.keepwell.scoring.application.plan.PlanPolicies;
import io.keepwell.scoring.application.play.PlayRecords;
import io.keepwell.scoring.application.play.ReadPlays;
import io.keepwell.scoring.application.portfolio.PoliciesInForce;
import io.keepwell.scoring.application.portfolio.PortfolioRecords;
import io.keepwell.scoring.application.portfolio.ReadKpis;
import io.keepwell.scoring.application.portfolio.ReadPortfolio;
import io.keepwell.scoring.application.reading.AccountRecords;
import io.keepwell.scoring.application.reading.ReadAccounts;
import io.keepwell.scoring.application.reading.ReadDifferences;
import io.keepwell.scoring.application.reading.ReadEvents;
import io.keepwell.scoring.application.reading.ReadPastScores;
import io.keepwell.scoring.application.reading.ReadSources;
import io.keepwell.scoring.application.reading.SourceRecords;
import io.keepwell.scoring.application.rejection.RejectionArchive;
import io.keepwell.scoring.application.rejection.Rejections;
import io.keepwell.scoring.application.rejection.ReplayRejections;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/**
 * Gives the service what it takes from its surroundings: time, ids, and what is known of events.
 */
@Singleton
final class Wiring {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }

    @Produces
    @Singleton
    Tracing tracing(Config config, InstantSource clock) {
        return Settings.checked(() -> Tracing.of(config, "keepwell-scoring", clock));
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    ObjectMapperCustomizer decimals() {
        return new ExactDecimals();
    }

    @Produces
    @Singleton
    EventCatalogue catalogue() {
        return EventCatalogue.standard();
    }

    @Produces
    @Singleton
    ReadAccounts readAccounts(
            AccountRecords records,
            Scorecards cards,
            EventCatalogue catalogue,
            InstantSource clock) {
        return new ReadAccounts(records, cards, catalogue, clock);
    }

    @Produces
    @Singleton
    ReadDifferences readDifferences(
            AccountRecords records,
            Scorecards cards,
            EventCatalogue catalogue,
            InstantSource clock) {
        return new ReadDifferences(records, cards, catalogue, clock);
    }

    @Produces
    @Singleton
    ReadPastScores readPastScores(
            AccountRecords records,
            Scorecards cards,
            PolicyVersions policies,
            PeerBooks peers,
            EventArchive archive,
            EventCatalogue catalogue) {
        // One at a time, so that the memory of the fold is safe from readers of large accounts.
        return new ReadPastScores(
                records,
                cards,
                policies,
                peers,
                archive,
                catalogue,
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("past scores").factory()));
    }

    @Produces
    @Singleton
    ReadPortfolio readPortfolio(
            PortfolioRecords records,
            PoliciesInForce policies,
            ReadDifferences differences,
            InstantSource clock) {
        return new ReadPortfolio(records, policies, differences, clock);
    }

    @Produces
    @Singleton
    ReadKpis readKpis(PortfolioRecords records, PoliciesInForce policies, InstantSource clock) {
        return new ReadKpis(records, policies, clock);
    }

    @Produces
    @Singleton
    ReadPlays readPlays(PlayRecords records, InstantSource clock) {
        return new ReadPlays(records, clock);
    }

    @Produces
    @Singleton
    ReadSources readSources(SourceRecords records, InstantSource clock) {
        return new ReadSources(records, clock);
    }

    @Produces
    @Singleton
    ReadEvents readEvents(
            AccountRecords records,
            EventArchive archive,
            Erasures erasures,
            EventCatalogue catalogue) {
        return new ReadEvents(
                records, archive, erasures, catalogue, Infrastructure.getDefaultWorkerPool());
    }

    @Produces
    @Singleton
    ReplayRejections replayRejections(
            Rejections rejections, RejectionArchive archive, InstantSource clock) {
        return new ReplayRejections(
                rejections, archive, clock, Infrastructure.getDefaultWorkerPool());
    }

    @Produces
    @Singleton
    PlanPolicies planPolicies(
            ScoringConfig scoring,
            Config config,
            Vertx vertx,
            EventCatalogue catalogue,
            InstantSource clock) {
        return new PlanPolicies(
                new PgLiveAccounts(
                        OwnConnections.of(
                                vertx, config, scoring.database(), scoring.databasePassword()),
                        catalogue,
                        scoring.databaseAnswersWithin()),
                catalogue,
                clock);
    }

    @Produces
    @Singleton
    BacktestPolicies backtestPolicies(
            ScoringConfig scoring,
            Config config,
            Vertx vertx,
            EventArchive archive,
            EventCatalogue catalogue,
            InstantSource clock) {
        return new BacktestPolicies(
                new PgKeptAccounts(
                        OwnConnections.of(
                                vertx, config, scoring.database(), scoring.databasePassword()),
                        catalogue,
                        scoring.databaseAnswersWithin()),
                archive,
                catalogue,
                clock);
    }

    @Produces
    @Singleton
    ExportEvents exportEvents(EventLog log, Erasures erasures, ScoringConfig scoring) {
        return new ExportEvents(log, erasures, scoring.databaseAnswersWithin());
    }

    @Produces
    @Singleton
    TakePeers takePeers(
            ScoringConfig scoring,
            Config config,
            Vertx vertx,
            EventCatalogue catalogue,
            InstantSource clock) {
        var connections =
                OwnConnections.of(vertx, config, scoring.database(), scoring.databasePassword());
        Duration atMost = scoring.databaseAnswersWithin();
        return new TakePeers(
                new PgLiveAccounts(connections, catalogue, atMost),
                new PgPeerSnapshots(connections, atMost),
                catalogue,
                clock);
    }
}
