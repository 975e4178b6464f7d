package io.keepwell.playbook.application;

import io.keepwell.playbook.domain.Playbook;
import io.keepwell.playbook.domain.Tasks;
import io.keepwell.playbook.domain.WorkCalendar;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/** Opens tasks whose day has come, once (requirement L4). */
public final class OpenWaiting {

    private static final int BATCH = 100;

    private final WorkStore store;
    private final WorkCalendar calendar;
    private final InstantSource clock;
    private final Announcer announcer;

    /**
     * By this calendar.
     *
     * @param store where tasks are kept
     * @param calendar when a day begins
     * @param clock what day it is
     * @param ids names messages
     */
    public OpenWaiting(
            WorkStore store, WorkCalendar calendar, InstantSource clock, Supplier<UUID> ids) {
        this.store = store;
        this.calendar = calendar;
        this.clock = clock;
        this.announcer = new Announcer(ids);
    }

    /**
     * Opens some of those whose day has come. Several services may do so at once: each task is
     * looked at again while its account is locked.
     *
     * @return whether there may be more
     */
    public Uni<Boolean> run() {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = calendar.dateOf(at);
        return store.toOpen(today, BATCH)
                .chain(found ->
                        Multi.createFrom()
                                .iterable(found)
                                .onItem()
                                .transformToUniAndConcatenate(
                                        id -> store.changeTask(id, held -> open(held, today, at)))
                                .collect()
                                .asList()
                                .map(_ -> found.size() == BATCH));
    }

    private Change<Boolean> open(HeldTask held, LocalDate today, Instant at) {
        return Tasks.isDueToOpen(held.task(), today)
                ? announcer.change(
                        held.account().ledger(),
                        null,
                        Playbook.open(held.task(), at),
                        at,
                        null,
                        true)
                : Change.none(false);
    }
}
