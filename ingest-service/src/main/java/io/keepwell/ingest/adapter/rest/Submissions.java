package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.json.Format;
import io.keepwell.ingest.adapter.json.SubmissionReader;
import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.application.SubmitEvents;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.model.event.SourceName;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the first byte of a body to the answer. */
@Singleton
class Submissions {

    /** What is longer takes long enough to hold up the other connections of an event loop. */
    private static final int ON_EVENT_LOOP_BYTES_MAX = 64 * 1024;

    private static final int CONTENT_TYPE_LENGTH_MAX = 200;

    private final SubmissionReader reader;
    private final SubmitEvents submitEvents;
    private final Answers answers;
    private final EventMetrics metrics;
    private final Budget budget;
    private final InstantSource clock;
    private final Limits limits;

    Submissions(
            SubmissionReader reader,
            SubmitEvents submitEvents,
            Answers answers,
            EventMetrics metrics,
            Budget budget,
            InstantSource clock,
            Limits limits) {
        this.reader = reader;
        this.submitEvents = submitEvents;
        this.answers = answers;
        this.metrics = metrics;
        this.budget = budget;
        this.clock = clock;
        this.limits = limits;
    }

    /** A request whose sender is known, and whose body has not been read. */
    record Head(SourceName source, Format format, String contentType, @Nullable String backfill) {}

    CompletionStage<Response> receive(Head head, HttpServerRequest request) {
        Budget.Lease lease = budget.new Lease();
        CompletionStage<Response> answer =
                BodyReader.read(request, limits.bodyBytes(), lease)
                        .thenCompose(result ->
                                switch (result) {
                                    case BodyReader.Result.Whole(Body body) -> submit(head, body);
                                    case BodyReader.Result.TooLarge() -> done(answers.tooLarge());
                                    case BodyReader.Result.NoRoom() -> done(answers.noRoom());
                                    case BodyReader.Result.Gone() -> done(answers.brokenOff());
                                })
                        .whenComplete((_, _) -> lease.close());
        // A stage of its own: when the sender goes away the framework cancels what it was given,
        // and a cancelled stage would not give the lease back.
        return answer.thenApply(Function.identity());
    }

    private CompletionStage<Response> submit(Head head, Body body) {
        Executor executor =
                body.length() > ON_EVENT_LOOP_BYTES_MAX
                        ? Infrastructure.getDefaultExecutor()
                        : Runnable::run;
        return CompletableFuture.supplyAsync(() -> submission(head, body), executor)
                .thenCompose(submitEvents::submit)
                .thenApply(outcome -> answer(head, body, outcome));
    }

    private Submission submission(Head head, Body body) {
        var receivedAt = clock.instant();
        return new Submission(
                head.source(),
                receivedAt,
                Printable.of(head.contentType(), CONTENT_TYPE_LENGTH_MAX),
                head.backfill(),
                body,
                reader.read(head.format(), body, receivedAt));
    }

    private Response answer(Head head, Body body, Outcome outcome) {
        metrics.count(head.source(), body.length(), outcome);
        return answers.of(outcome);
    }

    private static CompletionStage<Response> done(Response response) {
        return CompletableFuture.completedStage(response);
    }
}
