package io.keepwell.engine.metrics;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import io.keepwell.engine.facts.Days;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How high a score has been, for windows that reach to the present. Of the scores of the past only
 * those are kept that were higher than all later ones: a staircase downwards, at most one step a
 * day, mostly a handful.
 *
 * @param steps the oldest and highest first
 */
public record ScoreTrail(List<Step> steps) {

    /** No score yet. */
    public static final ScoreTrail NONE = new ScoreTrail(List.of());

    private static final int SCALE = 6;

    /**
     * A score of the past.
     *
     * @param lastDay the last day on which it was the score
     * @param millionths the score
     */
    public record Step(int lastDay, long millionths) {}

    /** Copies the list. */
    public ScoreTrail {
        steps = List.copyOf(steps);
    }

    /**
     * Adds the score that was in force until now.
     *
     * @param day the day until which it was, included
     * @param score the score
     * @return the trail with it, and without what no window reaches any more
     */
    public ScoreTrail after(int day, BigDecimal score) {
        long millionths = score.movePointRight(SCALE).longValueExact();
        var kept = new ArrayList<Step>();
        for (Step step : steps) {
            if (step.millionths() > millionths && step.lastDay() > day - Days.HORIZON) {
                kept.add(step);
            }
        }
        if (kept.isEmpty() || kept.getLast().lastDay() < day) {
            kept.add(new Step(day, millionths));
        }
        return new ScoreTrail(kept);
    }

    /**
     * The highest score since a day.
     *
     * @param from the first day that counts
     * @return it, or empty when there was none
     */
    public Optional<BigDecimal> highestSince(int from) {
        return steps.stream()
                .filter(step -> step.lastDay() >= from)
                .findFirst()
                .map(step -> BigDecimal.valueOf(step.millionths(), SCALE));
    }

    /**
     * When the height that {@link #highestSince} tells was left.
     *
     * @param from the first day that counts
     * @return the last day on which the highest score since then was the score, or empty when there
     *     was none
     */
    OptionalInt lastDaySince(int from) {
        return steps.stream().mapToInt(Step::lastDay).filter(day -> day >= from).findFirst();
    }

    /**
     * Writes it.
     *
     * @param out where to
     */
    public void write(ByteWriter out) {
        out.unsigned(steps.size());
        steps.forEach(step -> {
            out.signed(step.lastDay());
            out.unsigned(step.millionths());
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param in where from
     * @return the trail
     */
    public static ScoreTrail read(ByteReader in) {
        var steps = new ArrayList<Step>();
        for (int left = in.count(Days.HORIZON + 1); left > 0; left--) {
            steps.add(new Step((int) in.signed(), in.unsigned()));
        }
        return new ScoreTrail(steps);
    }
}
