package io.keepwell.scoring.application.reading;

import io.keepwell.engine.account.Replay;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.EventArchive.Archived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A score of the past, computed once more from the events that had been received by then, the
 * policies of then and what was known of the sources then: to the bit what the account was given.
 */
public final class PastScore {

    private final EventCatalogue catalogue;
    private final List<View> views;
    private final List<Archived> events;

    /**
     * From what is kept.
     *
     * @param catalogue what is known of event types
     * @param views what was known of the sources, in the order in which it became known
     * @param events the account's, in the order of the log
     */
    public PastScore(EventCatalogue catalogue, List<View> views, List<Archived> events) {
        this.catalogue = catalogue;
        this.views = List.copyOf(views);
        this.events = List.copyOf(events);
    }

    /**
     * Which kinds of source had reported, as accounts of a partition were judged by it.
     *
     * @param nextOffset from which place of its log on
     * @param notedAt since when
     * @param reporting the kinds
     */
    public record View(long nextOffset, Instant notedAt, Reporting reporting) {}

    /**
     * A verdict that history keeps.
     *
     * @param verdict the verdict
     * @param nextOffset how far the log had been read then
     * @param reconstructed whether it was told of the past by a backfill, and not at its time
     */
    public record Kept(Verdict verdict, long nextOffset, boolean reconstructed) {}

    /**
     * Goes on from the step of history before a moment, as the account's owner did.
     *
     * @param id the account
     * @param judge by the policies of then
     * @param kept that step
     * @param at the moment, not before it
     * @return the account as it was then
     */
    public Replay since(AccountId id, Judge judge, Kept kept, Instant at) {
        List<CustomerEventV1> past =
                events.stream()
                        .filter(it -> it.offset() < kept.nextOffset())
                        .map(Archived::event)
                        .toList();
        var replay = new Replay(id, judge, catalogue, past, kept.verdict());
        live(
                replay,
                Instant.ofEpochMilli(kept.verdict().asOf()),
                at,
                it -> it.offset() >= kept.nextOffset());
        return replay;
    }

    /**
     * Lives the account's whole life by policies that were not its own.
     *
     * @param id the account
     * @param judge by those policies
     * @param at until when: what had been received by then counts; of a past that only a backfill
     *     has told since, what had occurred by then
     * @return the account as it would have been then, without a verdict where nothing is known
     */
    public Replay by(AccountId id, Judge judge, Instant at) {
        var replay = new Replay(id, judge, catalogue);
        long lastTold =
                events.stream()
                        .filter(it -> isBackfilled(it) && isReceived(it, at))
                        .mapToLong(Archived::offset)
                        .max()
                        .orElse(-1);
        if (events.stream().noneMatch(it -> isReceived(it, at))) {
            List<CustomerEventV1> occurred =
                    events.stream()
                            .map(Archived::event)
                            .filter(event -> !event.occurredAt().isAfter(at))
                            .toList();
            if (occurred.isEmpty()) {
                return replay;
            }
            replay.backfill(occurred, before(Long.MAX_VALUE), at);
            return replay;
        }
        Instant begin = Instant.EPOCH;
        if (lastTold >= 0) {
            List<Archived> told =
                    events.stream()
                            .filter(it -> it.offset() <= lastTold && isReceived(it, at))
                            .toList();
            begin = told.getLast().event().receivedAt();
            replay.backfill(
                    told.stream().map(Archived::event).toList(), before(lastTold + 1), begin);
        }
        live(replay, begin, at, it -> it.offset() > lastTold);
        return replay;
    }

    /**
     * How many events a score of a moment is computed from.
     *
     * @param at the moment
     * @return those that had been received by then; where there is none, those that had occurred
     */
    public int known(Instant at) {
        long received = events.stream().filter(it -> isReceived(it, at)).count();
        long known =
                received > 0
                        ? received
                        : events.stream()
                                .filter(it -> !it.event().occurredAt().isAfter(at))
                                .count();
        return Math.toIntExact(known);
    }

    private void live(Replay replay, Instant from, Instant to, Predicate<Archived> isNews) {
        Instant reached = from;
        var together = new ArrayList<Archived>();
        for (Archived event : events) {
            if (!isNews.test(event) || !isReceived(event, to)) {
                continue;
            }
            if (!together.isEmpty() && !isTogether(together.getLast(), event)) {
                reached = receive(replay, reached, together);
                together.clear();
            }
            together.add(event);
        }
        if (!together.isEmpty()) {
            reached = receive(replay, reached, together);
        }
        advance(replay, reached, to, following(to));
    }

    /** Where the next event lies: what was known behind it was not known yet. */
    private long following(Instant at) {
        return events.stream()
                .filter(it -> !isReceived(it, at))
                .mapToLong(Archived::offset)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private Instant receive(Replay replay, Instant reached, List<Archived> together) {
        Archived last = together.getLast();
        Instant receivedAt = last.event().receivedAt();
        long first = together.getFirst().offset();
        advance(replay, reached, receivedAt, first);
        replay.advance(receivedAt.isBefore(reached) ? reached : receivedAt, before(first));
        replay.receive(together.stream().map(Archived::event).toList(), before(last.offset() + 1));
        return receivedAt.isAfter(reached) ? receivedAt : reached;
    }

    /** Days begin for all accounts of a partition soon after midnight, whatever they receive. */
    private void advance(Replay replay, Instant from, Instant to, long nextOffset) {
        if (from.equals(Instant.EPOCH) || replay.verdict().isEmpty()) {
            return;
        }
        for (int day = Days.of(from) + 1; !Days.begin(day).isAfter(to); day++) {
            replay.advance(Days.begin(day), at(Days.begin(day), nextOffset));
        }
        replay.advance(to, at(to, nextOffset));
    }

    private Reporting before(long nextOffset) {
        // Of a time before anything was noted, the first that was is the best that is known.
        return latest(view -> view.nextOffset() <= nextOffset)
                .or(() -> views.stream().findFirst())
                .map(View::reporting)
                .orElse(Reporting.NONE);
    }

    /** Where the log was read only later, time passed with its next event. */
    private Reporting at(Instant moment, long nextOffset) {
        return latest(view -> view.nextOffset() <= nextOffset && !view.notedAt().isAfter(moment))
                .map(View::reporting)
                .orElseGet(() -> before(nextOffset));
    }

    private Optional<View> latest(Predicate<View> fits) {
        return views.reversed().stream().filter(fits).findFirst();
    }

    private static boolean isReceived(Archived event, Instant at) {
        return !event.event().receivedAt().isAfter(at);
    }

    private static boolean isBackfilled(Archived event) {
        return event.event().backfill() != null;
    }

    private static boolean isTogether(Archived one, Archived other) {
        return one.event().receivedAt().equals(other.event().receivedAt());
    }
}
