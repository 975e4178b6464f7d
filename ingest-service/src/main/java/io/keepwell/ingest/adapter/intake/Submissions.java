package io.keepwell.ingest.adapter.intake;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.application.SubmitEvents;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.source.RateLimits;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.runtime.trace.OpenSpan;
import io.keepwell.runtime.trace.Tracing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands in what bodies turned out to hold, and counts what became of it. */
@Singleton
public class Submissions {

    private static final int CONTENT_TYPE_LENGTH_MAX = 200;

    private final SubmitEvents submitEvents;
    private final EventMetrics metrics;
    private final RateLimits limits;
    private final Supplier<UUID> ids;
    private final Tracing tracing;

    Submissions(
            SubmitEvents submitEvents,
            EventMetrics metrics,
            RateLimits limits,
            Supplier<UUID> ids,
            Tracing tracing) {
        this.submitEvents = submitEvents;
        this.metrics = metrics;
        this.limits = limits;
        this.ids = ids;
        this.tracing = tracing;
    }

    /**
     * What is known of a request beside its body.
     *
     * @param source who sent it
     * @param contentType how the body is written
     * @param backfill the backfill run that it names
     * @param traceparent the step of a trace that has caused it, as its sender says
     */
    public record Head(
            Source source,
            String contentType,
            @Nullable String backfill,
            @Nullable String traceparent) {}

    /**
     * Hands in what one request brings.
     *
     * @param head what is known of it beside its body
     * @param body what to keep of what must be rejected
     * @param content what it holds
     * @param receivedAt when it came in
     * @return what to tell the sender
     */
    public CompletionStage<Outcome> submit(
            Head head, Body body, Content content, Instant receivedAt) {
        return submit(head, body, content, receivedAt, ids);
    }

    /**
     * The same, for who may read the same request again.
     *
     * @param head as above
     * @param body as above
     * @param content as above
     * @param receivedAt as above
     * @param rejectionIds names what is rejected: the same names for the same request
     * @return as above
     */
    public CompletionStage<Outcome> submit(
            Head head,
            Body body,
            Content content,
            Instant receivedAt,
            Supplier<UUID> rejectionIds) {
        // What could not be taken apart has cost its reading.
        limits.count(
                head.source(),
                content instanceof Content.Events(var items, _) ? Math.max(1, items.size()) : 1);
        @Nullable OpenSpan span =
                tracing.isOn()
                        ? RequestSpan.begin(tracing, head, content, receivedAt).orElse(null)
                        : null;
        return submitEvents
                .submit(
                        new Submission(
                                head.source().name(),
                                receivedAt,
                                Printable.of(head.contentType(), CONTENT_TYPE_LENGTH_MAX),
                                head.backfill(),
                                body,
                                content,
                                span == null ? null : span.traceParent()),
                        rejectionIds)
                .thenApply(outcome -> {
                    metrics.count(head.source().name(), body.length(), outcome);
                    if (span != null) {
                        RequestSpan.end(span, outcome);
                    }
                    return outcome;
                });
    }
}
