package io.keepwell.playbook.domain;

import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.HealthChange;
import java.time.Instant;

/**
 * Who an account is, as far as it was told. Two topics tell it, neither waits for the other, and
 * records come again: what is newer is decided by what is in them. A health change has its number;
 * an update has the number of the last health change that it includes, and its time. An update
 * therefore knows no less than the health change of the same number; two updates of one number
 * differ by their time.
 *
 * @param accountId the account
 * @param account its profile
 * @param sequence the number of the last health change that the profile includes; 0 for none
 * @param toldAt when the update was written that told it; the epoch where a health change did
 */
public record Standing(
        AccountId accountId, AccountSnapshot account, long sequence, Instant toldAt) {

    /**
     * What a health change tells.
     *
     * @param change the change
     * @return the standing
     */
    public static Standing of(HealthChange change) {
        return new Standing(change.accountId(), change.account(), change.sequence(), Instant.EPOCH);
    }

    /**
     * What an update tells.
     *
     * @param update the update
     * @return the standing
     */
    public static Standing of(AccountUpdatedV1 update) {
        return new Standing(
                update.accountId(), update.account(), update.sequence(), update.updatedAt());
    }

    /**
     * Whether this is to take another's place.
     *
     * @param other of the same account
     * @return true when this knows more; false for a repeat
     */
    public boolean isNewerThan(Standing other) {
        return sequence > other.sequence
                || (sequence == other.sequence && toldAt.isAfter(other.toldAt));
    }

    /**
     * Whether this says anything that another does not.
     *
     * @param other of the same account
     * @return false also for what is newer but says the same, told at another time
     */
    public boolean saysMoreThan(Standing other) {
        return isNewerThan(other) && (sequence > other.sequence || !account.equals(other.account));
    }
}
