package io.keepwell.runtime.security;

/**
 * Who calls.
 *
 * @param name as accounts name their managers: what is done is recorded under it
 * @param scope which accounts they see
 */
public record Caller(String name, Scope scope) {}
