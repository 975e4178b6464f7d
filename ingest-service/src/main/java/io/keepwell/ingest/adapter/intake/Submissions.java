package io.keepwell.ingest.adapter.intake;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.application.SubmitEvents;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.source.RateLimits;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.runtime.trace.OpenSpan;
import io.keepwell.runtime.trace.Tracing;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands in what bodies turned out to hold, and counts what became of it. */
@Singleton
public class Submissions {

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
     * Hands in what one request brings.
     *
     * @param source who sent it, and is held to its limits
     * @param submission the request
     * @param traceparent the step of a trace that has caused it, as its sender says; or null
     * @return what to tell the sender
     */
    public CompletionStage<Outcome> submit(
            Source source, Submission submission, @Nullable String traceparent) {
        return submit(source, submission, traceparent, ids);
    }

    /**
     * The same, for who may read the same request again.
     *
     * @param source as above
     * @param submission as above
     * @param traceparent as above
     * @param rejectionIds names what is rejected: the same names for the same request
     * @return as above
     */
    public CompletionStage<Outcome> submit(
            Source source,
            Submission submission,
            @Nullable String traceparent,
            Supplier<UUID> rejectionIds) {
        // What could not be taken apart has cost its reading.
        limits.count(
                source,
                submission.content() instanceof Content.Events(var items, _)
                        ? Math.max(1, items.size())
                        : 1);
        return handIn(submission, traceparent, rejectionIds);
    }

    /**
     * Hands in what a source has sent and been held to its limits for before.
     *
     * @param submission the request
     * @param rejectionIds as above
     * @return what became of it
     */
    public CompletionStage<Outcome> submitAgain(
            Submission submission, Supplier<UUID> rejectionIds) {
        return handIn(submission, null, rejectionIds);
    }

    private CompletionStage<Outcome> handIn(
            Submission submission, @Nullable String traceparent, Supplier<UUID> rejectionIds) {
        @Nullable OpenSpan span =
                tracing.isOn()
                        ? RequestSpan.begin(tracing, submission, traceparent).orElse(null)
                        : null;
        return submitEvents
                .submit(
                        span == null ? submission : submission.followedBy(span.traceParent()),
                        rejectionIds)
                .thenApply(outcome -> {
                    metrics.count(submission.source(), submission.body().length(), outcome);
                    if (span != null) {
                        RequestSpan.end(span, outcome);
                    }
                    return outcome;
                });
    }
}
