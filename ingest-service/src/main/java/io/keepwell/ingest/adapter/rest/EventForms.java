package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.json.CloudEventReader;
import io.keepwell.ingest.adapter.json.EventBodies;
import io.keepwell.ingest.domain.cloudevent.HeaderBinding;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
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

    private static final String ATTRIBUTE = "ce-";

    /** By these an event with attributes in headers is known, also where one is missing. */
    private static final List<String> REQUIRED =
            List.of("ce-specversion", "ce-id", "ce-source", "ce-type");

    private final EventBodies bodies;
    private final CloudEventReader cloudEvents;

    EventForms(EventBodies bodies, CloudEventReader cloudEvents) {
        this.bodies = bodies;
        this.cloudEvents = cloudEvents;
    }

    /**
     * The form of a request, or empty when nobody here reads it.
     *
     * @param isOfRun whether it names a backfill run, for which good events may be rejected too
     */
    Optional<EventBodies.Form> of(HttpServerRequest request, boolean isOfRun) {
        String contentType =
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), "");
        MultiMap headers = request.headers();
        if (EventBodies.isCloudEvents(contentType)
                || REQUIRED.stream().noneMatch(headers::contains)) {
            return bodies.of(contentType);
        }
        var attributes = attributes(headers);
        @Nullable String dataType = contentType.isEmpty() ? null : contentType;
        return Optional.of((body, receivedAt) ->
                cloudEvents.takeBinary(
                        HeaderBinding.HTTP, attributes, dataType, body, receivedAt, isOfRun));
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
