package io.keepwell.scoring.adapter.postgres;

import io.keepwell.policy.PolicySet;
import io.keepwell.scoring.application.PolicyVersions;
import io.keepwell.scoring.application.portfolio.PoliciesInForce;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The policies in force, read anew when others are. */
@Singleton
class CurrentPolicies implements PoliciesInForce {

    private final Pool pool;
    private final PolicyVersions versions;

    CurrentPolicies(Pool pool, PolicyVersions versions) {
        this.pool = pool;
        this.versions = versions;
    }

    @Override
    public Uni<Optional<PolicySet>> now() {
        return pool.preparedQuery("select version from policy_in_force")
                .execute()
                .map(rows -> Rows.all(rows, row -> Rows.text(row, "version")))
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : versions.find(found.getFirst()));
    }
}
