package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.adapter.json.CloudEventReader;
import io.keepwell.ingest.adapter.json.Format;
import io.keepwell.ingest.adapter.json.SubmissionReader;
import io.keepwell.ingest.domain.cloudevent.HeaderBinding;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Verdict;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Takes a record apart: a CloudEvent in binary or structured mode, as the Kafka binding of
 * CloudEvents 1.0.2 writes them, or else events as they are sent over HTTP.
 */
@Singleton
class InboundForm {

    private static final String CLOUD_EVENT = "application/cloudevents";
    private static final String STRUCTURED = "application/cloudevents+json";
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

    /**
     * A record that was taken apart.
     *
     * @param content what it holds
     * @param kept what to keep of it, where something must be rejected
     * @param contentType how that is written
     */
    record Read(Content content, Body kept, String contentType) {}

    Read read(ConsumerRecord<byte[], byte[]> inbound, Instant receivedAt) {
        byte[] value = inbound.value();
        Body body = new Body(value == null ? new byte[0] : value);
        String contentType = contentType(inbound);
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (mediaType.startsWith(CLOUD_EVENT)) {
            return kept(
                    mediaType.equals(STRUCTURED) && Format.isUtf8(contentType)
                            ? cloudEvents.readStructured(body, receivedAt)
                            : new Content.Unreadable(
                                    "write a CloudEvent in binary mode, or as "
                                            + STRUCTURED
                                            + " in UTF-8"),
                    body,
                    contentType);
        }
        List<Map.Entry<String, String>> attributes = attributes(inbound);
        if (!attributes.isEmpty()) {
            return binary(attributes, contentType.isEmpty() ? null : contentType, body, receivedAt);
        }
        return kept(
                Format.announced(contentType.isEmpty() ? "application/json" : contentType)
                        .map(format -> events.read(format, body, receivedAt))
                        .orElseGet(() ->
                                new Content.Unreadable(
                                        "write application/json, application/x-ndjson or a"
                                                + " CloudEvent, in UTF-8")),
                body,
                contentType);
    }

    /** There is nobody to whom it could be given back: what an answer would say is kept instead. */
    private Read kept(Content content, Body body, String contentType) {
        Content kept =
                switch (content) {
                    case Content.TooMany() ->
                            new Content.Unreadable(
                                    "a record must hold at most %d events"
                                            .formatted(limits.batchEvents()));
                    case Content.Empty() -> new Content.Unreadable("the record has no value");
                    case Content.Events _, Content.Unreadable _ -> content;
                };
        return new Read(kept, body, contentType.isEmpty() ? "application/json" : contentType);
    }

    private Read binary(
            List<Map.Entry<String, String>> attributes,
            @Nullable String contentType,
            Body body,
            Instant receivedAt) {
        Verdict verdict =
                cloudEvents.readBinary(
                        HeaderBinding.KAFKA, attributes, contentType, body, receivedAt);
        Body kept =
                verdict instanceof Verdict.Flawed
                        ? cloudEvents.structured(HeaderBinding.KAFKA, attributes, contentType, body)
                        : body;
        return new Read(
                new Content.Events(List.of(new Item(verdict, 0, kept.length())), true),
                kept,
                STRUCTURED);
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
