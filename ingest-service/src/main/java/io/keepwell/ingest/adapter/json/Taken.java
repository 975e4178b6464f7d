package io.keepwell.ingest.adapter.json;

import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import java.time.Instant;

/**
 * A body that was taken apart.
 *
 * @param content what it holds
 * @param kept what to keep of it, where something must be rejected
 * @param contentType how that is written
 * @param framing what makes a request of one item of it
 */
public record Taken(Content content, Body kept, String contentType, Framing framing) {

    /**
     * The same as a request.
     *
     * @param source who sent it
     * @param receivedAt when it came in, or was taken up again
     * @param request how it came in first
     * @return the request
     */
    public Submission of(SourceName source, Instant receivedAt, SentRequest request) {
        return new Submission(source, receivedAt, contentType, request, framing, kept, content);
    }
}
