package io.keepwell.engine.metrics;

import io.keepwell.engine.facts.Days;
import io.keepwell.model.event.CustomerEventV1;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which kinds of source had reported by which moment, as the events of all accounts tell it. Of
 * sources' rhythms it knows nothing: what has gone silent is told by days alone.
 */
public final class ReportingTimeline {

    private final NavigableMap<Instant, Reporting> views;

    private ReportingTimeline(NavigableMap<Instant, Reporting> views) {
        this.views = views;
    }

    /**
     * Of events.
     *
     * @param events those of all accounts, in any order
     * @return the timeline
     */
    public static ReportingTimeline of(Iterable<CustomerEventV1> events) {
        var builder = new Builder();
        events.forEach(builder::add);
        return builder.build();
    }

    /**
     * Of what is kept of the events of all accounts: each kind has reported on every day from its
     * first to its last, as nobody has kept when it paused.
     *
     * @param known the kinds, as they are now
     * @return the timeline
     */
    public static ReportingTimeline of(Reporting known) {
        var builder = new Builder();
        known.kinds()
                .forEach((kind, span) -> {
                    for (int day = span.firstDay(); day <= span.lastDay(); day++) {
                        builder.add(kind, day, Days.begin(day));
                    }
                });
        return builder.build();
    }

    /**
     * What was known at a moment.
     *
     * @param moment what had been received by then counts, the moment itself included
     * @return which kinds had reported
     */
    public Reporting at(Instant moment) {
        Map.Entry<Instant, Reporting> latest = views.floorEntry(moment);
        return latest == null ? Reporting.NONE : latest.getValue();
    }

    /** Gathers a timeline from events that nobody wants to hold in memory. */
    public static final class Builder {

        /** By kind and UTC day, when it was first told that something happened then. */
        private final Map<String, Map<Integer, Instant>> told = new HashMap<>();

        /**
         * Adds an event.
         *
         * @param event of any account, in any order
         */
        public void add(CustomerEventV1 event) {
            add(
                    Reporting.kindOf(event.type().value()),
                    Days.of(event.occurredAt()),
                    event.receivedAt());
        }

        private void add(String kind, int day, Instant at) {
            told.computeIfAbsent(kind, _ -> new HashMap<>())
                    .merge(day, at, (one, other) -> one.isBefore(other) ? one : other);
        }

        /**
         * Ends it.
         *
         * @return the timeline
         */
        public ReportingTimeline build() {
            var steps = new TreeMap<Instant, Reporting>();
            told.forEach((kind, days) ->
                    days.forEach((day, at) ->
                            steps.merge(at, Reporting.NONE.with(kind, day), Reporting::with)));
            Reporting known = Reporting.NONE;
            for (Map.Entry<Instant, Reporting> step : steps.entrySet()) {
                known = known.with(step.getValue());
                step.setValue(known);
            }
            return new ReportingTimeline(steps);
        }
    }
}
