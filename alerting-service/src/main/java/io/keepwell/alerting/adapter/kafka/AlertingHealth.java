package io.keepwell.alerting.adapter.kafka;

import io.keepwell.alerting.application.RulesInForce;
import io.keepwell.runtime.intake.Intake;
import io.keepwell.runtime.outbox.OutboxRelay;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while policies are known, what is read gets through and alerts are told. Only readiness: a
 * restart would bring neither Kafka nor the database back.
 */
@Readiness
class AlertingHealth implements HealthCheck {

    private final RulesInForce rules;
    private final Channels channels;
    private final OutboxRelay relay;
    private final InstantSource clock;

    AlertingHealth(RulesInForce rules, Channels channels, OutboxRelay relay, InstantSource clock) {
        this.rules = rules;
        this.channels = channels;
        this.relay = relay;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("alerting").withData("outbox", "" + relay.states());
        boolean isKnown = rules.rules().isPresent();
        if (!isKnown) {
            response.withData("policies", "no policies have been read from keepwell.policies yet");
        }
        Optional<Intake.Trouble> trouble =
                channels.trouble().filter(it -> it.isLasting(clock.instant()));
        trouble.ifPresent(
                it -> response.withData("since", "" + it.since()).withData("reason", it.reason()));
        return response.status(isKnown && trouble.isEmpty() && relay.isHealthy()).build();
    }
}
