package io.keepwell.policy.webhook;

import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.mapping.DateFormats;
import io.keepwell.policy.mapping.MappedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the bodies of a webhook become events. The cells that its expressions name are the fields of
 * an item, then those of the body, then headers.
 *
 * @param ref the document's id and version
 * @param shape where in a body its items and fields are
 * @param headers the headers that expressions name, in order
 * @param dates how it writes dates
 * @param ignore which items are passed by; absent for none
 * @param itemId what tells an item from the others of its source, a text
 * @param events what an item makes, in order
 * @param links what an item says of who belongs to whom, in order
 */
public record WebhookMapping(
        PolicyRef ref,
        BodyShape shape,
        List<String> headers,
        DateFormats dates,
        @Nullable RowExpression ignore,
        RowExpression itemId,
        List<MappedEvent> events,
        List<IdentityLink> links) {

    /** Copies the lists. */
    public WebhookMapping {
        headers = List.copyOf(headers);
        events = List.copyOf(events);
        links = List.copyOf(links);
    }
}
