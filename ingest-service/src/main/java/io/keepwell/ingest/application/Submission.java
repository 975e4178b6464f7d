package io.keepwell.ingest.application;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.TraceParent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that brings events.
 *
 * @param source who authenticated
 * @param receivedAt when it came in
 * @param contentType the media type that the sender announced
 * @param backfill the backfill run that it names
 * @param body what was sent
 * @param content what that turned out to hold
 * @param trace the step of a trace that takes it, or null where nobody follows
 */
public record Submission(
        SourceName source,
        Instant receivedAt,
        String contentType,
        @Nullable String backfill,
        Body body,
        Content content,
        @Nullable TraceParent trace) {

    /**
     * One that nobody follows.
     *
     * @param source who authenticated
     * @param receivedAt when it came in
     * @param contentType the media type that the sender announced
     * @param backfill the backfill run that it names
     * @param body what was sent
     * @param content what that turned out to hold
     */
    public Submission(
            SourceName source,
            Instant receivedAt,
            String contentType,
            @Nullable String backfill,
            Body body,
            Content content) {
        this(source, receivedAt, contentType, backfill, body, content, null);
    }
}
