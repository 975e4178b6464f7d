package io.keepwell.standalone.backtest;

import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.model.AccountId;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All events of a company, in memory, by account. What was told twice counts once. */
public final class History {

    /** By what an event is known. */
    private record Key(SourceName source, String id) {}

    private final SortedMap<String, Map<Key, CustomerEventV1>> accounts = new TreeMap<>();
    private long events;
    private long repeats;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    /**
     * Adds an event.
     *
     * @param event the event; {@code receivedAt} is when it became known
     */
    public void add(CustomerEventV1 event) {
        CustomerEventV1 before =
                accounts.computeIfAbsent(event.accountId().value(), _ -> new LinkedHashMap<>())
                        .putIfAbsent(new Key(event.source(), event.id()), event);
        if (before != null) {
            repeats++;
            return;
        }
        events++;
        Instant at = event.receivedAt();
        first = at.isBefore(first) ? at : first;
        last = at.isAfter(last) ? at : last;
    }

    /**
     * How many accounts there are.
     *
     * @return 0 or more
     */
    public int size() {
        return accounts.size();
    }

    /**
     * How many events there are, each counted once.
     *
     * @return 0 or more
     */
    public long events() {
        return events;
    }

    /**
     * How many were told again.
     *
     * @return 0 or more
     */
    public long repeats() {
        return repeats;
    }

    /**
     * The UTC day on which the first event became known.
     *
     * @return the day; meaningless without events
     */
    public LocalDate first() {
        return LocalDate.ofInstant(first, ZoneOffset.UTC);
    }

    /**
     * The UTC day on which the newest event became known.
     *
     * @return the day; meaningless without events
     */
    public LocalDate last() {
        return LocalDate.ofInstant(last, ZoneOffset.UTC);
    }

    /**
     * Whom there is.
     *
     * @return in the order of their ids
     */
    public Collection<AccountId> accounts() {
        return accounts.keySet().stream().map(AccountId::new).toList();
    }

    /**
     * What became known of an account.
     *
     * @param account which
     * @return in no certain order
     */
    public Collection<CustomerEventV1> events(AccountId account) {
        return accounts.getOrDefault(account.value(), Map.of()).values();
    }

    /**
     * Which kinds of source had reported when.
     *
     * @return the timeline of all events
     */
    public ReportingTimeline timeline() {
        var builder = new ReportingTimeline.Builder();
        accounts.values().forEach(its -> its.values().forEach(builder::add));
        return builder.build();
    }
}
