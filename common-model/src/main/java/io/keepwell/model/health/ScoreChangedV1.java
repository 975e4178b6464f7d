package io.keepwell.model.health;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code keepwell.health-changes}: an account's shown score moved, or the card that gives it.
 *
 * @param id unique; readers drop repeats by it
 * @param accountId the account
 * @param sequence the account's changes are numbered 1, 2, 3 …, whatever their kind
 * @param changedAt when the change took effect, by the scoring service's clock
 * @param account the account's profile after the change
 * @param health the account's health after the change
 * @param cause what brought it about
 * @param policyVersion the applied policy bundle by which it was judged
 * @param previousScore the exact score before, 0 to 100; absent for a first score
 * @param previousShown the shown score before, 0 to 100; absent for a first score
 * @param parts what the change is made of; they add up to the new exact score less the previous
 *     one, an absent score counting as 0
 */
public record ScoreChangedV1(
        UUID id,
        AccountId accountId,
        long sequence,
        Instant changedAt,
        AccountSnapshot account,
        HealthSnapshot health,
        Cause cause,
        String policyVersion,
        @Nullable BigDecimal previousScore,
        @Nullable Integer previousShown,
        List<ChangePart> parts)
        implements HealthChange {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.score.changed.v1";

    /** Checks the sequence and copies the parts. */
    public ScoreChangedV1 {
        Require.positive("sequence", sequence);
        changedAt = Require.time("changedAt", changedAt);
        previousScore = Require.decimalOrNone("previousScore", previousScore);
        parts = List.copyOf(parts);
    }

    @Override
    public String messageType() {
        return TYPE;
    }
}
