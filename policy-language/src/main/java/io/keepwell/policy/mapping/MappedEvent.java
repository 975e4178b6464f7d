package io.keepwell.policy.mapping;

import io.keepwell.model.EventType;
import io.keepwell.policy.expression.RowExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that a row of a file makes, or an item of a webhook.
 *
 * @param name what tells it from the other events of the row; a part of its id
 * @param type its type
 * @param when the condition under which the row makes it; absent for always
 * @param id what tells the row from other rows of its file, a text
 * @param account the account, a text; absent only in a webhook's, and only where there is a user
 * @param user the user whose account is to be found out where none is named, a text; absent in a
 *     file's
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
        @Nullable RowExpression account,
        @Nullable RowExpression user,
        RowExpression occurredAt,
        @Nullable RowExpression actor,
        @Nullable RowExpression value,
        Map<String, RowExpression> attributes) {

    /** Copies the map, in order. */
    public MappedEvent {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
