package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.application.SubmitEvents;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.source.Source;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Hands in what bodies turned out to hold, and counts what became of it. */
@Singleton
class Submissions {

    private static final int CONTENT_TYPE_LENGTH_MAX = 200;

    private final SubmitEvents submitEvents;
    private final EventMetrics metrics;
    private final RateGate gate;

    Submissions(SubmitEvents submitEvents, EventMetrics metrics, RateGate gate) {
        this.submitEvents = submitEvents;
        this.metrics = metrics;
        this.gate = gate;
    }

    /**
     * What is known of a request beside its body.
     *
     * @param source who sent it
     * @param contentType how the body is written
     * @param backfill the backfill run that it names
     */
    record Head(Source source, String contentType, @Nullable String backfill) {}

    CompletionStage<Outcome> submit(Head head, Body body, Content content, Instant receivedAt) {
        gate.count(head.source(), content);
        return submitEvents
                .submit(
                        new Submission(
                                head.source().name(),
                                receivedAt,
                                Printable.of(head.contentType(), CONTENT_TYPE_LENGTH_MAX),
                                head.backfill(),
                                body,
                                content))
                .thenApply(outcome -> {
                    metrics.count(head.source().name(), body.length(), outcome);
                    return outcome;
                });
    }
}
