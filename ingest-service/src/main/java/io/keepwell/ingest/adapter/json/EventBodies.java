package io.keepwell.ingest.adapter.json;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells by the media type in which form a body holds events: ours, or the two modes of CloudEvents
 * that stand in the body alone.
 */
public final class EventBodies {

    private static final String STRUCTURED = "application/cloudevents";
    private static final String BATCH = "application/cloudevents-batch";
    private static final String JSON = "+json";

    private final SubmissionReader events;
    private final CloudEventReader cloudEvents;

    /**
     * Knows these forms.
     *
     * @param events ours
     * @param cloudEvents those of CloudEvents
     */
    public EventBodies(SubmissionReader events, CloudEventReader cloudEvents) {
        this.events = events;
        this.cloudEvents = cloudEvents;
    }

    /** A form. */
    @FunctionalInterface
    public interface Form {

        /**
         * Takes a body in this form apart.
         *
         * @param body the body
         * @param receivedAt when it came in
         * @return what it holds
         */
        Taken read(Body body, Instant receivedAt);
    }

    @FunctionalInterface
    private interface Reading {
        Content read(Body body, Instant receivedAt);
    }

    /**
     * Whether a media type is one of CloudEvents', be it read here or not.
     *
     * @param contentType the value of a {@code Content-Type}
     * @return whether the body is a CloudEvent, with its attributes
     */
    public static boolean isCloudEvents(String contentType) {
        return Format.mediaType(contentType).startsWith(STRUCTURED);
    }

    /**
     * The form of a body.
     *
     * @param contentType the value of its {@code Content-Type}
     * @return the form, or empty when nobody here reads it
     */
    public Optional<Form> of(String contentType) {
        if (isCloudEvents(contentType)) {
            return Format.isUtf8(contentType) ? ofCloudEvents(contentType) : Optional.empty();
        }
        return Format.announced(contentType)
                .map(format ->
                        whole(
                                contentType,
                                Framing.ITEM,
                                (body, receivedAt) -> events.read(format, body, receivedAt)));
    }

    private Optional<Form> ofCloudEvents(String contentType) {
        return switch (Format.mediaType(contentType)) {
            case STRUCTURED + JSON ->
                    Optional.of(whole(contentType, Framing.BODY, cloudEvents::readStructured));
            case BATCH + JSON ->
                    Optional.of(whole(contentType, Framing.ENVELOPE, cloudEvents::readBatch));
            default -> Optional.empty();
        };
    }

    private static Form whole(String contentType, Framing framing, Reading reading) {
        return (body, receivedAt) ->
                new Taken(reading.read(body, receivedAt), body, contentType, framing);
    }
}
