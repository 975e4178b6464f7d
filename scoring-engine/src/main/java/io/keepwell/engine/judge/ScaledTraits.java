package io.keepwell.engine.judge;

import io.keepwell.policy.expression.Metrics;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An account as it is, but for the numbers among its traits, of which there is more or less.
 *
 * @param real as it is
 * @param factor how much there is of each number
 */
record ScaledTraits(Metrics real, double factor) implements Metrics {

    @Override
    public OptionalDouble number(String trait) {
        OptionalDouble number = real.number(trait);
        return number.isPresent() ? OptionalDouble.of(number.getAsDouble() * factor) : number;
    }

    @Override
    public OptionalDouble count(String type, int days, int back) {
        return real.count(type, days, back);
    }

    @Override
    public OptionalDouble sum(String type, int days, int back) {
        return real.sum(type, days, back);
    }

    @Override
    public OptionalDouble mean(String type, int days, int back) {
        return real.mean(type, days, back);
    }

    @Override
    public OptionalDouble distinct(String set, int days, int back) {
        return real.distinct(set, days, back);
    }

    @Override
    public OptionalDouble meanDaily(String set, int days, int back) {
        return real.meanDaily(set, days, back);
    }

    @Override
    public OptionalDouble latest(String type) {
        return real.latest(type);
    }

    @Override
    public OptionalDouble daysSince(String type) {
        return real.daysSince(type);
    }

    @Override
    public OptionalDouble daysSinceFirst(String type) {
        return real.daysSinceFirst(type);
    }

    @Override
    public boolean happenedAfter(String type, String other) {
        return real.happenedAfter(type, other);
    }

    @Override
    public Optional<String> text(String trait) {
        return real.text(trait);
    }

    @Override
    public Optional<Boolean> flag(String trait) {
        return real.flag(trait);
    }

    @Override
    public OptionalDouble daysUntil(String trait) {
        return real.daysUntil(trait);
    }

    @Override
    public OptionalDouble score() {
        return real.score();
    }

    @Override
    public OptionalDouble scoreDrop(int days) {
        return real.scoreDrop(days);
    }

    @Override
    public String status() {
        return real.status();
    }

    @Override
    public Optional<String> segment() {
        return real.segment();
    }

    @Override
    public Optional<String> stage() {
        return real.stage();
    }

    @Override
    public boolean signal(String id) {
        return real.signal(id);
    }
}
