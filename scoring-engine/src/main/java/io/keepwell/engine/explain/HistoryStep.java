package io.keepwell.engine.explain;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of an account's history, as it is kept.
 *
 * @param verdict the verdict after it
 * @param previousScore the exact score that was told before, absent when none was
 * @param parts signed points from there to the verdict's score
 * @param cause why
 */
public record HistoryStep(
        Verdict verdict, @Nullable BigDecimal previousScore, List<ChangePart> parts, Cause cause) {

    /** Copies the list. */
    public HistoryStep {
        parts = List.copyOf(parts);
    }

    /** Whether its parts are told; otherwise those of a later step, or the present, hold them. */
    boolean isTold() {
        return verdict.announced().since().isEmpty();
    }
}
