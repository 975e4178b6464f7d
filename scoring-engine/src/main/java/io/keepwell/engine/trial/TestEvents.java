package io.keepwell.engine.trial;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.policy.trial.EventSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of a test, written out: each was received when it happened. */
final class TestEvents {

    private static final SourceName SOURCE = new SourceName("test");

    private final AccountId account;
    private final NavigableMap<Instant, List<CustomerEventV1>> received = new TreeMap<>();
    private int count;

    /**
     * Writes them out.
     *
     * @param account whose they are
     * @param traits what is known of it from the first of them on
     * @param all what happened
     * @param now when traits are told where nothing happened
     */
    TestEvents(AccountId account, Attributes traits, List<EventSeries> all, Instant now) {
        this.account = account;
        all.forEach(this::addAll);
        if (!traits.values().isEmpty() || received.isEmpty()) {
            Instant first = received.isEmpty() ? now : received.firstKey();
            received.computeIfAbsent(first, _ -> new ArrayList<>())
                    .addFirst(
                            event(
                                    new EventSeries(
                                            EventCatalogue.ACCOUNT_UPDATED,
                                            first,
                                            1,
                                            1,
                                            1,
                                            0,
                                            null,
                                            null,
                                            traits,
                                            SOURCE),
                                    first,
                                    null));
        }
    }

    /** Those that were received together, in the order of time; the caller's to change. */
    NavigableMap<Instant, List<CustomerEventV1>> received() {
        return new TreeMap<>(received);
    }

    /**
     * Which kinds of source report. Those of the account's events do from the first one on to the
     * end, as if for other accounts: that one customer has gone quiet makes no source silent.
     *
     * @param connected kinds that report besides
     * @param now the end
     */
    Reporting reporting(Set<String> connected, Instant now) {
        var kinds = new HashMap<String, Reporting.Span>();
        int last = Days.of(now);
        received.values().stream()
                .flatMap(List::stream)
                .forEach(event ->
                        kinds.putIfAbsent(
                                Reporting.kindOf(event.type().value()),
                                new Reporting.Span(Days.of(event.occurredAt()), last)));
        connected.forEach(kind -> kinds.put(kind, new Reporting.Span(last - Days.HORIZON, last)));
        return new Reporting(Map.copyOf(kinds), Silence.NONE);
    }

    private void addAll(EventSeries series) {
        for (int time = 0; time < series.times(); time++) {
            Instant at = series.first().plus(Duration.ofDays((long) time * series.everyDays()));
            List<CustomerEventV1> together = received.computeIfAbsent(at, _ -> new ArrayList<>());
            for (int actor = 0; actor < Math.max(1, series.actors()); actor++) {
                String by = series.actors() == 0 ? series.actor() : "person-" + (actor + 1);
                for (int each = 0; each < series.count(); each++) {
                    together.add(event(series, at, by));
                }
            }
        }
    }

    private CustomerEventV1 event(EventSeries series, Instant at, @Nullable String actor) {
        return new CustomerEventV1(
                "event-" + ++count,
                series.source(),
                account,
                series.type(),
                at,
                at,
                actor,
                series.value(),
                series.attributes(),
                null);
    }
}
