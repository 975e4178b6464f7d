package io.keepwell.ingest.adapter.intake;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Rejection;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Statement;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.trace.OpenSpan;
import io.keepwell.runtime.trace.Tracing;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The span of a request that brings events: from its body's being there until it is answered. */
final class RequestSpan {

    private static final String NAME = "receive";
    private static final String ACCEPTED = "keepwell.events.accepted";
    private static final String REJECTED = "keepwell.events.rejected";
    private static final String OUTCOME = "keepwell.outcome";

    /** More of them help nobody who looks at the span. */
    private static final int LINKS_MAX = 100;

    private RequestSpan() {}

    /**
     * Begins it. It goes on where its sender is; of CloudEvents that name different steps, without
     * one for the request, it links to all.
     */
    static Optional<OpenSpan> begin(
            Tracing tracing, Submission submission, @Nullable String traceparent) {
        @Nullable TraceParent sender = TraceParent.of(traceparent).orElse(null);
        Set<TraceParent> told = sender == null ? told(submission.content()) : Set.of(sender);
        Optional<OpenSpan> begun =
                tracing.begin(
                        new Tracing.Step(NAME, Tracing.Kind.REQUEST, submission.receivedAt()),
                        told.size() == 1 ? told.iterator().next() : null);
        begun.ifPresent(span -> {
            if (told.size() > 1) {
                told.forEach(span::link);
            }
            span.with("keepwell.source", submission.source().value());
            describe(span, submission.content());
        });
        return begun;
    }

    /** Ends it, when the sender is told. */
    static void end(OpenSpan span, Outcome outcome) {
        switch (outcome) {
            case Outcome.Received(int accepted, var rejections) ->
                    span.with(OUTCOME, "received")
                            .with(ACCEPTED, accepted)
                            .with(REJECTED, items(rejections));
            case Outcome.NoneAccepted(_, var rejections) ->
                    span.with(OUTCOME, "none-accepted")
                            .with(ACCEPTED, 0)
                            .with(REJECTED, items(rejections));
            case Outcome.Unreadable(_) -> span.with(OUTCOME, "unreadable");
            case Outcome.TooMany() -> span.with(OUTCOME, "too-many");
            case Outcome.Unavailable() -> {
                span.with(OUTCOME, "unavailable").fail();
                return;
            }
        }
        span.end();
    }

    private static long items(List<Rejection> rejections) {
        return rejections.stream().mapToInt(Rejection::index).distinct().count();
    }

    private static Set<TraceParent> told(Content content) {
        var told = new LinkedHashSet<TraceParent>();
        if (content instanceof Content.Events(var items, _)) {
            for (Item item : items) {
                if (told.size() < LINKS_MAX) {
                    TraceParent.of(item.traceparent()).ifPresent(told::add);
                }
            }
        }
        return told;
    }

    /** One event is named; of many, each is a span of its own where it is folded. */
    private static void describe(OpenSpan span, Content content) {
        if (content instanceof Content.Events(var items, _)
                && items.size() == 1
                && items.getFirst().verdict() instanceof Verdict.Sound(var statements)) {
            Statement first = statements.getFirst();
            span.with("keepwell.event.id", first.id());
            if (first instanceof Statement.OfAccount(var event)) {
                span.with("keepwell.account.id", event.accountId().value());
            }
        }
    }
}
