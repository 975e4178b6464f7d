package io.keepwell.engine.judge;

import io.keepwell.policy.expression.ForwardingMetrics;
import io.keepwell.policy.expression.Metrics;
import java.util.OptionalDouble;

/** An account as it is, but for the numbers among its traits, of which there is more or less. */
final class ScaledTraits extends ForwardingMetrics {

    private final double factor;

    /**
     * Like an account.
     *
     * @param real as it is
     * @param factor how much there is of each number
     */
    ScaledTraits(Metrics real, double factor) {
        super(real);
        this.factor = factor;
    }

    @Override
    public OptionalDouble number(String trait) {
        OptionalDouble number = super.number(trait);
        return number.isPresent() ? OptionalDouble.of(number.getAsDouble() * factor) : number;
    }
}
