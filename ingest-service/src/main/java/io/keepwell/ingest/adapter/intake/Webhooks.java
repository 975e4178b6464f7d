package io.keepwell.ingest.adapter.intake;

import io.keepwell.ingest.adapter.fields.BodyFieldsReader;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.signature.HeaderLookup;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.ingest.domain.webhook.BodyItem;
import io.keepwell.ingest.domain.webhook.ItemJudge;
import io.keepwell.policy.webhook.BodyFormat;
import io.keepwell.policy.webhook.BodyShape;
import io.keepwell.policy.webhook.FieldPath;
import io.keepwell.policy.webhook.WebhookMapping;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Makes items of the bodies of webhooks, by their mappings. */
@Singleton
public class Webhooks {

    /** Where an outbound message names the organization that sends it. */
    private static final BodyShape ORGANIZATION =
            new BodyShape(
                    BodyFormat.XML,
                    null,
                    List.of(FieldPath.parse("/Envelope/Body/notifications/OrganizationId")),
                    List.of());

    private static final Set<String> PROOFS =
            Set.of("authorization", "proxy-authorization", "cookie");

    /** An id of Salesforce has 15 characters; three more only guard against a change of case. */
    private static final int ORGANIZATION_LENGTH = 15;

    private final BodyFieldsReader reader;
    private final Limits limits;

    Webhooks(BodyFieldsReader reader, Limits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /**
     * Takes a body apart.
     *
     * @param mapping says what it means
     * @param body the body
     * @param headers of the request
     * @param receivedAt when it came in
     * @return what it holds, each item judged
     */
    public Content read(
            WebhookMapping mapping, Body body, HeaderLookup headers, Instant receivedAt) {
        return switch (reader.read(mapping.shape(), body)) {
            // Some try an address out with nothing.
            case BodyFields.Empty() -> new Content.Events(List.of(), true);
            // Nobody could be told to send less at once, so it is kept.
            case BodyFields.TooMany() ->
                    new Content.Unreadable(
                            "a request must hold at most %d items".formatted(limits.batchEvents()));
            case BodyFields.Unreadable(String detail) -> new Content.Unreadable(detail);
            case BodyFields.Items(List<BodyItem> items, boolean single) -> {
                List<String> told =
                        mapping.headers().stream()
                                .map(name -> Objects.requireNonNullElse(headers.value(name), ""))
                                .toList();
                yield new Content.Events(
                        items.stream()
                                .map(item ->
                                        new Item(
                                                ItemJudge.verdict(
                                                        mapping, item, told, body, receivedAt),
                                                item.from(),
                                                item.to()))
                                .toList(),
                        single);
            }
        };
    }

    /**
     * What makes a request of one item.
     *
     * @param mapping says where the items are, and what is asked of the body around them
     * @return with the body, where something of the one item is asked for in the name of all
     */
    public static Framing framing(WebhookMapping mapping) {
        FieldPath each = mapping.shape().each();
        return each != null
                        && mapping.shape().bodyFields().stream()
                                .anyMatch(field -> isInside(each, field))
                ? Framing.BODY
                : Framing.ENVELOPE;
    }

    private static boolean isInside(FieldPath each, FieldPath field) {
        int depth = each.names().size();
        return field.names().size() > depth && field.names().subList(0, depth).equals(each.names());
    }

    /**
     * What of a request's headers is kept with what is rejected.
     *
     * @param mapping says which it reads
     * @param headers of the request
     * @return those that are there, without what proves who the sender is
     */
    public static Map<String, String> kept(WebhookMapping mapping, HeaderLookup headers) {
        var kept = new TreeMap<String, String>();
        for (String name : mapping.headers()) {
            String value = headers.value(name);
            if (value != null && !PROOFS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    /**
     * Whether an outbound message is of an organization.
     *
     * @param organization the organization's id
     * @param body the message
     * @return true also for what is no message
     */
    public boolean isOf(String organization, Body body) {
        return !(reader.read(ORGANIZATION, body) instanceof BodyFields.Items(var items, _))
                || items.stream()
                        .allMatch(item ->
                                short15(item.cells().getFirst()).equals(short15(organization)));
    }

    private static String short15(String id) {
        return id.length() <= ORGANIZATION_LENGTH ? id : id.substring(0, ORGANIZATION_LENGTH);
    }
}
