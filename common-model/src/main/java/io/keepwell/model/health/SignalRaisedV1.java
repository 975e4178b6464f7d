package io.keepwell.model.health;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Topic {@code keepwell.health-changes}: a named condition began to hold for an account.
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
 * @param summary what was seen, in one line for people
 * @param evidence the numbers that the condition looked at, by name
 */
public record SignalRaisedV1(
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
        String summary,
        Map<String, BigDecimal> evidence)
        implements HealthChange {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.signal.raised.v1";

    /** Checks the sequence and copies the evidence. */
    public SignalRaisedV1 {
        Require.positive("sequence", sequence);
        changedAt = Require.time("changedAt", changedAt);
        evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
    }

    @Override
    public String messageType() {
        return TYPE;
    }
}
