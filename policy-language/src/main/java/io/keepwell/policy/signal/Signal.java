package io.keepwell.policy.signal;

import io.keepwell.model.health.SignalCategory;
import io.keepwell.policy.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A named condition. It is raised when {@code when} begins to hold, and cleared when {@code until}
 * does; without {@code until}, when {@code when} ceases to. What cannot be said for want of data
 * changes nothing.
 *
 * @param id unique within the bundle
 * @param name what people call it
 * @param category what it is about
 * @param when a condition
 * @param until a condition, where the edge of clearing is another one
 */
public record Signal(
        String id,
        String name,
        SignalCategory category,
        Expression when,
        @Nullable Expression until) {}
