package io.keepwell.model.health;

import io.keepwell.model.Require;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who an account is at one moment, as far as reacting to a change needs it.
 *
 * @param name what people call it; absent until a source has told
 * @param segment its size class, by the segment set in force
 * @param stage its lifecycle stage, by the lifecycle set in force
 * @param arr its annual recurring revenue in the company's currency, 0 or more
 * @param csm the customer success manager who owns it
 * @param team the team of that manager
 * @param renewalDate when its contract ends, if it is not renewed
 */
public record AccountSnapshot(
        @Nullable String name,
        @Nullable String segment,
        @Nullable String stage,
        @Nullable BigDecimal arr,
        @Nullable String csm,
        @Nullable String team,
        @Nullable LocalDate renewalDate) {

    /** An account of which only the id is known. */
    public static final AccountSnapshot UNKNOWN =
            new AccountSnapshot(null, null, null, null, null, null, null);

    /** Brings the revenue to its one spelling. */
    public AccountSnapshot {
        arr = Require.decimalOrNone("arr", arr);
        if (arr != null && arr.signum() < 0) {
            throw new IllegalArgumentException("arr must be 0 or more, was " + arr);
        }
    }
}
