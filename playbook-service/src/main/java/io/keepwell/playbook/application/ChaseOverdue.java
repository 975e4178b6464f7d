package io.keepwell.playbook.application;

import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskState;
import io.keepwell.playbook.domain.Happening;
import io.keepwell.playbook.domain.WorkCalendar;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Tells that the due date of a task passed, once. */
public final class ChaseOverdue {

    private static final int BATCH = 100;

    private final WorkStore store;
    private final WorkCalendar calendar;
    private final InstantSource clock;
    private final Announcer announcer;

    /**
     * By this calendar.
     *
     * @param store where tasks are kept
     * @param calendar when a day ends
     * @param clock what day it is
     * @param ids names messages
     */
    public ChaseOverdue(
            WorkStore store, WorkCalendar calendar, InstantSource clock, Supplier<UUID> ids) {
        this.store = store;
        this.calendar = calendar;
        this.clock = clock;
        this.announcer = new Announcer(ids);
    }

    /**
     * Tells of some of those that it was not told of yet. Several services may do so at once: each
     * task is looked at again while its account is locked.
     *
     * @return whether there may be more
     */
    public Uni<Boolean> run() {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = calendar.dateOf(at);
        return store.overdue(today, BATCH)
                .chain(found ->
                        Multi.createFrom()
                                .iterable(found)
                                .onItem()
                                .transformToUniAndConcatenate(
                                        id -> store.changeTask(id, held -> decide(held, today, at)))
                                .collect()
                                .asList()
                                .map(_ -> found.size() == BATCH));
    }

    private Change<Boolean> decide(HeldTask held, LocalDate today, Instant at) {
        var task = held.task();
        if (held.isOverdueTold()
                || task.state() != TaskState.OPEN
                || !task.dueOn().isBefore(today)) {
            return Change.none(false);
        }
        return announcer.change(
                held.account().ledger(),
                null,
                List.of(new Happening.OfTask(TaskChange.OVERDUE, task)),
                at,
                null,
                true);
    }
}
