package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.scoring.application.Scorecards;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scorecards of all times, from the documents that were ever applied. A version never changes,
 * so what was read once is kept.
 */
@Singleton
class StoredScorecards implements Scorecards {

    private static final String KIND = "Scorecard";

    private final Pool pool;
    private final EventCatalogue catalogue;
    private final Map<String, Scorecard> known = new ConcurrentHashMap<>();

    StoredScorecards(Pool pool, EventCatalogue catalogue) {
        this.pool = pool;
        this.catalogue = catalogue;
    }

    @Override
    public Uni<Optional<Scorecard>> find(String policyVersion, PolicyRef card) {
        Scorecard found = known.get(card.version());
        if (found != null) {
            return Uni.createFrom().item(Optional.of(found));
        }
        return pool.preparedQuery(
                        """
                        select document from policy_document
                         where kind = $1 and policy_id = $2 and version = $3
                        """)
                .execute(Tuple.of(KIND, card.id(), card.version()))
                .map(rows -> read(card.id(), rows))
                .invoke(read -> read.ifPresent(it -> known.put(card.version(), it)));
    }

    /** A card that this release cannot read any more explains without names and events. */
    private Optional<Scorecard> read(String id, RowSet<Row> rows) {
        for (Row row : rows) {
            var document = Policies.document(KIND, id, row.getString(0));
            if (PolicyBundle.of(List.of(document))
                            instanceof PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle)
                    && PolicyReader.read(bundle, catalogue)
                            instanceof PolicyResult.Accepted<PolicySet>(PolicySet policies)) {
                return Optional.ofNullable(policies.scorecards().get(id)).map(Applied::value);
            }
        }
        return Optional.empty();
    }
}
