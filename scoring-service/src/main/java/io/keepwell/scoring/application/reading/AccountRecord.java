package io.keepwell.scoring.application.reading;

import io.keepwell.engine.account.Rest;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Rested;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.Sources;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.scorecard.Scorecard;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is kept.
 *
 * @param partition the partition that its events lie in
 * @param item as lists show it
 * @param kept its verdict of the day on which it was judged last
 * @param rest the last midnight that it has rested over, or null when it does not rest
 * @param counts what became of its events
 * @param profile the row of its traits, if there is one
 */
public record AccountRecord(
        int partition,
        AccountItem item,
        Verdict kept,
        @Nullable Rest rest,
        EventCounts counts,
        Map<ChunkKey, byte[]> profile) {

    /** Copies the map. */
    public AccountRecord {
        profile = Map.copyOf(profile);
    }

    /**
     * Its verdict as of the latest midnight; the numbers of measures that go on by themselves, such
     * as days since something, are of the day on which it was judged last.
     *
     * @return a verdict whose scores, status and signals are those of the present
     */
    public Verdict verdict() {
        return rest == null ? kept : Rested.on(rest.through(), kept);
    }

    /**
     * Its verdict as of the latest midnight, with all of its numbers.
     *
     * @param card the card of the verdict, or null when it is not known any more
     * @param facts the account's, in which the latest events of the types that the card reads are
     *     loaded
     * @param catalogue what is known of event types
     * @return the verdict as the latest midnight would have given it
     */
    public Verdict verdict(@Nullable Scorecard card, AccountFacts facts, EventCatalogue catalogue) {
        if (rest == null) {
            return kept;
        }
        facts.load(List.of(new ChunkKey.OfProfile()), profile);
        return Rested.on(
                rest.through(),
                kept,
                card,
                new FactsMetrics(facts, new Sources(catalogue), rest.reporting(), rest.through()));
    }
}
