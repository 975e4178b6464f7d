package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.json.CloudEventReader;
import io.keepwell.ingest.adapter.json.Format;
import io.keepwell.ingest.adapter.json.SubmissionReader;
import io.keepwell.ingest.adapter.json.Taken;
import io.keepwell.ingest.domain.cloudevent.HeaderBinding;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its headers in which form a request brings events: ours, or one of the three modes of
 * CloudEvents, in the order in which their HTTP binding tells them apart.
 */
@Singleton
class EventForms {

    private static final String BATCH = "application/cloudevents-batch";
    private static final String STRUCTURED = "application/cloudevents";
    private static final String JSON = "+json";
    private static final String ATTRIBUTE = "ce-";

    /** By these an event with attributes in headers is known, also where one is missing. */
    private static final List<String> REQUIRED =
            List.of("ce-specversion", "ce-id", "ce-source", "ce-type");

    private final SubmissionReader events;
    private final CloudEventReader cloudEvents;

    EventForms(SubmissionReader events, CloudEventReader cloudEvents) {
        this.events = events;
        this.cloudEvents = cloudEvents;
    }

    /** A form. */
    @FunctionalInterface
    interface Form {

        /** Takes a body in this form apart. */
        Taken read(Body body, Instant receivedAt);
    }

    @FunctionalInterface
    private interface Reading {
        Content read(Body body, Instant receivedAt);
    }

    private static Form whole(String contentType, Reading reading) {
        return (body, receivedAt) -> new Taken(reading.read(body, receivedAt), body, contentType);
    }

    /**
     * The form of a request, or empty when nobody here reads it.
     *
     * @param isOfRun whether it names a backfill run, for which good events may be rejected too
     */
    Optional<Form> of(HttpServerRequest request, boolean isOfRun) {
        String contentType =
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), "");
        String type = Format.mediaType(contentType);
        if (type.startsWith(BATCH)) {
            return type.equals(BATCH + JSON) && Format.isUtf8(contentType)
                    ? Optional.of(whole(contentType, cloudEvents::readBatch))
                    : Optional.empty();
        }
        if (type.startsWith(STRUCTURED)) {
            return type.equals(STRUCTURED + JSON) && Format.isUtf8(contentType)
                    ? Optional.of(whole(contentType, cloudEvents::readStructured))
                    : Optional.empty();
        }
        MultiMap headers = request.headers();
        if (REQUIRED.stream().anyMatch(headers::contains)) {
            var attributes = attributes(headers);
            @Nullable String dataType = contentType.isEmpty() ? null : contentType;
            return Optional.of((body, receivedAt) ->
                    cloudEvents.takeBinary(
                            HeaderBinding.HTTP, attributes, dataType, body, receivedAt, isOfRun));
        }
        return Format.announced(contentType)
                .map(format ->
                        whole(
                                contentType,
                                (body, receivedAt) -> events.read(format, body, receivedAt)));
    }

    private static List<Map.Entry<String, String>> attributes(MultiMap headers) {
        var attributes = new ArrayList<Map.Entry<String, String>>();
        for (var header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE)) {
                attributes.add(Map.entry(name.substring(ATTRIBUTE.length()), header.getValue()));
            }
        }
        return attributes;
    }
}
