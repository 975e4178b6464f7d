package io.keepwell.playbook.adapter;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.playbook.PlaybookConfig;
import io.keepwell.playbook.adapter.postgres.PostgresWork;
import io.keepwell.playbook.adapter.postgres.WorkMeters;
import io.keepwell.playbook.application.ChaseOverdue;
import io.keepwell.playbook.application.FollowAccounts;
import io.keepwell.playbook.application.OpenWaiting;
import io.keepwell.playbook.application.PlaysInForce;
import io.keepwell.playbook.application.ReactToHealth;
import io.keepwell.playbook.application.WorkPlays;
import io.keepwell.playbook.application.WorkStore;
import io.keepwell.playbook.application.WorkTasks;
import io.keepwell.playbook.application.reading.ReadWork;
import io.keepwell.playbook.application.reading.WorkRecords;
import io.keepwell.playbook.domain.Owners;
import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.WorkCalendar;
import io.keepwell.runtime.Settings;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.rest.ExactDecimals;
import io.keepwell.runtime.sql.Sessions;
import io.keepwell.runtime.trace.Tracing;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.hibernate.reactive.mutiny.Mutiny;

/** Gives the service what it takes from its surroundings, and puts its parts together. */
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
        return Settings.checked(() -> Tracing.of(config, "keepwell-playbook", clock));
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
    WorkCalendar calendar(PlaybookConfig playbook) {
        return Settings.checked(() ->
                new WorkCalendar(
                        playbook.timeZone(),
                        playbook.workingDays(),
                        playbook.holidays().orElse(Set.of())));
    }

    @Produces
    @Singleton
    Playbook playbook(WorkCalendar calendar, PlaybookConfig playbook) {
        return new Playbook(calendar, new Owners(playbook.owners()));
    }

    @Produces
    @Singleton
    WorkStore work(
            Mutiny.SessionFactory sessions,
            PlaybookConfig playbook,
            OutboxRelay relay,
            WorkMeters meters,
            Tracing tracing) {
        return new PostgresWork(
                Sessions.of(sessions),
                playbook.relays(),
                happenings -> {
                    relay.wake();
                    meters.count(happenings);
                },
                tracing);
    }

    @Produces
    @Singleton
    ReactToHealth reactToHealth(
            WorkStore store,
            PlaysInForce plays,
            Playbook playbook,
            InstantSource clock,
            Supplier<UUID> ids) {
        return new ReactToHealth(store, plays, playbook, clock, ids);
    }

    @Produces
    @Singleton
    FollowAccounts followAccounts(
            WorkStore store, Playbook playbook, InstantSource clock, Supplier<UUID> ids) {
        return new FollowAccounts(store, playbook, clock, ids);
    }

    @Produces
    @Singleton
    WorkTasks workTasks(
            WorkStore store, Playbook playbook, InstantSource clock, Supplier<UUID> ids) {
        return new WorkTasks(store, playbook, clock, ids);
    }

    @Produces
    @Singleton
    WorkPlays workPlays(WorkStore store, InstantSource clock, Supplier<UUID> ids) {
        return new WorkPlays(store, clock, ids);
    }

    @Produces
    @Singleton
    OpenWaiting openWaiting(
            WorkStore store, WorkCalendar calendar, InstantSource clock, Supplier<UUID> ids) {
        return new OpenWaiting(store, calendar, clock, ids);
    }

    @Produces
    @Singleton
    ChaseOverdue chaseOverdue(
            WorkStore store, WorkCalendar calendar, InstantSource clock, Supplier<UUID> ids) {
        return new ChaseOverdue(store, calendar, clock, ids);
    }

    @Produces
    @Singleton
    ReadWork readWork(WorkRecords records, WorkCalendar calendar, InstantSource clock) {
        return new ReadWork(records, calendar, clock);
    }
}
