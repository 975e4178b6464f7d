package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.model.Require;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.HealthSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account and its health at one moment, as messages carry them. */
public final class Snapshots {

    private Snapshots() {}

    /**
     * The account.
     *
     * @param facts its facts, with the profile loaded
     * @param verdict knows its segment and stage
     * @return what is known of it; a revenue below zero is a mistake, and left out, as is a name,
     *     manager or team of more than {@value Require#ID_LENGTH_MAX} characters, by which no
     *     reader could look for it
     */
    public static AccountSnapshot account(AccountFacts facts, Verdict verdict) {
        var traits = new Traits(facts);
        return new AccountSnapshot(
                name(traits, "name"),
                verdict.segment(),
                verdict.stage(),
                traits.number("arr").filter(arr -> arr.signum() >= 0).orElse(null),
                name(traits, "csm"),
                name(traits, "team"),
                traits.date("renewalDate").orElse(null));
    }

    private static @Nullable String name(Traits traits, String trait) {
        return traits.text(trait).filter(it -> it.length() <= Require.ID_LENGTH_MAX).orElse(null);
    }

    /**
     * Its health.
     *
     * @param verdict the verdict
     * @return the same for readers
     */
    public static HealthSnapshot health(Verdict verdict) {
        return new HealthSnapshot(
                verdict.status(),
                verdict.score().exact(),
                verdict.score().shown(),
                risk(verdict),
                verdict.score().override().isPresent() ? true : null,
                verdict.score().coverage(),
                verdict.scorecard(),
                List.copyOf(verdict.signals().keySet()),
                Instant.ofEpochMilli(verdict.asOf()));
    }

    /**
     * How endangered it is, as people see it.
     *
     * @param verdict the verdict
     * @return 0 to 100, and more is worse; null where there is no risk score, or too little is
     *     known
     */
    public static @Nullable Integer risk(Verdict verdict) {
        return verdict.risk() == null ? null : verdict.risk().shown().orElse(null);
    }
}
