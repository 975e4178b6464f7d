package io.keepwell.ingest.application;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.TraceParent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that brings events.
 *
 * @param source who authenticated
 * @param receivedAt when it came in, or was taken up again
 * @param contentType the media type that the sender announced; cut where it is longer than 200
 *     characters
 * @param request how it came in first
 * @param framing what makes a request of one of its items
 * @param body what was sent
 * @param content what that turned out to hold
 * @param trace the step of a trace that takes it, or null where nobody follows
 */
public record Submission(
        SourceName source,
        Instant receivedAt,
        String contentType,
        SentRequest request,
        Framing framing,
        Body body,
        Content content,
        @Nullable TraceParent trace) {

    private static final int CONTENT_TYPE_LENGTH_MAX = 200;

    /** Makes the media type fit to be kept. */
    public Submission {
        contentType = Printable.of(contentType, CONTENT_TYPE_LENGTH_MAX);
    }

    /**
     * One that nobody follows.
     *
     * @param source who authenticated
     * @param receivedAt when it came in, or was taken up again
     * @param contentType the media type that the sender announced
     * @param request how it came in first
     * @param framing what makes a request of one of its items
     * @param body what was sent
     * @param content what that turned out to hold
     */
    public Submission(
            SourceName source,
            Instant receivedAt,
            String contentType,
            SentRequest request,
            Framing framing,
            Body body,
            Content content) {
        this(source, receivedAt, contentType, request, framing, body, content, null);
    }

    /**
     * The same, followed.
     *
     * @param step the step of a trace that takes it
     * @return one that says so
     */
    public Submission followedBy(TraceParent step) {
        return new Submission(
                source, receivedAt, contentType, request, framing, body, content, step);
    }
}
