package io.keepwell.scoring.application.reading;

import io.keepwell.engine.explain.Difference;
import io.keepwell.engine.explain.DifferencePart;
import io.keepwell.engine.explain.DifferenceWords;
import io.keepwell.engine.explain.HistoryStep;
import io.keepwell.engine.judge.CardNames;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.Scorecards;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers why a score is another than it was. */
public final class ReadDifferences {

    /** More steps are not read for one answer. */
    static final int STEPS_MAX = 1_000;

    /** So many events of a part are named. */
    private static final int EVENTS_MAX = 5;

    private final AccountRecords records;
    private final Scorecards cards;
    private final EventCatalogue catalogue;
    private final InstantSource clock;

    /**
     * From what is kept.
     *
     * @param records of accounts
     * @param cards for names, and for what measures read
     * @param catalogue what is known of event types
     * @param clock the present
     */
    public ReadDifferences(
            AccountRecords records,
            Scorecards cards,
            EventCatalogue catalogue,
            InstantSource clock) {
        this.records = records;
        this.cards = cards;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What comes of asking. */
    public sealed interface Answer {

        /**
         * It can be told.
         *
         * @param difference what lies between the two scores
         */
        record Told(ScoreDifference difference) implements Answer {}

        /** No such account has ever been judged. */
        record UnknownAccount() implements Answer {}

        /** The account had not been judged at the end of the span. */
        record NotYetJudged() implements Answer {}

        /** The span would begin after the present. */
        record InTheFuture() implements Answer {}

        /**
         * There were more steps than are read for one answer.
         *
         * @param steps so many are
         */
        record TooMany(int steps) implements Answer {}
    }

    /**
     * Tells why a score is another than it was.
     *
     * @param scope which accounts may be shown
     * @param accountId whose
     * @param from the moment at the beginning
     * @param to the moment at the end, not before it; or null for the present
     * @return what lies between the two scores
     */
    public Uni<Answer> between(Scope scope, String accountId, Instant from, @Nullable Instant to) {
        Instant now = clock.instant();
        if (from.isAfter(now)) {
            return Uni.createFrom().item(new Answer.InTheFuture());
        }
        return records.find(scope, accountId, now)
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(new Answer.UnknownAccount());
                    }
                    Verdict present = found.get().verdict();
                    // Without an end, it ends with the verdict that was just read: a step that is
                    // committed meanwhile is later.
                    Instant end = to == null ? Instant.ofEpochMilli(present.asOf()) : to;
                    return Uni.combine()
                            .all()
                            .unis(
                                    records.verdictAt(accountId, from),
                                    records.steps(accountId, from, end, STEPS_MAX + 1))
                            .asTuple()
                            .chain(kept ->
                                    answer(
                                            accountId,
                                            new Span(from, to == null ? now : to),
                                            kept.getItem1().orElse(null),
                                            kept.getItem2(),
                                            to == null ? present : null));
                });
    }

    /** From one moment to another. */
    private record Span(Instant from, Instant to) {}

    private Uni<Answer> answer(
            String accountId,
            Span span,
            @Nullable Verdict begin,
            List<HistoryStep> steps,
            @Nullable Verdict present) {
        if (steps.size() > STEPS_MAX) {
            return Uni.createFrom().item(new Answer.TooMany(STEPS_MAX));
        }
        Verdict end =
                present == null && !steps.isEmpty()
                        ? steps.getLast().verdict()
                        : Optional.ofNullable(present).orElse(begin);
        if (end == null) {
            return Uni.createFrom().item(new Answer.NotYetJudged());
        }
        Difference difference = Difference.between(begin, steps, end);
        return cards.find(end.policyVersion(), end.scorecard())
                .map(card -> new Answer.Told(told(accountId, span, difference, card.orElse(null))));
    }

    private ScoreDifference told(
            String accountId, Span span, Difference difference, @Nullable Scorecard card) {
        var names = new CardNames(card);
        Verdict from = difference.from();
        return new ScoreDifference(
                accountId,
                from == null ? null : moment(span.from(), from),
                moment(span.to(), difference.to()),
                difference.points(),
                new DifferenceWords(names)
                        .sentence(difference, LocalDate.ofInstant(span.from(), ZoneOffset.UTC)),
                difference.parts().stream().map(part -> part(part, names)).toList());
    }

    private static ScoreDifference.Moment moment(Instant at, Verdict verdict) {
        return new ScoreDifference.Moment(
                at,
                Instant.ofEpochMilli(verdict.asOf()),
                verdict.score().exact(),
                verdict.score().shown(),
                verdict.status().wireName(),
                CardRef.of(verdict.scorecard()),
                verdict.policyVersion());
    }

    private ScoreDifference.Part part(DifferencePart part, CardNames names) {
        ChangePart of = part.part();
        return new ScoreDifference.Part(
                of.kind().wireName(),
                of.dimension(),
                of.measure(),
                of.limit(),
                names.of(of),
                of.points(),
                part.before(),
                part.after(),
                part.causes().stream()
                        .filter(cause -> isOf(cause, of, names))
                        .limit(EVENTS_MAX)
                        .map(ReadDifferences::event)
                        .toList());
    }

    /** Others came with it in the same request, and moved other measures. */
    private boolean isOf(Cause cause, ChangePart part, CardNames names) {
        if (part.kind() == CauseKind.OVERRIDE) {
            return EventCatalogue.OVERRIDING.contains(Objects.requireNonNull(cause.eventType()));
        }
        return Optional.ofNullable(part.measure())
                .flatMap(names::measure)
                .map(measure ->
                        Explainer.types(measure.value().reads(), catalogue).stream()
                                .map(catalogue::typeOf)
                                .anyMatch(type -> type.equals(cause.eventType())))
                .orElse(true);
    }

    private static HistoryItem.CauseEvent event(Cause cause) {
        return new HistoryItem.CauseEvent(
                Objects.requireNonNull(cause.eventId()),
                Objects.requireNonNull(cause.eventSource()).value(),
                Objects.requireNonNull(cause.eventType()).value());
    }
}
