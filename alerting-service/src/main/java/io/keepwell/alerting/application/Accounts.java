package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.Standing;
import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The accounts, each changed by one transaction at a time. */
public interface Accounts {

    /**
     * Changes accounts, all of them or none.
     *
     * @param accountIds the accounts, known or not
     * @param decision what is to become of each; asked once, while they are locked
     * @return when it is kept; fails as the decision or the database does
     */
    Uni<Void> change(Set<AccountId> accountIds, Function<Held, Change> decision);

    /**
     * How accounts stand. Nothing is locked: they may stand otherwise by the time it is read.
     *
     * @param accountIds the accounts
     * @return those that are known
     */
    Uni<Map<AccountId, Standing>> standings(Set<AccountId> accountIds);

    /**
     * Forgets all that is kept of an account, and what was to be told and sent of it; once.
     *
     * @param erased which, and by what number
     * @return when it is done; fails as the database does
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
     * Works on an account that nobody else changes meanwhile. All of the work is kept, or none.
     *
     * @param accountId the account, known or not
     * @param work what is to be done
     * @param <T> what comes of it
     * @return what came of it, once it is kept; fails as the work or the database does
     */
    <T> Uni<T> locked(AccountId accountId, Function<AccountWork, Uni<T>> work);

    /**
     * Finds accounts with an alert whose time has run out unanswered, or that is to go up its
     * ladder, and that was not told yet.
     *
     * @param now the present
     * @param limit how many at most
     * @return the most overdue first; what they are by the time they are locked may differ
     */
    Uni<List<AccountId>> due(Instant now, int limit);

    /**
     * Finds whose an alert is.
     *
     * @param alertId the alert
     * @return its account, or empty when there is no such alert
     */
    Uni<Optional<AccountId>> accountOf(UUID alertId);
}
