package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.HealthSnapshot;
import java.time.Instant;
import java.util.List;

/** An account and its health at one moment, as messages carry them. */
public final class Snapshots {

    private Snapshots() {}

    /**
     * The account.
     *
     * @param facts its facts, with the profile loaded
     * @param verdict knows its segment and stage
     * @return what is known of it; a revenue below zero is a mistake, and left out
     */
    public static AccountSnapshot account(AccountFacts facts, Verdict verdict) {
        var traits = new Traits(facts);
        return new AccountSnapshot(
                traits.text("name").orElse(null),
                verdict.segment(),
                verdict.stage(),
                traits.number("arr").filter(arr -> arr.signum() >= 0).orElse(null),
                traits.text("csm").orElse(null),
                traits.text("team").orElse(null),
                traits.date("renewalDate").orElse(null));
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
                verdict.score().coverage(),
                verdict.scorecard(),
                List.copyOf(verdict.signals().keySet()),
                Instant.ofEpochMilli(verdict.asOf()));
    }
}
