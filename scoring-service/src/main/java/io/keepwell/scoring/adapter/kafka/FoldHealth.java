package io.keepwell.scoring.adapter.kafka;

import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.scoring.ScoringConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the fold runs. Only readiness: a restart would not bring Kafka, the database or a
 * lost log back.
 */
@Readiness
class FoldHealth implements HealthCheck {

    private final FoldLoop fold;
    private final IdentityFold identities;
    private final OutboxRelay relay;
    private final boolean enabled;

    FoldHealth(FoldLoop fold, IdentityFold identities, OutboxRelay relay, ScoringConfig scoring) {
        this.fold = fold;
        this.identities = identities;
        this.relay = relay;
        this.enabled = scoring.fold().enabled();
    }

    @Override
    public HealthCheckResponse call() {
        if (!enabled) {
            return HealthCheckResponse.named("fold").withData("state", "off").up().build();
        }
        var response = HealthCheckResponse.named("fold").withData("outbox", "" + relay.states());
        return switch (worse(fold.state(), identities.loop().state())) {
            case FoldState.Running(var since) ->
                    response.withData("since", "" + since).status(relay.isHealthy()).build();
            case FoldState.Starting() -> response.withData("state", "starting").down().build();
            case FoldState.Failing(var since, var reason) ->
                    response.withData("since", "" + since)
                            .withData("reason", reason)
                            .down()
                            .build();
            case FoldState.Halted(var reason) -> response.withData("halted", reason).down().build();
        };
    }

    private static FoldState worse(FoldState first, FoldState second) {
        return first instanceof FoldState.Running ? second : first;
    }
}
