package io.keepwell.scoring.application.reading;

import io.keepwell.engine.source.SourceHistory;
import io.keepwell.engine.source.SourceState;
import io.keepwell.scoring.application.source.Hours;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells how it is with connected systems. */
public final class ReadSources {

    private final SourceRecords records;
    private final InstantSource clock;

    /**
     * Over what is kept.
     *
     * @param records what is kept
     * @param clock the present
     */
    public ReadSources(SourceRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * All of them.
     *
     * @param hours how many hours are told one by one, the present one included; 1 or more
     * @return in the order of their names
     */
    public Uni<SourceList> all(int hours) {
        return records.known(from(hours)).map(ReadSources::list);
    }

    /**
     * One of them.
     *
     * @param source its name
     * @param hours as above
     * @return it, or empty when nothing ever came of it
     */
    public Uni<Optional<SourceItem>> one(String source, int hours) {
        return all(hours)
                .map(list ->
                        list.items().stream().filter(it -> it.source().equals(source)).findAny());
    }

    private int from(int hours) {
        return Hours.of(clock.instant()) - hours + 1;
    }

    private static SourceList list(SourceRecords.Known known) {
        Map<String, SourceHistory> histories =
                known.histories().stream()
                        .collect(Collectors.toMap(SourceHistory::source, it -> it));
        Map<String, List<SourceRecords.Hour>> hours =
                known.hours().stream().collect(Collectors.groupingBy(SourceRecords.Hour::source));
        Set<String> names = new TreeSet<>(histories.keySet());
        names.addAll(known.counts().keySet());
        names.addAll(known.waiting().keySet());
        names.addAll(known.rejected().keySet());
        // Of what could not be read, no source is known.
        names.remove("");
        Instant until = known.observedUntil();
        return new SourceList(
                until.equals(Instant.EPOCH) ? null : until,
                names.stream()
                        .map(name ->
                                item(
                                        name,
                                        Optional.ofNullable(histories.get(name)),
                                        hours.getOrDefault(name, List.of()),
                                        known))
                        .toList());
    }

    private static SourceItem item(
            String name,
            Optional<SourceHistory> history,
            List<SourceRecords.Hour> hours,
            SourceRecords.Known known) {
        return new SourceItem(
                name,
                history.map(it -> it.state(known.observedUntil()))
                        .orElse(SourceState.LEARNING)
                        .wireName(),
                history.map(SourceHistory::lastEventAt).orElse(null),
                history.flatMap(SourceHistory::rhythm)
                        .map(it ->
                                new SourceItem.OfRhythm(
                                        it.pause().toHours(), it.silentAfter().toHours()))
                        .orElse(null),
                history.map(it -> mostFirst(it.kinds())).orElse(List.of()),
                known.counts().getOrDefault(name, EventCounts.NONE),
                known.waiting().getOrDefault(name, 0L),
                known.rejected().getOrDefault(name, Map.of()),
                time(hours, SourceRecords.Hour::delayMillis, SourceRecords.Hour::delayMillisMax),
                time(hours, SourceRecords.Hour::lagMillis, SourceRecords.Hour::lagMillisMax),
                hours.stream()
                        .map(it -> new SourceItem.OfHour(Hours.begin(it.hour()), it.events()))
                        .toList());
    }

    private static List<String> mostFirst(Map<String, Long> kinds) {
        return kinds.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SourceItem.@Nullable OfTime time(
            List<SourceRecords.Hour> hours,
            ToLongFunction<SourceRecords.Hour> all,
            ToLongFunction<SourceRecords.Hour> longest) {
        long events = hours.stream().mapToLong(SourceRecords.Hour::events).sum();
        return events == 0
                ? null
                : new SourceItem.OfTime(
                        hours.stream().mapToLong(all).sum() / events,
                        hours.stream().mapToLong(longest).max().orElse(0));
    }
}
