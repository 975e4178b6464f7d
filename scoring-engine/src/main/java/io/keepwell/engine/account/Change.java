package io.keepwell.engine.account;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.HealthChange;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step in an account's history: readers see another score, status, signal or policy since.
 *
 * @param verdict the verdict after it
 * @param account the account then
 * @param cause why
 * @param previousScore the exact score that was told before, absent when none was
 * @param parts signed points that add up to the difference between the two scores
 * @param messages what readers are told; empty for what is only reconstructed, or when only the
 *     policy is another
 */
public record Change(
        Verdict verdict,
        AccountSnapshot account,
        Cause cause,
        @Nullable BigDecimal previousScore,
        List<ChangePart> parts,
        List<HealthChange> messages) {

    /** Copies the lists. */
    public Change {
        parts = List.copyOf(parts);
        messages = List.copyOf(messages);
    }
}
