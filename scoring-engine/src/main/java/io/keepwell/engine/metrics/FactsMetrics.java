package io.keepwell.engine.metrics;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.EventRef;
import io.keepwell.engine.peers.PeerGroup;
import io.keepwell.engine.peers.PeerStanding;
import io.keepwell.model.EventType;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Metrics;
import io.keepwell.policy.expression.Reads;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers from facts as of a day. Rows that are not loaded are noted and answered with no data:
 * load {@link #missing} and ask again.
 */
public final class FactsMetrics implements Metrics {

    private final AccountFacts facts;
    private final Sources sources;
    private final Reporting reporting;
    private final int today;
    private final Standing standing;
    private final Set<ChunkKey> missing;
    private final @Nullable Outlook outlook;
    private final Traits traits;
    private final PeerGroup peers;
    private final KnownDays knownDays;
    private int lastKnownDay;
    private @Nullable PeerStanding placed;

    private FactsMetrics(
            AccountFacts facts,
            Sources sources,
            Reporting reporting,
            int today,
            Standing standing,
            Set<ChunkKey> missing,
            @Nullable Outlook outlook,
            PeerGroup peers,
            KnownDays knownDays) {
        this.facts = facts;
        this.sources = sources;
        this.reporting = reporting;
        this.today = today;
        this.standing = standing;
        this.missing = missing;
        this.outlook = outlook;
        this.traits = new Traits(facts);
        this.peers = peers;
        this.knownDays = knownDays;
        this.lastKnownDay = today;
    }

    /**
     * Of facts alone.
     *
     * @param facts the facts
     * @param sources what feeds what
     * @param reporting which kinds of source report
     * @param today the day that windows end on
     */
    public FactsMetrics(AccountFacts facts, Sources sources, Reporting reporting, int today) {
        this(
                facts,
                sources,
                reporting,
                today,
                Standing.NONE,
                new LinkedHashSet<>(),
                null,
                PeerGroup.NONE,
                sources.known(reporting, today));
    }

    /**
     * The same facts, whose answers tell how long they hold if no event comes and the sources stay
     * {@linkplain Reporting#settled as they are}.
     *
     * @param told is told of every answer
     * @return metrics that give the same answers; missing rows are noted together
     */
    public FactsMetrics watched(Outlook told) {
        return new FactsMetrics(
                facts, sources, reporting, today, standing, missing, told, peers, knownDays);
    }

    /**
     * Notes what follows from answers, for who {@linkplain #watched watches}.
     *
     * @param days in how many days it may be otherwise, 1 or more
     */
    public void changesIn(int days) {
        if (outlook != null) {
            outlook.in(days);
        }
    }

    /**
     * The same facts, with more found out.
     *
     * @param found what was found out
     * @return metrics that can answer for it; missing rows are noted together
     */
    public FactsMetrics knowing(Standing found) {
        return new FactsMetrics(
                facts, sources, reporting, today, found, missing, outlook, peers, knownDays);
    }

    /**
     * The same facts, held against peers.
     *
     * @param others the peers
     * @return metrics that can say where the account stands; missing rows are noted together
     */
    public FactsMetrics among(PeerGroup others) {
        return new FactsMetrics(
                facts, sources, reporting, today, standing, missing, outlook, others, knownDays);
    }

    /**
     * The same facts, asked on another day. What is only known as it is at present is answered as
     * it is at present: traits, the latest value of a type, and which its newest event is, so that
     * {@code daysSince} counts from that one and {@code happenedAfter} compares those.
     *
     * @param day the day that windows end on
     * @return metrics of that day; missing rows are noted together
     */
    public FactsMetrics on(int day) {
        return new FactsMetrics(
                facts,
                sources,
                reporting,
                day,
                standing,
                missing,
                outlook,
                peers,
                sources.known(reporting, day));
    }

    /**
     * The day of the newest of the events that an expression reads.
     *
     * @param reads what it reads
     * @return the day, or empty when there never was one
     */
    public OptionalInt newestDay(Reads reads) {
        OptionalInt newest = OptionalInt.empty();
        for (String type : reads.types().keySet()) {
            Optional<EventRef> event = newest(type);
            if (event.isPresent()) {
                newest = later(newest, day(event.get()));
            }
        }
        for (String set : reads.sets().keySet()) {
            if (isLoaded(facts.missing(set, Integer.MAX_VALUE))) {
                OptionalInt day = facts.lastActiveDay(set);
                newest = day.isPresent() ? later(newest, day.getAsInt()) : newest;
            }
        }
        return newest;
    }

    private static OptionalInt later(OptionalInt one, int other) {
        return one.isPresent() && one.getAsInt() >= other ? one : OptionalInt.of(other);
    }

    /**
     * Up to which day the events that an expression reads are known, whatever it asks of them: the
     * latest value of a silent source is as old as it was when the source was heard last.
     *
     * @param reads what it reads
     * @return today, or the earliest of the days on which its sources went silent
     */
    public int knownUntil(Reads reads) {
        int earliest = Integer.MAX_VALUE;
        for (String type : reads.types().keySet()) {
            earliest = Math.min(earliest, knownDays.of(type).orElse(Integer.MAX_VALUE));
        }
        for (String set : reads.sets().keySet()) {
            earliest = Math.min(earliest, knownDays.ofSet(set).orElse(Integer.MAX_VALUE));
        }
        return earliest == Integer.MAX_VALUE ? today : earliest;
    }

    /**
     * The rows that were asked for and are not loaded.
     *
     * @return empty when all answers are good
     */
    public Set<ChunkKey> missing() {
        return Set.copyOf(missing);
    }

    /**
     * Whether rows were asked for that are not loaded.
     *
     * @return whether answers may be wrong
     */
    public boolean isMissingRows() {
        return !missing.isEmpty();
    }

    /**
     * Up to which day what was asked for since the last call of this is known.
     *
     * @return today, or a day before it when a kind of source has gone silent
     */
    public int takeLastKnownDay() {
        int day = lastKnownDay;
        lastKnownDay = today;
        return day;
    }

    /**
     * Where the account stands among its peers, as the first percentile tells that was asked for
     * since the last call of this.
     *
     * @return its place, or null when none was asked for or it is not known
     */
    public @Nullable PeerStanding takePlace() {
        PeerStanding place = placed;
        placed = null;
        return place;
    }

    @Override
    public OptionalDouble percentile(String metric, Expression value) {
        // As of the last day that is over, like those that it is compared with.
        FactsMetrics yesterday = on(today - 1);
        Answer number = value.evaluate(yesterday);
        if (yesterday.lastKnownDay < yesterday.today) {
            lastKnownDay = Math.min(lastKnownDay, yesterday.lastKnownDay);
        }
        PeerStanding place =
                number instanceof Answer.Value(double it)
                        ? peers.standing(metric, it).orElse(null)
                        : null;
        placed = placed == null ? place : placed;
        return place == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(place.below().doubleValue());
    }

    @Override
    public OptionalDouble count(String type, int days, int back) {
        Optional<Window> window = window(type, days, back);
        if (window.isEmpty()) {
            return OptionalDouble.empty();
        }
        Window it = window.get();
        return OptionalDouble.of((double) facts.count(it.type(), it.from(), it.to()));
    }

    @Override
    public OptionalDouble sum(String type, int days, int back) {
        return window(type, days, back)
                .map(it ->
                        OptionalDouble.of(facts.sum(it.type(), it.from(), it.to()).doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public OptionalDouble mean(String type, int days, int back) {
        Optional<Window> window = window(type, days, back);
        if (window.isEmpty()) {
            return OptionalDouble.empty();
        }
        Window it = window.get();
        long valued = facts.valued(it.type(), it.from(), it.to());
        return valued == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        facts.sum(it.type(), it.from(), it.to()).doubleValue() / valued);
    }

    @Override
    public OptionalDouble distinct(String set, int days, int back) {
        Optional<Integer> known = known(knownDays.ofSet(set));
        if (known.isEmpty()) {
            return OptionalDouble.empty();
        }
        int to = known.get() - back;
        moves(set, to - days + 1, to);
        return isLoaded(facts.missing(set, to))
                ? OptionalDouble.of((double) facts.active(set, to - days + 1, to))
                : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble meanDaily(String set, int days, int back) {
        Optional<Integer> known = known(knownDays.ofSet(set));
        if (known.isEmpty() || !isLoaded(facts.missing(set, Integer.MAX_VALUE))) {
            return OptionalDouble.empty();
        }
        int to = known.get() - back;
        moves(set, to - days + 1, to);
        long active = 0;
        for (int day = to - days + 1; day <= to; day++) {
            active += facts.activeOn(set, day);
        }
        return OptionalDouble.of((double) active / days);
    }

    @Override
    public OptionalDouble latest(String type) {
        EventType asked = sources.type(type);
        return isLoaded(facts.missing(asked))
                ? facts.latestValue(asked)
                        .map(value -> OptionalDouble.of(value.doubleValue()))
                        .orElse(OptionalDouble.empty())
                : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble daysSince(String type) {
        Optional<Integer> known = known(knownDays.of(type));
        Optional<EventRef> newest = newest(type);
        if (known.isEmpty() || newest.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (known.get() == today) {
            changesIn(1);
        }
        return OptionalDouble.of(Math.max(0, known.get() - day(newest.get())));
    }

    @Override
    public OptionalDouble daysSinceFirst(String type) {
        EventType asked = sources.type(type);
        changesIn(1);
        return isLoaded(facts.missing(asked))
                ? facts.firstDay(asked)
                        .map(day -> OptionalDouble.of(Math.max(0, today - day)))
                        .orElse(OptionalDouble.empty())
                : OptionalDouble.empty();
    }

    @Override
    public boolean happenedAfter(String type, String other) {
        Optional<EventRef> one = newest(type);
        Optional<EventRef> another = newest(other);
        return one.isPresent() && another.isPresent() && one.get().at() > another.get().at();
    }

    @Override
    public OptionalDouble number(String trait) {
        return traits.number(trait)
                .map(number -> OptionalDouble.of(number.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public Optional<String> text(String trait) {
        return traits.text(trait);
    }

    @Override
    public Optional<Boolean> flag(String trait) {
        return traits.flag(trait);
    }

    @Override
    public OptionalDouble daysUntil(String trait) {
        changesIn(1);
        return traits.date(trait)
                .map(date -> OptionalDouble.of((double) (date.toEpochDay() - today)))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public OptionalDouble score() {
        return standing.score() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(standing.score().doubleValue());
    }

    @Override
    public OptionalDouble scoreDrop(int days) {
        BigDecimal score = standing.comparable();
        if (score == null) {
            return OptionalDouble.empty();
        }
        standing.trail()
                .lastDaySince(today - days + 1)
                .ifPresent(day -> changesIn(day + days - today));
        BigDecimal highest =
                standing.trail().highestSince(today - days + 1).orElse(score).max(score);
        return OptionalDouble.of(highest.subtract(score).doubleValue());
    }

    @Override
    public OptionalDouble risk() {
        return standing.risk() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(standing.risk().doubleValue());
    }

    @Override
    public String status() {
        return standing.status().wireName();
    }

    @Override
    public Optional<String> segment() {
        return Optional.ofNullable(standing.segment());
    }

    @Override
    public Optional<String> stage() {
        return Optional.ofNullable(standing.stage());
    }

    @Override
    public boolean signal(String id) {
        return standing.signals().contains(id);
    }

    /** A window over a type's days. */
    private record Window(EventType type, int from, int to) {}

    private Optional<Window> window(String type, int days, int back) {
        Optional<Integer> known = known(knownDays.of(type));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        int to = known.get() - back;
        var window = new Window(sources.type(type), to - days + 1, to);
        if (!isLoaded(facts.missing(window.type(), window.from(), window.to()))) {
            return Optional.empty();
        }
        if (outlook != null && known.get() == today) {
            int most = outlook.most();
            // Events leave at one end and, where a sender's clock was ahead, come at the other.
            if (isLoaded(facts.missing(window.type(), window.to() + 1, window.to() + most))) {
                facts.nextDay(window.type(), window.from(), window.from() + most)
                        .ifPresent(day -> changesIn(day - window.from() + 1));
                facts.nextDay(window.type(), window.to() + 1, window.to() + most)
                        .ifPresent(day -> changesIn(day - window.to()));
            }
        }
        return Optional.of(window);
    }

    /** When a day on which somebody was active leaves a window, or comes into it. */
    private void moves(String set, int from, int to) {
        if (outlook == null || !isLoaded(facts.missing(set, Integer.MAX_VALUE))) {
            return;
        }
        int most = outlook.most();
        facts.nextActiveDay(set, from, from + most).ifPresent(day -> changesIn(day - from + 1));
        facts.nextActiveDay(set, to + 1, to + most).ifPresent(day -> changesIn(day - to));
    }

    private Optional<EventRef> newest(String type) {
        EventType asked = sources.type(type);
        return isLoaded(facts.missing(asked)) ? facts.newest(asked) : Optional.empty();
    }

    private Optional<Integer> known(Optional<Integer> day) {
        day.ifPresent(it -> lastKnownDay = Math.min(lastKnownDay, it));
        return day;
    }

    private boolean isLoaded(Collection<ChunkKey> rows) {
        if (rows.isEmpty()) {
            return true;
        }
        missing.addAll(rows);
        return false;
    }

    private static int day(EventRef event) {
        return Days.of(Instant.ofEpochMilli(event.at()));
    }
}
