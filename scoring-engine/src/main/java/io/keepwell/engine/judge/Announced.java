package io.keepwell.engine.judge;

import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score that was announced last, and what has moved it since without changing what is shown.
 *
 * @param exact the score, absent when none was
 * @param shown as people see it, absent when none was
 * @param since signed points since then; together they are the difference to the present score
 */
public record Announced(
        @Nullable BigDecimal exact, @Nullable Integer shown, List<ChangePart> since) {

    /** Nothing was announced. */
    public static final Announced NOTHING = new Announced(null, null, List.of());

    /** Copies the list. */
    public Announced {
        since = List.copyOf(since);
    }
}
