package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.account.Reconstruction;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.application.EventArchive;
import java.time.Instant;
import java.util.ArrayList;
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
     */
    public record Request(
            Place place,
            Map<AccountId, List<Long>> offsets,
            Judge judge,
            Reporting reporting,
            Instant now) {}

    /**
     * An account's past.
     *
     * @param verdict where it leads to
     * @param history the days on which something changed
     */
    public record Past(Optional<Verdict> verdict, List<Change> history) {}

    /**
     * Reconstructs.
     *
     * @param request what
     * @return by account, those that have events
     */
    public Map<AccountId, Past> reconstruct(Request request) {
        var events = new HashMap<AccountId, List<CustomerEventV1>>();
        List<Long> all = request.offsets().values().stream().flatMap(List::stream).toList();
        archive.read(
                request.place().partition(),
                all,
                it ->
                        events.computeIfAbsent(it.event().accountId(), _ -> new ArrayList<>())
                                .add(it.event()));
        var pasts = new HashMap<AccountId, Past>();
        events.forEach((account, its) -> {
            var past =
                    Reconstruction.of(
                            its,
                            catalogue,
                            request.judge(),
                            request.reporting(),
                            Days.of(request.now()),
                            request.place());
            pasts.put(account, new Past(past.verdict(), past.history()));
        });
        return pasts;
    }
}
