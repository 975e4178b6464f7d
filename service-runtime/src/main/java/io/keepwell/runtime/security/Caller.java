package io.keepwell.runtime.security;

import io.keepwell.model.Require;

/**
 * Who calls.
 *
 * @param name as accounts name their managers: what is done is recorded under it
 * @param scope which accounts they see
 */
public record Caller(String name, Scope scope) {

    /** A name is 1 to 200 characters. */
    public Caller {
        Require.id("caller", name);
    }
}
