package io.keepwell.policy.expression;

import org.jspecify.annotations.Nullable;

/** A question to an account. */
@FunctionalInterface
interface Ask {

    /** Asks; a Double, String or Boolean, or null for no data. */
    @Nullable Object of(Metrics metrics);
}
