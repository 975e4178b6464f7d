package io.keepwell.playbook.application.reading;

import io.keepwell.model.play.Task;
import io.keepwell.playbook.domain.Run;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of plays and tasks, as far as somebody may see it: by the manager or team that the
 * account has now, and whatever is theirs to do.
 */
public interface WorkRecords {

    /**
     * A task and its account.
     *
     * @param accountId the account
     * @param task the task
     */
    record OneTask(String accountId, Task task) {}

    /**
     * A run with all of its tasks.
     *
     * @param run the run
     * @param tasks in the order of the play
     */
    record OneRun(Run run, List<Task> tasks) {

        /** Copies the list. */
        public OneRun {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * How much there is to do.
     *
     * @param open open tasks
     * @param overdue those of them whose due date passed
     */
    record Counts(long open, long overdue) {}

    /**
     * Lists tasks.
     *
     * @param query which
     * @param today the date where the people are
     * @param caller for whom
     * @param limit how many at most
     * @param after the task that the list follows, or null for the first
     * @return the tasks
     */
    Uni<List<Listed<OneTask>>> tasks(
            TaskQuery query,
            LocalDate today,
            Caller caller,
            int limit,
            TaskQuery.@Nullable Place after);

    /**
     * A task.
     *
     * @param id which
     * @param caller for whom
     * @return empty when there is none that they may see
     */
    Uni<Optional<OneTask>> task(UUID id, Caller caller);

    /**
     * Lists runs.
     *
     * @param query which
     * @param caller for whom
     * @param limit how many at most
     * @param after the run that the list follows, or null for the first
     * @return the runs
     */
    Uni<List<Listed<Run>>> plays(
            PlayQuery query, Caller caller, int limit, PlayQuery.@Nullable Place after);

    /**
     * A run.
     *
     * @param id which
     * @param caller for whom
     * @return empty when there is none that they may see
     */
    Uni<Optional<OneRun>> play(UUID id, Caller caller);

    /**
     * Counts open tasks.
     *
     * @param today the date where the people are
     * @return the counts
     */
    Uni<Counts> counts(LocalDate today);
}
