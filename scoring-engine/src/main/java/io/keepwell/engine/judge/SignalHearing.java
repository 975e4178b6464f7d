package io.keepwell.engine.judge;

import io.keepwell.engine.facts.Touched;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.Standing;
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
    private final FactsMetrics metrics;
    private final @Nullable Touched touched;

    SignalHearing(Verdict verdict, FactsMetrics metrics, @Nullable Touched touched) {
        this.verdict = verdict;
        this.metrics = metrics;
        this.touched = touched;
    }

    /** The signal as it is now; empty when it does not hold. */
    Optional<Raised> hear(Applied<Signal> signal, @Nullable Raised before, Standing standing) {
        if (!isConcerned(signal.value())) {
            return Optional.ofNullable(before);
        }
        FactsMetrics knowing = metrics.knowing(standing);
        if (before != null) {
            return isOver(signal.value(), knowing) ? Optional.empty() : Optional.of(before);
        }
        var witness = new Witness(knowing);
        return isTrue(signal.value().when(), witness)
                ? Optional.of(raised(signal, witness))
                : Optional.empty();
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
