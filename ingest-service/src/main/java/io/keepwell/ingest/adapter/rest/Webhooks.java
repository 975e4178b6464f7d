package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.fields.BodyFieldsReader;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.ingest.domain.webhook.BodyItem;
import io.keepwell.ingest.domain.webhook.ItemJudge;
import io.keepwell.policy.webhook.BodyFormat;
import io.keepwell.policy.webhook.BodyShape;
import io.keepwell.policy.webhook.FieldPath;
import io.keepwell.policy.webhook.WebhookMapping;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Makes items of the bodies of webhooks, by their mappings. */
@Singleton
class Webhooks {

    /** Where an outbound message names the organization that sends it. */
    private static final BodyShape ORGANIZATION =
            new BodyShape(
                    BodyFormat.XML,
                    null,
                    List.of(FieldPath.parse("/Envelope/Body/notifications/OrganizationId")),
                    List.of());

    /** An id of Salesforce has 15 characters; three more only guard against a change of case. */
    private static final int ORGANIZATION_LENGTH = 15;

    private final BodyFieldsReader reader;
    private final Limits limits;

    Webhooks(BodyFieldsReader reader, Limits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /** What a body holds, each item judged. */
    Content read(WebhookMapping mapping, Body body, HttpServerRequest request, Instant receivedAt) {
        return switch (reader.read(mapping.shape(), body)) {
            // Some try an address out with nothing.
            case BodyFields.Empty() -> new Content.Events(List.of(), true);
            // Nobody could be told to send less at once, so it is kept.
            case BodyFields.TooMany() ->
                    new Content.Unreadable(
                            "a request must hold at most %d items".formatted(limits.batchEvents()));
            case BodyFields.Unreadable(String detail) -> new Content.Unreadable(detail);
            case BodyFields.Items(List<BodyItem> items, boolean single) -> {
                List<String> headers =
                        mapping.headers().stream()
                                .map(name -> {
                                    String value = request.getHeader(name);
                                    return value == null ? "" : value;
                                })
                                .toList();
                yield new Content.Events(
                        items.stream()
                                .map(item ->
                                        new Item(
                                                ItemJudge.verdict(
                                                        mapping, item, headers, body, receivedAt),
                                                item.from(),
                                                item.to()))
                                .toList(),
                        single);
            }
        };
    }

    /** Whether an outbound message is of an organization; true also for what is no message. */
    boolean isOf(String organization, Body body) {
        return !(reader.read(ORGANIZATION, body) instanceof BodyFields.Items(var items, _))
                || items.stream()
                        .allMatch(item ->
                                short15(item.cells().getFirst()).equals(short15(organization)));
    }

    private static String short15(String id) {
        return id.length() <= ORGANIZATION_LENGTH ? id : id.substring(0, ORGANIZATION_LENGTH);
    }
}
