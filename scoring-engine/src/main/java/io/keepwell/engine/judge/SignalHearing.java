package io.keepwell.engine.judge;

import io.keepwell.engine.facts.Touched;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.Witness;
import io.keepwell.engine.risk.RiskPart;
import io.keepwell.policy.Applied;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Metrics;
import io.keepwell.policy.signal.Signal;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides which signals hold. */
final class SignalHearing {

    private final Verdict verdict;
    private final @Nullable Touched touched;
    private final FactsMetrics knowing;

    /**
     * Of a verdict.
     *
     * @param touched what has changed since the one before, or null when it may be anything
     * @param knowing the facts, with what the verdict has found out
     */
    SignalHearing(Verdict verdict, @Nullable Touched touched, FactsMetrics knowing) {
        this.verdict = verdict;
        this.touched = touched;
        this.knowing = knowing;
    }

    /** The signal as it is now; empty when it does not hold. */
    Optional<Raised> hear(Applied<Signal> signal, @Nullable Raised before) {
        if (!isConcerned(signal.value())) {
            return Optional.ofNullable(before);
        }
        if (before != null) {
            return isOver(signal.value(), knowing) ? Optional.empty() : Optional.of(before);
        }
        if (!isTrue(signal.value().when(), knowing)) {
            return Optional.empty();
        }
        // Few signals are raised on a day; only for those is it gathered what raised them.
        var witness = new Witness(knowing);
        signal.value().when().evaluate(witness);
        return Optional.of(raised(signal, witness));
    }

    private boolean isConcerned(Signal signal) {
        return touched == null
                || isConcerned(signal.when())
                || (signal.until() != null && isConcerned(signal.until()));
    }

    private boolean isConcerned(Expression expression) {
        return touched == null
                || expression.reads().verdict()
                || !expression.reads().signals().isEmpty()
                || touched.concerns(expression.reads());
    }

    private static boolean isOver(Signal signal, Metrics metrics) {
        return signal.until() == null
                ? signal.when().evaluate(metrics) instanceof Answer.Truth(boolean holds) && !holds
                : isTrue(signal.until(), metrics);
    }

    private static boolean isTrue(Expression expression, Metrics metrics) {
        return expression.evaluate(metrics) instanceof Answer.Truth(boolean holds) && holds;
    }

    private Raised raised(Applied<Signal> signal, Witness witness) {
        String numbers =
                witness.evidence().entrySet().stream()
                        .map(it -> "%s is %s".formatted(it.getKey(), number(it.getValue())))
                        .collect(Collectors.joining(", "));
        String name = signal.value().name();
        return new Raised(
                signal.ref(),
                signal.value().category(),
                verdict.asOf(),
                0,
                (numbers.isEmpty() ? name : "%s: %s".formatted(name, numbers))
                        + (witness.evidence().containsKey(Witness.RISK) ? signs() : ""),
                witness.evidence());
    }

    /** What the risk is made of, in words: its number alone would tell nobody what to do. */
    private String signs() {
        if (verdict.risk() == null) {
            return "";
        }
        String signs =
                verdict.risk().parts().stream()
                        .filter(part -> part.gives().signum() > 0)
                        .sorted(Comparator.comparing(RiskPart::gives).reversed())
                        .map(part -> "%s: %s".formatted(part.name(), number(part.gives())))
                        .collect(Collectors.joining("; "));
        return signs.isEmpty() ? "" : " (%s)".formatted(signs);
    }

    private static String number(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
