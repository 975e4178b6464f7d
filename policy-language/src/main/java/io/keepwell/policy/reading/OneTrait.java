package io.keepwell.policy.reading;

import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Metrics;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An account of which one trait is known and nothing else.
 *
 * @param trait the trait's name
 * @param value its number
 */
record OneTrait(String trait, double value) implements Metrics {

    @Override
    public OptionalDouble number(String name) {
        return name.equals(trait) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble count(String type, int days, int back) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble sum(String type, int days, int back) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble mean(String type, int days, int back) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble distinct(String set, int days, int back) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble meanDaily(String set, int days, int back) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble latest(String type) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble daysSince(String type) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble daysSinceFirst(String type) {
        return OptionalDouble.empty();
    }

    @Override
    public boolean happenedAfter(String type, String other) {
        return false;
    }

    @Override
    public Optional<String> text(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Boolean> flag(String name) {
        return Optional.empty();
    }

    @Override
    public OptionalDouble daysUntil(String name) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble score() {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble scoreDrop(int days) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble risk() {
        return OptionalDouble.empty();
    }

    @Override
    public String status() {
        return "unknown";
    }

    @Override
    public Optional<String> segment() {
        return Optional.empty();
    }

    @Override
    public Optional<String> stage() {
        return Optional.empty();
    }

    @Override
    public boolean signal(String id) {
        return false;
    }

    @Override
    public OptionalDouble percentile(String metric, Expression value) {
        return OptionalDouble.empty();
    }
}
