package io.keepwell.policy.expression;

import java.util.Optional;
import java.util.OptionalDouble;

/** An account that is like another, but for the answers that a subclass gives itself. */
public abstract class ForwardingMetrics implements Metrics {

    private final Metrics account;

    /**
     * Like another account.
     *
     * @param account gives all answers that no subclass gives
     */
    protected ForwardingMetrics(Metrics account) {
        this.account = account;
    }

    @Override
    public OptionalDouble count(String type, int days, int back) {
        return account.count(type, days, back);
    }

    @Override
    public OptionalDouble sum(String type, int days, int back) {
        return account.sum(type, days, back);
    }

    @Override
    public OptionalDouble mean(String type, int days, int back) {
        return account.mean(type, days, back);
    }

    @Override
    public OptionalDouble distinct(String set, int days, int back) {
        return account.distinct(set, days, back);
    }

    @Override
    public OptionalDouble meanDaily(String set, int days, int back) {
        return account.meanDaily(set, days, back);
    }

    @Override
    public OptionalDouble latest(String type) {
        return account.latest(type);
    }

    @Override
    public OptionalDouble daysSince(String type) {
        return account.daysSince(type);
    }

    @Override
    public OptionalDouble daysSinceFirst(String type) {
        return account.daysSinceFirst(type);
    }

    @Override
    public boolean happenedAfter(String type, String other) {
        return account.happenedAfter(type, other);
    }

    @Override
    public OptionalDouble number(String trait) {
        return account.number(trait);
    }

    @Override
    public Optional<String> text(String trait) {
        return account.text(trait);
    }

    @Override
    public Optional<Boolean> flag(String trait) {
        return account.flag(trait);
    }

    @Override
    public OptionalDouble daysUntil(String trait) {
        return account.daysUntil(trait);
    }

    @Override
    public OptionalDouble score() {
        return account.score();
    }

    @Override
    public OptionalDouble scoreDrop(int days) {
        return account.scoreDrop(days);
    }

    @Override
    public OptionalDouble risk() {
        return account.risk();
    }

    @Override
    public String status() {
        return account.status();
    }

    @Override
    public Optional<String> segment() {
        return account.segment();
    }

    @Override
    public Optional<String> stage() {
        return account.stage();
    }

    @Override
    public boolean signal(String id) {
        return account.signal(id);
    }

    @Override
    public OptionalDouble percentile(String metric, Expression value) {
        return account.percentile(metric, value);
    }
}
