package io.keepwell.alerting.domain;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import java.util.HashSet;
import java.util.Set;

/**
 * How an account stands, by what was read of it so far. Health changes tell how it is; who it is
 * they tell too, but somebody may take it over without any: topic {@code keepwell.accounts} tells
 * that, and neither topic waits for the other. What counts is the number of the last health change
 * that a profile includes. An update knows no less than the health change of its number, and of two
 * updates of one number the later is the one that comes later: clocks need not agree.
 *
 * @param accountId the account
 * @param status its status
 * @param raised the ids of the signals that are raised for it
 * @param account who it is
 * @param told the number of the last health change that the profile includes; 0 for none
 */
public record Standing(
        AccountId accountId,
        Status status,
        Set<String> raised,
        AccountSnapshot account,
        long told) {

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
        return new Standing(accountId, Status.UNKNOWN, Set.of(), AccountSnapshot.UNKNOWN, 0);
    }

    /**
     * After a change. The status, and what no longer holds, is as the change's health has it, so
     * that one that was never read leaves nothing behind. That a signal is raised counts only when
     * it is told itself: several changes of one moment carry the health after the last of them, and
     * each must count once.
     *
     * @param change the account's next
     * @return the standing then
     */
    public Standing after(HealthChange change) {
        var now = new HashSet<>(raised);
        if (change instanceof SignalRaisedV1 signal) {
            now.add(signal.signal().id());
        }
        now.retainAll(change.health().signals());
        return new Standing(
                accountId,
                change.health().status(),
                now,
                change.sequence() > told ? change.account() : account,
                Math.max(told, change.sequence()));
    }

    /**
     * After an update.
     *
     * @param update the account's next, or one that was read before
     * @return the standing then
     */
    public Standing after(AccountUpdatedV1 update) {
        return update.sequence() < told
                ? this
                : new Standing(accountId, status, raised, update.account(), update.sequence());
    }
}
