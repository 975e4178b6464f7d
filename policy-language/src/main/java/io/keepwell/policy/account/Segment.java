package io.keepwell.policy.account;

import io.keepwell.policy.expression.Expression;

/**
 * A class of accounts.
 *
 * @param id unique within its set
 * @param name what people call it
 * @param when who belongs to it; a condition on traits
 */
public record Segment(String id, String name, Expression when) {}
