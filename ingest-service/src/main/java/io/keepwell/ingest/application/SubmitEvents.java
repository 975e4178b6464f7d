package io.keepwell.ingest.application;

import io.keepwell.ingest.domain.backfill.BackfillRuns;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.event.Statement;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request's events: the good ones become customer events, the others are kept with the
 * reason, and the sender is told once both are safe.
 */
public final class SubmitEvents {

    private static final int QUOTED_MAX = 100;

    private final EventLog log;
    private final BackfillRuns runs;
    private final Supplier<UUID> ids;

    /**
     * Wires the use case.
     *
     * @param log where it all goes
     * @param runs knows the ids of backfill runs
     * @param ids names rejections
     */
    public SubmitEvents(EventLog log, BackfillRuns runs, Supplier<UUID> ids) {
        this.log = log;
        this.runs = runs;
        this.ids = ids;
    }

    /**
     * Takes a request's events.
     *
     * @param submission the request
     * @return what to tell the sender
     */
    public CompletionStage<Outcome> submit(Submission submission) {
        return submit(submission, ids);
    }

    /**
     * Takes a request's events, for who may read the same request again.
     *
     * @param submission the request
     * @param rejectionIds names what is rejected: the same names for the same request
     * @return what to tell the sender
     */
    public CompletionStage<Outcome> submit(Submission submission, Supplier<UUID> rejectionIds) {
        return switch (submission.content()) {
            case Content.Empty() -> now(new Outcome.Unreadable("the body is empty"));
            case Content.TooMany() -> now(new Outcome.TooMany());
            case Content.Unreadable(String detail) -> keepWhole(submission, detail, rejectionIds);
            case Content.Events(List<Item> items, _) when items.isEmpty() ->
                    now(new Outcome.Received(0, List.of()));
            case Content.Events(List<Item> items, boolean single) ->
                    take(submission, items, single, rejectionIds);
        };
    }

    private CompletionStage<Outcome> take(
            Submission submission, List<Item> items, boolean single, Supplier<UUID> rejectionIds) {
        @Nullable Flaw runFlaw = runFlaw(submission);
        var messages = new ArrayList<Message>(items.size());
        var rejections = new ArrayList<Rejection>(0);
        int accepted = 0;
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            switch (withRun(submission, item.verdict(), runFlaw)) {
                case Verdict.Sound(List<Statement> statements) -> {
                    accepted++;
                    for (Statement statement : statements) {
                        messages.add(accepted(submission, statement));
                    }
                }
                case Verdict.Ignored() -> {}
                case Verdict.Flawed flawed -> {
                    messages.add(
                            rejected(
                                    submission,
                                    flawed,
                                    kept(submission, items, item),
                                    rejectionIds));
                    for (Flaw flaw : flawed.flaws()) {
                        rejections.add(new Rejection(index, flaw));
                    }
                }
            }
        }
        return append(
                submission,
                messages,
                accepted > 0 || rejections.isEmpty()
                        ? new Outcome.Received(accepted, rejections)
                        : new Outcome.NoneAccepted(single, rejections));
    }

    private CompletionStage<Outcome> keepWhole(
            Submission submission, String detail, Supplier<UUID> rejectionIds) {
        var verdict = Verdict.Flawed.of(new Flaw(RejectionCode.MALFORMED, Flaw.WHOLE, detail));
        return append(
                submission,
                List.of(rejected(submission, verdict, kept(submission), rejectionIds)),
                new Outcome.Unreadable(detail));
    }

    private CompletionStage<Outcome> append(
            Submission submission, List<Message> messages, Outcome whenSafe) {
        return log.append(messages, submission.receivedAt(), submission.trace())
                .thenApply(acknowledgement ->
                        switch (acknowledgement) {
                            case ALL -> whenSafe;
                            case NOT_ALL -> new Outcome.Unavailable();
                        });
    }

    private @Nullable Flaw runFlaw(Submission submission) {
        String run = submission.request().backfill();
        if (run == null || runs.isOf(submission.source(), run)) {
            return null;
        }
        return new Flaw(
                RejectionCode.BACKFILL_NOT_OPEN,
                Flaw.WHOLE,
                "source %s has not opened a backfill run '%s'; POST /v1/backfills opens one"
                        .formatted(submission.source(), Printable.of(run, QUOTED_MAX)));
    }

    private static Verdict withRun(Submission submission, Verdict verdict, @Nullable Flaw runFlaw) {
        if (runFlaw == null) {
            return submission.request().backfill() == null ? verdict : ofAccount(verdict);
        }
        return switch (verdict) {
            case Verdict.Ignored ignored -> ignored;
            case Verdict.Flawed flawed -> flawed.with(runFlaw);
            case Verdict.Sound(List<Statement> statements) ->
                    new Verdict.Flawed(
                            List.of(runFlaw),
                            statements.getFirst().id(),
                            accountId(statements.getFirst()));
        };
    }

    /** A run tells the past of accounts, so every event of it must name its own. */
    private static Verdict ofAccount(Verdict verdict) {
        if (verdict instanceof Verdict.Sound(List<Statement> statements)
                && statements.getFirst() instanceof Statement.OfUser event) {
            return new Verdict.Flawed(
                    List.of(
                            new Flaw(
                                    RejectionCode.MISSING_FIELD,
                                    Flaw.WHOLE,
                                    "an event of a backfill run must name its account")),
                    event.id(),
                    null);
        }
        return verdict;
    }

    private static @Nullable String accountId(Statement statement) {
        return switch (statement) {
            case Statement.OfAccount(SubmittedEventV1 event) -> event.accountId().value();
            case Statement.Linked linked -> linked.accountId().value();
            case Statement.OfUser _, Statement.Merged _ -> null;
        };
    }

    private static Message accepted(Submission submission, Statement statement) {
        SourceName source = submission.source();
        Instant receivedAt = submission.receivedAt();
        return switch (statement) {
            case Statement.OfAccount(SubmittedEventV1 event) -> accepted(submission, event);
            case Statement.OfUser it ->
                    new UnattributedEventV1(
                            it.id(),
                            source,
                            it.userId(),
                            it.type(),
                            it.occurredAt(),
                            receivedAt,
                            it.value(),
                            it.attributes(),
                            it.actorId());
            case Statement.Linked it ->
                    new IdentityLinkedV1(
                            it.id(),
                            source,
                            it.userId(),
                            it.accountId(),
                            it.occurredAt(),
                            receivedAt);
            case Statement.Merged it ->
                    new IdentityMergedV1(
                            it.id(),
                            source,
                            it.previousId(),
                            it.userId(),
                            it.occurredAt(),
                            receivedAt);
        };
    }

    private static CustomerEventV1 accepted(Submission submission, SubmittedEventV1 event) {
        Attributes attributes = event.attributes();
        return new CustomerEventV1(
                event.id(),
                submission.source(),
                event.accountId(),
                event.type(),
                event.occurredAt(),
                submission.receivedAt(),
                event.actorId(),
                event.value(),
                attributes == null ? Attributes.NONE : attributes,
                submission.request().backfill());
    }

    /**
     * What is kept of something rejected.
     *
     * @param body as much of it as a record can hold
     * @param request how it came in, where the body can be read again
     * @param shortfall what people must know that it lacks, or nothing
     */
    private record Keepsake(Body.Kept body, @Nullable SentRequest request, String shortfall) {}

    /** The item as a request of its own, or else just the item. */
    private static Keepsake kept(Submission submission, List<Item> items, Item item) {
        Body body = submission.body();
        return submission
                .framing()
                .request(body, items, item)
                .map(Body::keep)
                .filter(Body.Kept::whole)
                .map(kept -> new Keepsake(kept, submission.request(), ""))
                .orElseGet(() -> cut(body.keep(item.from(), item.to()), item.to() - item.from()));
    }

    private static Keepsake kept(Submission submission) {
        Body.Kept kept = submission.body().keep();
        return kept.whole() && submission.framing() != Framing.NONE
                ? new Keepsake(kept, submission.request(), "")
                : cut(kept, submission.body().length());
    }

    private static Keepsake cut(Body.Kept kept, int bytes) {
        return new Keepsake(
                kept,
                null,
                kept.whole()
                        ? "; not all that was sent with it is kept, so it cannot be replayed"
                        : "; only the beginning of its %d bytes is kept, so it cannot be replayed"
                                .formatted(bytes));
    }

    private static RejectedEventV1 rejected(
            Submission submission,
            Verdict.Flawed flawed,
            Keepsake kept,
            Supplier<UUID> rejectionIds) {
        Flaw first = flawed.flaws().getFirst();
        String detail = flawed.flaws().stream().map(Flaw::detail).collect(Collectors.joining("; "));
        return new RejectedEventV1(
                rejectionIds.get(),
                submission.source(),
                submission.receivedAt(),
                first.code(),
                first.pointer().equals(Flaw.WHOLE) ? null : first.pointer(),
                detail + kept.shortfall(),
                flawed.eventId(),
                flawed.accountId(),
                submission.contentType(),
                kept.body().text(),
                kept.body().base64(),
                kept.request());
    }

    private static CompletionStage<Outcome> now(Outcome outcome) {
        return CompletableFuture.completedStage(outcome);
    }
}
