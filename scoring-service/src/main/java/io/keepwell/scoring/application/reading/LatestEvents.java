package io.keepwell.scoring.application.reading;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.scorecard.Scorecard;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the events that last moved the measures of a card. */
final class LatestEvents {

    private LatestEvents() {}

    /** Only the rows that tell of the latest events; a large account has many others. */
    static Uni<AccountFacts> of(
            AccountRecords records,
            AccountRecord account,
            @Nullable Scorecard card,
            EventCatalogue catalogue) {
        var facts = AccountFacts.of(catalogue);
        if (card == null) {
            return Uni.createFrom().item(facts);
        }
        List<ChunkKey.OfType> keys =
                Explainer.types(card, catalogue).stream().map(ChunkKey.OfType::new).toList();
        return records.facts(account.partition(), account.item().id(), keys)
                .map(rows -> {
                    facts.load(keys, rows);
                    return facts;
                });
    }
}
