package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.adapter.json.CloudEventReader;
import io.keepwell.ingest.adapter.json.Format;
import io.keepwell.ingest.adapter.json.SubmissionReader;
import io.keepwell.ingest.adapter.json.Taken;
import io.keepwell.ingest.domain.cloudevent.HeaderBinding;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Limits;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Takes a record apart: a CloudEvent in binary or structured mode, as the Kafka binding of
 * CloudEvents 1.0.2 writes them, or else events as they are sent over HTTP.
 */
@Singleton
class InboundForm {

    private static final String CLOUD_EVENT = "application/cloudevents";
    private static final String CONTENT_TYPE = "content-type";
    private static final String ATTRIBUTE = "ce_";

    private final SubmissionReader events;
    private final CloudEventReader cloudEvents;
    private final Limits limits;

    InboundForm(SubmissionReader events, CloudEventReader cloudEvents, Limits limits) {
        this.events = events;
        this.cloudEvents = cloudEvents;
        this.limits = limits;
    }

    Taken read(ConsumerRecord<byte[], byte[]> inbound, Instant receivedAt) {
        byte[] value = inbound.value();
        Body body = new Body(value == null ? new byte[0] : value);
        String contentType = contentType(inbound);
        String mediaType = Format.mediaType(contentType);
        if (mediaType.startsWith(CLOUD_EVENT)) {
            return kept(
                    mediaType.equals(CloudEventReader.STRUCTURED) && Format.isUtf8(contentType)
                            ? cloudEvents.readStructured(body, receivedAt)
                            : new Content.Unreadable(
                                    "write a CloudEvent in binary mode, or as "
                                            + CloudEventReader.STRUCTURED
                                            + " in UTF-8"),
                    body,
                    contentType,
                    Framing.BODY);
        }
        List<Map.Entry<String, String>> attributes = attributes(inbound);
        if (!attributes.isEmpty()) {
            return cloudEvents.takeBinary(
                    HeaderBinding.KAFKA,
                    attributes,
                    contentType.isEmpty() ? null : contentType,
                    body,
                    receivedAt,
                    false);
        }
        return kept(
                Format.announced(contentType.isEmpty() ? "application/json" : contentType)
                        .map(format -> events.read(format, body, receivedAt))
                        .orElseGet(() ->
                                new Content.Unreadable(
                                        "write application/json, application/x-ndjson or a"
                                                + " CloudEvent, in UTF-8")),
                body,
                contentType,
                Framing.ITEM);
    }

    /** There is nobody to whom it could be given back: what an answer would say is kept instead. */
    private Taken kept(Content content, Body body, String contentType, Framing framing) {
        Content kept =
                switch (content) {
                    case Content.TooMany() ->
                            new Content.Unreadable(
                                    "a record must hold at most %d events"
                                            .formatted(limits.batchEvents()));
                    case Content.Empty() -> new Content.Unreadable("the record has no value");
                    case Content.Events _, Content.Unreadable _ -> content;
                };
        return new Taken(
                kept, body, contentType.isEmpty() ? "application/json" : contentType, framing);
    }

    private static String contentType(ConsumerRecord<byte[], byte[]> inbound) {
        for (Header header : inbound.headers()) {
            if (header.key().equalsIgnoreCase(CONTENT_TYPE) && header.value() != null) {
                return new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static List<Map.Entry<String, String>> attributes(
            ConsumerRecord<byte[], byte[]> inbound) {
        var attributes = new ArrayList<Map.Entry<String, String>>();
        for (Header header : inbound.headers()) {
            String name = header.key().toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE) && header.value() != null) {
                attributes.add(
                        Map.entry(
                                name.substring(ATTRIBUTE.length()),
                                new String(header.value(), StandardCharsets.ISO_8859_1)));
            }
        }
        return attributes;
    }
}
