package io.keepwell.engine.judge;

import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.account.DayRange;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.Segment;
import io.keepwell.policy.account.Stage;
import io.keepwell.policy.expression.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class of accounts that one belongs to, which chooses its card.
 *
 * @param segment its segment, if it has one
 * @param stage its stage, if it has one
 */
record Cohort(@Nullable String segment, @Nullable String stage) {

    static Cohort of(PolicySet policies, Traits traits, FactsMetrics metrics, int today) {
        return new Cohort(
                traits.text("segment").or(() -> segment(policies, metrics)).orElse(null),
                stage(policies.lifecycle().stages(), traits, today));
    }

    private static @Nullable String stage(List<Stage> stages, Traits traits, int today) {
        if (stages.isEmpty()) {
            return null;
        }
        Optional<Long> sinceStart =
                traits.date("contractStartedOn").map(day -> today - day.toEpochDay());
        Optional<Long> toRenewal = traits.date("renewalDate").map(day -> day.toEpochDay() - today);
        for (Stage stage : stages) {
            if (isIn(stage.daysSinceStart(), sinceStart)
                    && isIn(stage.daysToRenewal(), toRenewal)) {
                return stage.id();
            }
        }
        return null;
    }

    /** The card of such an account: the first choice that fits. */
    String scorecard(Resolver resolver) {
        return resolver.choices().stream()
                .filter(choice -> fits(choice.segments(), segment) && fits(choice.stages(), stage))
                .findFirst()
                .orElseThrow()
                .scorecard();
    }

    private static boolean fits(Set<String> wanted, @Nullable String actual) {
        return wanted.isEmpty() || (actual != null && wanted.contains(actual));
    }

    private static Optional<String> segment(PolicySet policies, FactsMetrics metrics) {
        for (Segment segment : policies.segments().segments()) {
            if (segment.when().evaluate(metrics) instanceof Answer.Truth(boolean holds) && holds) {
                return Optional.of(segment.id());
            }
        }
        return Optional.empty();
    }

    /** Without a bound all fit; with one, only who has the date. */
    private static boolean isIn(@Nullable DayRange range, Optional<Long> days) {
        return range == null || days.filter(range::contains).isPresent();
    }
}
