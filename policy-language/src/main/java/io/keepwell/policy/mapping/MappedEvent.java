package io.keepwell.policy.mapping;

import io.keepwell.model.EventType;
import io.keepwell.policy.expression.RowExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that a row makes.
 *
 * @param name what tells it from the other events of the row; a part of its id
 * @param type its type
 * @param when the condition under which the row makes it; absent for always
 * @param id what tells the row from other rows of its file, a text
 * @param account the account, a text
 * @param occurredAt when it happened, a time
 * @param actor who did it, a text
 * @param value its number
 * @param attributes its attributes by name, of any kind, in order
 */
public record MappedEvent(
        String name,
        EventType type,
        @Nullable RowExpression when,
        RowExpression id,
        RowExpression account,
        RowExpression occurredAt,
        @Nullable RowExpression actor,
        @Nullable RowExpression value,
        Map<String, RowExpression> attributes) {

    /** Copies the map, in order. */
    public MappedEvent {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
