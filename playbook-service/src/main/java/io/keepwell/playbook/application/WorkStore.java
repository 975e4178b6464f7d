package io.keepwell.playbook.application;

import io.keepwell.model.AccountId;
import io.keepwell.playbook.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Keeps plays and tasks. An account is changed by one transaction at a time. */
public interface WorkStore {

    /**
     * Changes an account.
     *
     * @param accountId the account, known or not
     * @param decision what is to become of it; asked once, while the account is locked
     * @param <T> the kind of answer
     * @return the decision's answer, once all of it is committed
     */
    <T> Uni<T> change(AccountId accountId, Function<Held, Change<T>> decision);

    /**
     * Changes a task.
     *
     * @param taskId the task
     * @param decision what is to become of it; asked once, while its account is locked
     * @param <T> the kind of answer
     * @return the decision's answer, once all of it is committed; empty when there is no such task
     */
    <T> Uni<Optional<T>> changeTask(UUID taskId, Function<HeldTask, Change<T>> decision);

    /**
     * Notes that an account is still who it was, at little cost: most updates say no more.
     *
     * @param standing what was told
     * @return whether that was all; false when it tells of another profile than is kept, or is not
     *     newer
     */
    Uni<Boolean> confirm(Standing standing);

    /**
     * Open tasks whose due date passed without its having been published.
     *
     * @param today tasks that were due before are meant
     * @param limit how many at most
     * @return their ids, the earliest due first
     */
    Uni<List<UUID>> overdue(LocalDate today, int limit);
}
