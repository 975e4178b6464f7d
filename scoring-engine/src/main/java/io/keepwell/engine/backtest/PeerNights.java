package io.keepwell.engine.backtest;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.PeerCensus;
import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.engine.peers.Peers;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts accounts among the peers of nights of the past, as {@link PeerCensus} counts them in the
 * night that is: each as it was known when the day began, for verdicts of the day after it. So a
 * percentile of the past tells what it would have told, and knows nothing of what came.
 *
 * <p>All numbers of its nights are held in memory until they are {@linkplain #counted counted}, one
 * of each account, number and night; then 101 of each segment, number and night are left. One
 * thread's own.
 */
public final class PeerNights {

    private final EventCatalogue catalogue;
    private final int first;
    private final List<PeerCensus> nights;

    /**
     * Of nights that follow each other.
     *
     * @param policies ask for percentiles
     * @param timeline which kinds of source had reported when
     * @param catalogue what is known of event types
     * @param first the UTC day that begins with the first of them
     * @param last the UTC day that begins with the last
     */
    PeerNights(
            PolicySet policies,
            ReportingTimeline timeline,
            EventCatalogue catalogue,
            int first,
            int last) {
        this.catalogue = catalogue;
        this.first = first;
        this.nights =
                IntStream.rangeClosed(first, last)
                        .mapToObj(night ->
                                new PeerCensus(
                                        policies,
                                        catalogue,
                                        timeline.at(Days.begin(night).minusMillis(1)),
                                        night))
                        .toList();
    }

    /** Counts an account, of which this became known, the earliest first. */
    void add(List<CustomerEventV1> known) {
        if (known.isEmpty()) {
            return;
        }
        int began = Days.of(known.getFirst().receivedAt());
        var life = new Life(catalogue, List.of(), began);
        int next = 0;
        for (int night = Math.max(first, began + 1); night < first + nights.size(); night++) {
            for (; next < known.size(); next++) {
                CustomerEventV1 event = known.get(next);
                int day = Days.of(event.receivedAt());
                if (day >= night) {
                    break;
                }
                life.fold(event, day);
            }
            life.count(nights.get(night - first));
        }
    }

    /**
     * Counts whom another has counted, of the same nights.
     *
     * @param other the other, which is of no use any more
     */
    public void include(PeerNights other) {
        for (int night = 0; night < nights.size(); night++) {
            nights.get(night).include(other.nights.get(night));
        }
    }

    /**
     * Ends it; nobody can be counted any more.
     *
     * @return the peers of each night, the earliest first
     */
    public List<Peers> counted() {
        var counted = new ArrayList<Peers>(nights.size());
        for (int night = 0; night < nights.size(); night++) {
            // Whoever judges on a day finds what was settled before it began.
            counted.add(nights.get(night).counted(first + night + 1));
        }
        return counted;
    }
}
