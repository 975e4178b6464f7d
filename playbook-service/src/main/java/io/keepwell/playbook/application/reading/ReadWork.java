package io.keepwell.playbook.application.reading;

import io.keepwell.model.play.Task;
import io.keepwell.playbook.domain.WorkCalendar;
import io.keepwell.policy.reaction.Outcomes;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers for plays and tasks. */
public final class ReadWork {

    private final WorkRecords records;
    private final WorkCalendar calendar;
    private final InstantSource clock;

    /**
     * From these records.
     *
     * @param records what is kept
     * @param calendar when a day begins
     * @param clock what day it is
     */
    public ReadWork(WorkRecords records, WorkCalendar calendar, InstantSource clock) {
        this.records = records;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Lists tasks.
     *
     * @param query which
     * @param caller for whom
     * @param limit how many a page holds
     * @param after where the page before ended, or null for the first
     * @return a page
     */
    public Uni<TaskPage> tasks(
            TaskQuery query, Caller caller, int limit, TaskQuery.@Nullable Place after) {
        LocalDate today = today();
        return records.tasks(query, today, caller, limit + 1, after)
                .map(found ->
                        new TaskPage(
                                Listed.items(found, limit).stream()
                                        .map(it -> TaskItem.of(it.accountId(), it.task(), today))
                                        .toList(),
                                Listed.next(found, limit, query.question())));
    }

    /**
     * A task as it is kept.
     *
     * @param id which
     * @param caller for whom
     * @return empty when there is none that they may see
     */
    public Uni<Optional<WorkRecords.OneTask>> task(UUID id, Caller caller) {
        return records.task(id, caller);
    }

    /**
     * A task as people see it.
     *
     * @param accountId the account
     * @param task as it is kept
     * @return the item
     */
    public TaskItem shown(String accountId, Task task) {
        return TaskItem.of(accountId, task, today());
    }

    /**
     * Lists runs of plays.
     *
     * @param query which
     * @param caller for whom
     * @param limit how many a page holds
     * @param after where the page before ended, or null for the first
     * @return a page
     */
    public Uni<PlayPage> plays(
            PlayQuery query, Caller caller, int limit, PlayQuery.@Nullable Place after) {
        return records.plays(query, caller, limit + 1, after)
                .map(found ->
                        new PlayPage(
                                Listed.items(found, limit).stream().map(PlayItem::of).toList(),
                                Listed.next(found, limit, query.question())));
    }

    /**
     * A run of a play with its tasks.
     *
     * @param id which
     * @param caller for whom
     * @return empty when there is none that they may see
     */
    public Uni<Optional<PlayDetail>> play(UUID id, Caller caller) {
        LocalDate today = today();
        return records.play(id, caller)
                .map(found ->
                        found.map(it ->
                                new PlayDetail(
                                        PlayItem.of(it.run()),
                                        it.run().spec().successCriteria(),
                                        CriterionItem.of(it.run().criteria()),
                                        words(it.run().spec().outcomes()),
                                        tasks(it, today))));
    }

    /**
     * Counts open tasks.
     *
     * @return as of now
     */
    public Uni<WorkRecords.Counts> counts() {
        return records.counts(today());
    }

    private static List<String> words(@Nullable Outcomes outcomes) {
        return outcomes == null ? List.of() : List.of(outcomes.success(), outcomes.failure());
    }

    private static List<TaskItem> tasks(WorkRecords.OneRun run, LocalDate today) {
        return run.tasks().stream()
                .map(task -> TaskItem.of(run.run().accountId().value(), task, today))
                .toList();
    }

    private LocalDate today() {
        return calendar.dateOf(clock.instant());
    }
}
