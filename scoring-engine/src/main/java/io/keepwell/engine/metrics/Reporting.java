package io.keepwell.engine.metrics;

import io.keepwell.engine.source.Silence;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which kinds of source report for the company: the {@code usage} of {@code usage.session-started}
 * is one. It tells zero from missing: an account without tickets has zero tickets once the support
 * system has ever reported for anybody, and an unknown number before.
 *
 * <p>A kind that has gone silent for everybody is a broken integration rather than news of
 * customers, so its measures stay as they were on its last day. What is silence, each source's own
 * rhythm says; a number of days, where none is known.
 *
 * @param kinds the days of the first and of the latest event of each kind, of any account
 * @param silence what the sources' rhythms say
 */
public record Reporting(Map<String, Span> kinds, Silence silence) {

    /** Nobody has reported anything. */
    public static final Reporting NONE = new Reporting(Map.of(), Silence.NONE);

    /**
     * After so many days without an event of any account a kind is silent of whose sources no
     * rhythm is known: longer than a weekend with a holiday before it.
     */
    public static final int SILENT_AFTER_DAYS = 4;

    /** In the order of the names. */
    public Reporting {
        kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
    }

    /**
     * When a kind reported.
     *
     * @param firstDay the UTC day of its first event
     * @param lastDay the UTC day of its latest event
     */
    public record Span(int firstDay, int lastDay) {

        /** Widens the span by a day. */
        Span with(int day) {
            return new Span(Math.min(firstDay, day), Math.max(lastDay, day));
        }
    }

    /**
     * The kind of a type.
     *
     * @param type an event type
     * @return what stands before its first dot
     */
    public static String kindOf(String type) {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    /**
     * Adds that an event was seen.
     *
     * @param type its type
     * @param day its day
     * @return what is known then; this very one when the event tells nothing new
     */
    public Reporting with(String type, int day) {
        String kind = kindOf(type);
        Span before = kinds.get(kind);
        Span after = before == null ? new Span(day, day) : before.with(day);
        if (after.equals(before)) {
            return this;
        }
        var wider = new TreeMap<>(kinds);
        wider.put(kind, after);
        return new Reporting(wider, silence);
    }

    /**
     * Adds the days that another knows.
     *
     * @param other the other
     * @return the days that both know
     */
    public Reporting with(Reporting other) {
        var both = new TreeMap<>(kinds);
        other.kinds.forEach((kind, span) ->
                both.merge(
                        kind, span, (mine, its) -> mine.with(its.firstDay()).with(its.lastDay())));
        return both.equals(kinds) ? this : new Reporting(both, silence);
    }

    /**
     * Hears anew what the sources' rhythms say.
     *
     * @param other what they say now
     * @return the same days, with that
     */
    public Reporting with(Silence other) {
        return other.equals(silence) ? this : new Reporting(kinds, other);
    }

    /**
     * The same with what follows from it on a day, as if no source would go silent any more and
     * none come back: every kind either goes on to report or stays frozen where it is. Two that are
     * equal judge all accounts alike, on that day and later.
     *
     * @param today the day
     * @return which kinds report, without the days on which they did last
     */
    public Reporting settled(int today) {
        var known = new TreeMap<String, Span>();
        var stopped = new TreeMap<String, Integer>();
        var going = new TreeSet<String>();
        kinds.forEach((kind, span) ->
                lastKnownDay(kind, today)
                        .ifPresent(day -> {
                            known.put(kind, new Span(span.firstDay(), span.firstDay()));
                            Integer frozen = silence.frozen().get(kind);
                            if (day < today) {
                                stopped.put(kind, day);
                            } else if (frozen != null) {
                                stopped.put(kind, frozen);
                            } else {
                                going.add(kind);
                            }
                        }));
        return new Reporting(known, new Silence(stopped, going));
    }

    /**
     * The day up to which a kind is to be believed.
     *
     * @param kind the kind
     * @param today the day that is asked for
     * @return today; or the last day on which it reported, when it is silent since; or empty when
     *     it had not reported by then
     */
    Optional<Integer> lastKnownDay(String kind, int today) {
        Span span = kinds.get(kind);
        if (span == null || span.firstDay() > today) {
            return Optional.empty();
        }
        Integer frozen = silence.frozen().get(kind);
        if (frozen != null) {
            return Optional.of(Math.min(frozen, today));
        }
        if (silence.regular().contains(kind)) {
            return Optional.of(today);
        }
        boolean silent = today - span.lastDay() > SILENT_AFTER_DAYS;
        return Optional.of(silent ? span.lastDay() : today);
    }
}
