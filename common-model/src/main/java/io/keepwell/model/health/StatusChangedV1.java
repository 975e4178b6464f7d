package io.keepwell.model.health;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.health-changes}: an account moved from one status to another.
 *
 * @param id unique; readers drop repeats by it
 * @param accountId the account
 * @param sequence the account's changes are numbered 1, 2, 3 …, whatever their kind
 * @param changedAt when the change took effect, by the scoring service's clock
 * @param account the account's profile after the change
 * @param health the account's health after the change
 * @param cause what brought it about
 * @param policyVersion the applied policy bundle by which it was judged
 * @param from the status before; unknown for a first status
 * @param to the status after, never the same
 * @param action what the card says to do in the new status: {@code expand}, {@code nurture}, {@code
 *     save} (requirement H7); absent where it says nothing
 * @param reason what moved it, in one line for people
 */
public record StatusChangedV1(
        UUID id,
        AccountId accountId,
        long sequence,
        Instant changedAt,
        AccountSnapshot account,
        HealthSnapshot health,
        Cause cause,
        String policyVersion,
        Status from,
        Status to,
        @Nullable String action,
        String reason)
        implements HealthChange {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.status.changed.v1";

    /** Checks the sequence, and that something changed. */
    public StatusChangedV1 {
        Require.positive("sequence", sequence);
        changedAt = Require.time("changedAt", changedAt);
        if (from == to) {
            throw new IllegalArgumentException("from and to must differ, both were " + to);
        }
    }

    @Override
    public String messageType() {
        return TYPE;
    }
}
