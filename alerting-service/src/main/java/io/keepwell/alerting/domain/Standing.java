package io.keepwell.alerting.domain;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import java.util.HashSet;
import java.util.Set;

/**
 * How an account stands, by the health changes that were read so far.
 *
 * @param accountId the account
 * @param status its status
 * @param raised the ids of the signals that are raised for it
 * @param account who it is
 */
public record Standing(
        AccountId accountId, Status status, Set<String> raised, AccountSnapshot account) {

    /** Copies the set. */
    public Standing {
        raised = Set.copyOf(raised);
    }

    /**
     * An account before its first health change.
     *
     * @param accountId the account
     * @return nothing known
     */
    public static Standing unknown(AccountId accountId) {
        return new Standing(accountId, Status.UNKNOWN, Set.of(), AccountSnapshot.UNKNOWN);
    }

    /**
     * After a change. What the change itself tells counts, not the health that it carries: several
     * changes of one moment carry the health after the last of them, and each must count once.
     *
     * @param change the account's next
     * @return the standing then
     */
    public Standing after(HealthChange change) {
        return switch (change) {
            case StatusChangedV1 moved ->
                    new Standing(accountId, moved.to(), raised, moved.account());
            case SignalRaisedV1 signal -> {
                var now = new HashSet<>(raised);
                now.add(signal.signal().id());
                yield new Standing(accountId, status, now, signal.account());
            }
            case SignalClearedV1 signal -> {
                var now = new HashSet<>(raised);
                now.remove(signal.signal().id());
                yield new Standing(accountId, status, now, signal.account());
            }
            case ScoreChangedV1 score -> new Standing(accountId, status, raised, score.account());
        };
    }
}
