package io.keepwell.alerting.adapter.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keepwell.alerting.application.delivery.Attempt;
import io.keepwell.alerting.application.delivery.Target;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.message.ContractJson;
import io.keepwell.model.message.MessageCodec;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Tells a system, by a CloudEvent in structured mode that is signed as Standard Webhooks says. The
 * body and {@code webhook-id} of a message are the same on every attempt.
 */
public final class WebhookTarget implements Target {

    /** The target's name. */
    public static final String NAME = "webhook";

    static final int AT_A_TIME = 8;

    private final HttpPost http;
    private final URI uri;
    private final StandardWebhooks signing;
    private final InstantSource clock;

    /**
     * For one address.
     *
     * @param http posts
     * @param uri where to
     * @param signing signs
     * @param clock when an attempt is made
     */
    public WebhookTarget(HttpPost http, URI uri, StandardWebhooks signing, InstantSource clock) {
        this.http = http;
        this.uri = uri;
        this.signing = signing;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int atATime() {
        return AT_A_TIME;
    }

    @Override
    public Uni<Attempt> send(AlertChangedV1 message) {
        byte[] body = body(message);
        Instant now = clock.instant();
        return http.post(
                uri,
                Map.of(
                        "Content-Type",
                        "application/cloudevents+json; charset=UTF-8",
                        "User-Agent",
                        "Keepwell",
                        "webhook-id",
                        message.messageId(),
                        "webhook-timestamp",
                        Long.toString(now.getEpochSecond()),
                        "webhook-signature",
                        signing.signature(message.messageId(), now, body)),
                body);
    }

    static byte[] body(AlertChangedV1 message) {
        ObjectNode event =
                ContractJson.mapper()
                        .createObjectNode()
                        .put("specversion", "1.0")
                        .put("id", message.messageId())
                        .put("source", message.messageSource().toString())
                        .put("type", message.messageType())
                        .put("subject", message.messageSubject())
                        .put("time", message.messageTime().toString())
                        .put("datacontenttype", MessageCodec.DATA_CONTENT_TYPE);
        event.set("data", ContractJson.mapper().valueToTree(message));
        try {
            return ContractJson.mapper().writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every contract record can be written as JSON", e);
        }
    }
}
