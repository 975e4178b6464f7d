package io.keepwell.alerting.adapter;

import io.keepwell.alerting.AlertingConfig;
import io.keepwell.alerting.adapter.delivery.Destinations;
import io.keepwell.alerting.adapter.delivery.HttpPost;
import io.keepwell.alerting.adapter.delivery.Targets;
import io.keepwell.alerting.adapter.postgres.SessionAccounts;
import io.keepwell.alerting.adapter.postgres.SessionAlertRecords;
import io.keepwell.alerting.adapter.postgres.SessionDeliveries;
import io.keepwell.alerting.application.Accounts;
import io.keepwell.alerting.application.AnswerAlerts;
import io.keepwell.alerting.application.FollowAccounts;
import io.keepwell.alerting.application.ReactToHealth;
import io.keepwell.alerting.application.RulesInForce;
import io.keepwell.alerting.application.WatchClocks;
import io.keepwell.alerting.application.delivery.DeliveryQueue;
import io.keepwell.alerting.application.delivery.RetrySchedule;
import io.keepwell.alerting.application.delivery.SendDeliveries;
import io.keepwell.alerting.application.reading.AlertRecords;
import io.keepwell.runtime.Settings;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.sql.Sessions;
import io.keepwell.runtime.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.hibernate.reactive.mutiny.Mutiny;

/** Puts the service together, and gives it what it takes from its surroundings. */
@Singleton
final class Wiring {

    /** How many attempts a claim may last: that of a round, and one to write it down. */
    private static final int LEASE_ATTEMPTS = 4;

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
        return Settings.checked(() -> Tracing.of(config, "keepwell-alerting", clock));
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    Targets targets(AlertingConfig config, Vertx vertx, InstantSource clock) {
        var destinations = new Destinations(config.deliveries().allowInsecure());
        var http =
                new HttpPost(
                        vertx,
                        destinations,
                        config.deliveries().timeout(),
                        Targets.AT_A_TIME,
                        clock);
        return Settings.checked(() -> Targets.of(config, http, destinations, clock));
    }

    @Produces
    @Singleton
    Accounts accounts(
            Mutiny.SessionFactory sessions,
            AlertingConfig config,
            Targets targets,
            Supplier<UUID> ids,
            MeterRegistry meters,
            OutboxRelay relay,
            Instance<Loops> loops,
            Tracing tracing) {
        return new SessionAccounts(
                Sessions.of(sessions),
                config.relays(),
                targets.names(),
                ids,
                new Bells(
                        meters,
                        () -> {
                            relay.wake();
                            loops.get().wake();
                        }),
                tracing);
    }

    @Produces
    @Singleton
    AlertRecords records(Mutiny.SessionFactory sessions) {
        return new SessionAlertRecords(sessions);
    }

    @Produces
    @Singleton
    DeliveryQueue queue(Mutiny.SessionFactory sessions) {
        return new SessionDeliveries(sessions);
    }

    @Produces
    @Singleton
    ReactToHealth react(
            Accounts accounts, RulesInForce rules, InstantSource clock, Supplier<UUID> ids) {
        return new ReactToHealth(accounts, rules, clock, ids);
    }

    @Produces
    @Singleton
    FollowAccounts follow(Accounts accounts) {
        return new FollowAccounts(accounts);
    }

    @Produces
    @Singleton
    AnswerAlerts answers(Accounts accounts, InstantSource clock) {
        return new AnswerAlerts(accounts, clock);
    }

    @Produces
    @Singleton
    WatchClocks clocks(Accounts accounts, InstantSource clock) {
        return new WatchClocks(accounts, clock);
    }

    @Produces
    @Singleton
    SendDeliveries deliveries(
            DeliveryQueue queue, AlertingConfig config, InstantSource clock, MeterRegistry meters) {
        AlertingConfig.DeliveriesConfig limits = config.deliveries();
        RetrySchedule schedule =
                Settings.checked(() ->
                        new RetrySchedule(
                                limits.retryFirst(), limits.retryMax(), limits.giveUpAfter()));
        Duration lease = limits.timeout().multipliedBy(LEASE_ATTEMPTS);
        return new SendDeliveries(
                queue,
                schedule,
                lease,
                clock,
                (target, result) ->
                        meters.counter("keepwell.deliveries", "target", target, "result", result)
                                .increment());
    }

    @Produces
    @Singleton
    Loops loops(
            WatchClocks clocks, SendDeliveries deliveries, Targets targets, AlertingConfig config) {
        return new Loops(
                new Loop("clocks", clocks::look, config.clocksEvery()),
                targets.all().stream()
                        .map(it ->
                                new Loop(
                                        "deliveries-" + it.name(),
                                        () -> deliveries.round(it),
                                        config.deliveries().pollEvery()))
                        .toList());
    }
}
