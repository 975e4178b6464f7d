package io.keepwell.playbook.adapter.kafka;

import io.keepwell.playbook.application.PlaysInForce;
import io.keepwell.runtime.outbox.OutboxRelay;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while plays are in force, what is read gets through but for a moment, and what is to be
 * published is. Only readiness: a restart would not bring Kafka or the database back.
 */
@Readiness
class WorkHealth implements HealthCheck {

    private final PlaysInForce plays;
    private final Channels channels;
    private final OutboxRelay relay;
    private final InstantSource clock;

    WorkHealth(PlaysInForce plays, Channels channels, OutboxRelay relay, InstantSource clock) {
        this.plays = plays;
        this.channels = channels;
        this.relay = relay;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var response =
                HealthCheckResponse.named("playbook").withData("outbox", "" + relay.states());
        if (plays.plays().isEmpty()) {
            return response.withData("reason", "no policies are in force yet; apply some")
                    .down()
                    .build();
        }
        return channels.trouble()
                .filter(trouble -> trouble.isLasting(clock.instant()))
                .map(trouble ->
                        response.withData("since", "" + trouble.since())
                                .withData("reason", trouble.reason())
                                .down()
                                .build())
                .orElseGet(() -> response.status(relay.isHealthy()).build());
    }
}
