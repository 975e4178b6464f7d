package io.keepwell.policy.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** An account made of what a test says of it; what it does not say is not known. */
final class FakeMetrics implements Metrics {

    private final Map<String, Object> said = new HashMap<>();

    /** Says one thing, by its key: the function and its arguments, joined by spaces. */
    FakeMetrics say(String key, Object value) {
        said.put(key, value);
        return this;
    }

    @Override
    public OptionalDouble count(String type, int days, int back) {
        return known("count %s %d %d".formatted(type, days, back));
    }

    @Override
    public OptionalDouble sum(String type, int days, int back) {
        return known("sum %s %d %d".formatted(type, days, back));
    }

    @Override
    public OptionalDouble mean(String type, int days, int back) {
        return known("mean %s %d %d".formatted(type, days, back));
    }

    @Override
    public OptionalDouble distinct(String set, int days, int back) {
        return known("distinct %s %d %d".formatted(set, days, back));
    }

    @Override
    public OptionalDouble meanDaily(String set, int days, int back) {
        return known("meanDaily %s %d %d".formatted(set, days, back));
    }

    @Override
    public OptionalDouble latest(String type) {
        return known("latest " + type);
    }

    @Override
    public OptionalDouble daysSince(String type) {
        return known("daysSince " + type);
    }

    @Override
    public OptionalDouble daysSinceFirst(String type) {
        return known("daysSinceFirst " + type);
    }

    @Override
    public boolean happenedAfter(String type, String other) {
        return said.get("happenedAfter %s %s".formatted(type, other)) instanceof Boolean b && b;
    }

    @Override
    public OptionalDouble number(String trait) {
        return known("trait " + trait);
    }

    @Override
    public Optional<String> text(String trait) {
        return said.get("trait " + trait) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    @Override
    public Optional<Boolean> flag(String trait) {
        return said.get("trait " + trait) instanceof Boolean flag
                ? Optional.of(flag)
                : Optional.empty();
    }

    @Override
    public OptionalDouble daysUntil(String trait) {
        return known("daysUntil " + trait);
    }

    @Override
    public OptionalDouble score() {
        return known("the score");
    }

    @Override
    public OptionalDouble scoreDrop(int days) {
        return known("scoreDrop " + days);
    }

    @Override
    public OptionalDouble risk() {
        return known("the risk");
    }

    @Override
    public String status() {
        return said.get("the status") instanceof String status ? status : "unknown";
    }

    @Override
    public Optional<String> segment() {
        return said.get("the segment") instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    @Override
    public Optional<String> stage() {
        return said.get("the stage") instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public boolean signal(String id) {
        return said.get("signal " + id) instanceof Boolean holds && holds;
    }

    @Override
    public OptionalDouble percentile(String metric, Expression value) {
        return value.evaluate(this) instanceof Answer.Value
                ? known("percentile " + metric)
                : OptionalDouble.empty();
    }

    private OptionalDouble known(String key) {
        return said.get(key) instanceof Double number
                ? OptionalDouble.of(number)
                : OptionalDouble.empty();
    }
}
