package io.keepwell.playbook.application;

import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.playbook.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Keeps plays and tasks. An account is changed by one transaction at a time. */
public interface WorkStore {

    /**
     * Changes accounts, all of them or none.
     *
     * @param accountIds the accounts, known or not; nothing is done for none
     * @param decision what is to become of one; asked once for each, while all are locked
     * @return when all of it is committed
     */
    Uni<Void> change(Collection<AccountId> accountIds, Function<Held, Change<?>> decision);

    /**
     * Who accounts are. Nothing is locked: that may be old by the time it is read.
     *
     * @param accountIds the accounts
     * @return those that are known
     */
    Uni<Map<AccountId, Standing>> standings(Collection<AccountId> accountIds);

    /**
     * Forgets all that is kept of an account, and what was to be told of it; once.
     *
     * @param erased which, and by what number
     * @return when it is committed
     */
    Uni<Void> erase(AccountErasedV1 erased);

    /**
     * Whether an erasure is carried out.
     *
     * @param erasureId which
     * @return up to when, or empty when it is not
     */
    Uni<Optional<Instant>> erasedAt(UUID erasureId);

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
     * Changes a run of a play.
     *
     * @param playId the run
     * @param decision what is to become of it; asked once, while its account is locked
     * @param <T> the kind of answer
     * @return the decision's answer, once all of it is committed; empty when there is no such run
     */
    <T> Uni<Optional<T>> changePlay(UUID playId, Function<HeldPlay, Change<T>> decision);

    /**
     * Tasks that nothing keeps from being opened any more.
     *
     * @param today whose day is this one or one before are meant
     * @param limit how many at most
     * @return their ids, the longest overdue first
     */
    Uni<List<UUID>> toOpen(LocalDate today, int limit);

    /**
     * Open tasks whose due date passed without its having been published.
     *
     * @param today tasks that were due before are meant
     * @param limit how many at most
     * @return their ids, the earliest due first
     */
    Uni<List<UUID>> overdue(LocalDate today, int limit);
}
