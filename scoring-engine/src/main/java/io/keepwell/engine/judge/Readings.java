package io.keepwell.engine.judge;

import io.keepwell.engine.encoding.Texts;
import io.keepwell.engine.facts.Touched;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.SixPlaces;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.Reading;
import io.keepwell.engine.score.Score;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Reads;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Staleness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the measures of a card from facts; what no event has touched is as it was. */
final class Readings {

    private final FactsMetrics metrics;
    private final @Nullable Score before;
    private final @Nullable Touched touched;
    private final int today;
    private boolean news;

    /**
     * From facts.
     *
     * @param metrics the facts
     * @param before a score by the same card, or null
     * @param touched what has changed since, or null when it may be anything
     * @param today the day that windows end on
     */
    Readings(FactsMetrics metrics, @Nullable Score before, @Nullable Touched touched, int today) {
        this.metrics = metrics;
        this.before = before;
        this.touched = touched;
        this.today = today;
    }

    /** One for every measure, in the order of the card. */
    List<Reading> of(Scorecard card) {
        var readings = new ArrayList<Reading>();
        for (Dimension dimension : card.dimensions()) {
            for (Measure measure : dimension.measures()) {
                MeasureScore known = before == null ? null : before.measures().get(readings.size());
                if (known != null && !mayDiffer(measure, known)) {
                    readings.add(known.reading());
                    continue;
                }
                Reading reading = read(measure);
                news |= known == null || !reading.equals(known.reading());
                readings.add(reading);
            }
        }
        return readings;
    }

    /** Whether any of them is another than before, once they were read. */
    boolean areNews() {
        return news;
    }

    private boolean mayDiffer(Measure measure, MeasureScore known) {
        return touched == null
                || touched.concerns(measure.value().reads())
                || (isUncertain(known, today)
                        // Peers may be known now that were not.
                        && (touched.sources() || !measure.value().percentiles().isEmpty()));
    }

    /** Without data, or frozen: its source may have begun to report since, whoever told. */
    private static boolean isUncertain(MeasureScore known, int today) {
        return known.value() == null || known.asOf() < today;
    }

    /** One measure as it is on that day, whatever was touched. */
    Reading read(Measure measure) {
        Reading reading = readOn(today, measure);
        return reading.value() == null ? carried(measure, reading) : aged(measure, reading);
    }

    private Reading readOn(int day, Measure measure) {
        FactsMetrics then = day == today ? metrics : metrics.on(day);
        then.takeLastKnownDay();
        then.takePlace();
        Answer answer = measure.value().evaluate(then);
        int asOf = then.takeLastKnownDay();
        return switch (answer) {
            case Answer.Value(double value) ->
                    Reading.of(SixPlaces.of(value), asOf).among(then.takePlace());
            case Answer.NoData(var missing) ->
                    Reading.missing(Texts.known(String.join(", ", missing)), asOf);
            case Answer.Truth _ -> throw new IllegalStateException(measure.id() + " is no number");
        };
    }

    /**
     * The last number that there was, by the facts of its day as they are known now: another card,
     * and an event that comes late, find it too.
     */
    private Reading carried(Measure measure, Reading none) {
        if (measure.carryDaysKnown() == 0 || isOutOfReach(measure)) {
            return none;
        }
        metrics.changesIn(1);
        for (int back = 1; back <= measure.carryDaysKnown(); back++) {
            Reading then = readOn(today - back, measure);
            if (then.value() != null) {
                Reading old = aged(measure, then.carriedOn());
                return old.value() == null ? none : old;
            }
        }
        return none;
    }

    /** Whether no day that may be carried from has an event to tell of, as far as it is known. */
    private boolean isOutOfReach(Measure measure) {
        Reads reads = measure.value().reads();
        OptionalInt newest = metrics.newestDay(reads);
        if (newest.isEmpty() || !metrics.missing().isEmpty()) {
            return true;
        }
        var reaches = new ArrayList<>(reads.types().values());
        reaches.addAll(reads.sets().values());
        // Without a window an event is never out of reach.
        return !reaches.contains(0)
                && newest.getAsInt() + Collections.max(reaches) <= today - measure.carryDaysKnown();
    }

    /** The same with its age, if the card wants to know. */
    private Reading aged(Measure measure, Reading reading) {
        Staleness staleness = measure.staleness();
        if (staleness == null) {
            return reading;
        }
        OptionalInt newest = metrics.newestDay(measure.value().reads());
        // A source that has gone silent freezes ages too; what is only carried goes on ageing.
        int now =
                reading.carried()
                        ? today
                        : Math.min(reading.asOf(), metrics.knownUntil(measure.value().reads()));
        int stale = newest.isEmpty() ? 0 : now - newest.getAsInt() - staleness.after();
        Reading known = reading.carried() ? reading : reading.knownUntil(now);
        // What is dropped stays dropped, and what is fresh goes stale on a day that is known.
        if (newest.isPresent() && !(stale > 0 && staleness instanceof Staleness.Dropped)) {
            metrics.changesIn(1 - Math.min(stale, 0));
        }
        if (stale <= 0) {
            return known;
        }
        return staleness instanceof Staleness.Dropped
                ? Reading.missing(
                        "events of the last %d days".formatted(staleness.after()), known.asOf())
                : known.staleFor(stale);
    }
}
