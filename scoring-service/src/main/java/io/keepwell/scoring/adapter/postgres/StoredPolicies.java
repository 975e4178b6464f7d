package io.keepwell.scoring.adapter.postgres;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.scoring.application.PolicyVersions;
import io.keepwell.scoring.application.policy.PolicyShelf;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The policies of all times, from the documents that were ever applied. */
@Singleton
class StoredPolicies implements PolicyVersions {

    /** A version never changes; compiled, one takes about a megabyte. */
    private static final int KEPT = 4;

    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BEGINNING =
            Pattern.compile("[0-9a-f]{%d,63}".formatted(DIGITS_MIN));

    private final Pool pool;
    private final PolicyShelf shelf;
    private final EventCatalogue catalogue;
    private final Map<String, PolicySet> kept =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, PolicySet> eldest) {
                    return size() > KEPT;
                }
            };

    StoredPolicies(Pool pool, PolicyShelf shelf, EventCatalogue catalogue) {
        this.pool = pool;
        this.shelf = shelf;
        this.catalogue = catalogue;
    }

    @Override
    public Uni<Optional<PolicySet>> find(String version) {
        if (WHOLE.matcher(version).matches()) {
            return whole(version);
        }
        return BEGINNING.matcher(version).matches()
                ? Uni.createFrom()
                        .completionStage(() -> shelf.versions(version))
                        .chain(found ->
                                found.size() == 1
                                        ? whole(found.getFirst())
                                        : Uni.createFrom().item(Optional.empty()))
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Optional<PolicySet>> whole(String version) {
        PolicySet known = known(version);
        if (known != null) {
            return Uni.createFrom().item(Optional.of(known));
        }
        return pool.preparedQuery(Policies.DOCUMENTS)
                .execute(Tuple.of(version))
                // To read and compile them takes tens of milliseconds.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows ->
                        read(
                                Rows.all(
                                        rows,
                                        row ->
                                                Policies.document(
                                                        row.getString(0),
                                                        row.getString(1),
                                                        row.getString(2)))))
                .invoke(read -> read.ifPresent(it -> keep(version, it)));
    }

    private @Nullable PolicySet known(String version) {
        synchronized (kept) {
            return kept.get(version);
        }
    }

    private void keep(String version, PolicySet policies) {
        synchronized (kept) {
            kept.put(version, policies);
        }
    }

    private Optional<PolicySet> read(List<PolicyDocument> documents) {
        return !documents.isEmpty()
                        && PolicyBundle.of(documents)
                                instanceof PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle)
                        && PolicyReader.read(bundle, catalogue)
                                instanceof PolicyResult.Accepted<PolicySet>(PolicySet policies)
                ? Optional.of(policies)
                : Optional.empty();
    }
}
