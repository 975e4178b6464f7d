package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.account.Reconstruction;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.portfolio.AccountPeriod;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.EventArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the past of accounts anew, from their events as the log still holds them. */
public final class Reconstructor {

    private final EventArchive archive;
    private final EventCatalogue catalogue;

    /**
     * From a log.
     *
     * @param archive the log
     * @param catalogue what is known of event types
     */
    public Reconstructor(EventArchive archive, EventCatalogue catalogue) {
        this.archive = archive;
        this.catalogue = catalogue;
    }

    /**
     * What is to be reconstructed.
     *
     * @param place how far the log is to be taken into account
     * @param offsets the accounts, and where their events lie
     * @param judge by the policies in force
     * @param reporting which kinds of source report
     * @param now the present
     * @param eventsMax the most events that are held at a time
     */
    public record Request(
            Place place,
            Map<AccountId, List<Long>> offsets,
            Judge judge,
            Reporting reporting,
            Instant now,
            int eventsMax) {}

    /**
     * An account's past.
     *
     * @param verdict where it leads to
     * @param history the days on which something changed
     * @param periods the days on which something changed for portfolios
     */
    public record Past(
            Optional<Verdict> verdict, List<Change> history, List<AccountPeriod> periods) {

        /** Nothing lies in the past. */
        static final Past NONE = new Past(Optional.empty(), List.of(), List.of());
    }

    /**
     * Reconstructs.
     *
     * @param request what
     * @return by account, those that have events
     */
    public Map<AccountId, Past> reconstruct(Request request) {
        var pasts = new HashMap<AccountId, Past>();
        List<Long> all = request.offsets().values().stream().flatMap(List::stream).toList();
        if (all.size() > request.eventsMax()) {
            request.offsets().forEach((account, its) -> inPieces(request, account, its, pasts));
            return pasts;
        }
        read(request, all)
                .forEach((account, events) -> {
                    Reconstruction past = begin(request);
                    events.forEach(past::know);
                    past.take(events);
                    pasts.put(account, end(past));
                });
        return pasts;
    }

    /**
     * Of an account that has more events than may be held: the log is read once for their times,
     * and then again for the events of one stretch of time after the other.
     */
    private void inPieces(
            Request request, AccountId account, List<Long> offsets, Map<AccountId, Past> pasts) {
        var times = new ArrayList<Timed>(offsets.size());
        Reconstruction past = begin(request);
        archive.read(
                request.place().partition(),
                offsets,
                it -> {
                    past.know(it.event());
                    times.add(new Timed(it.event().occurredAt().toEpochMilli(), it.offset()));
                });
        if (times.isEmpty()) {
            return;
        }
        times.sort(Comparator.comparingLong(Timed::at).thenComparingLong(Timed::offset));
        for (int from = 0; from < times.size(); from += request.eventsMax()) {
            int to = Math.min(from + request.eventsMax(), times.size());
            List<Long> piece = times.subList(from, to).stream().map(Timed::offset).toList();
            past.take(read(request, piece).getOrDefault(account, List.of()));
        }
        pasts.put(account, end(past));
    }

    /** When an event occurred, in milliseconds, and where it lies. */
    private record Timed(long at, long offset) {}

    private Map<AccountId, List<CustomerEventV1>> read(Request request, List<Long> offsets) {
        var events = new HashMap<AccountId, List<CustomerEventV1>>();
        archive.read(
                request.place().partition(),
                offsets,
                it ->
                        events.computeIfAbsent(it.event().accountId(), _ -> new ArrayList<>())
                                .add(it.event()));
        return events;
    }

    private Reconstruction begin(Request request) {
        return new Reconstruction(
                catalogue,
                request.judge(),
                request.reporting(),
                Days.of(request.now()),
                request.place());
    }

    private static Past end(Reconstruction past) {
        past.end();
        return new Past(past.verdict(), past.history(), past.periods());
    }
}
