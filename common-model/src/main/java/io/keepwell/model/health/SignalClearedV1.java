package io.keepwell.model.health;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.model.policy.PolicyRef;
import java.time.Instant;
import java.util.UUID;

/**
 * Topic {@code keepwell.health-changes}: a named condition ceased to hold for an account.
 *
 * @param id unique; readers drop repeats by it
 * @param accountId the account
 * @param sequence the account's changes are numbered 1, 2, 3 …, whatever their kind
 * @param changedAt when the change took effect, by the scoring service's clock
 * @param account the account's profile after the change
 * @param health the account's health after the change
 * @param cause what brought it about
 * @param policyVersion the applied policy bundle by which it was judged
 * @param signal the signal and the version of its definition
 * @param category what it speaks of
 * @param raisedSequence the sequence of the message that raised it, lower than this one's
 */
public record SignalClearedV1(
        UUID id,
        AccountId accountId,
        long sequence,
        Instant changedAt,
        AccountSnapshot account,
        HealthSnapshot health,
        Cause cause,
        String policyVersion,
        PolicyRef signal,
        SignalCategory category,
        long raisedSequence)
        implements HealthChange {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.signal.cleared.v1";

    /** Checks that it was raised before it was cleared. */
    public SignalClearedV1 {
        Require.positive("sequence", sequence);
        changedAt = Require.time("changedAt", changedAt);
        Require.positive("raisedSequence", raisedSequence);
        if (raisedSequence >= sequence) {
            throw new IllegalArgumentException(
                    "raisedSequence must be lower than sequence %d, was %d"
                            .formatted(sequence, raisedSequence));
        }
    }

    @Override
    public String messageType() {
        return TYPE;
    }
}
