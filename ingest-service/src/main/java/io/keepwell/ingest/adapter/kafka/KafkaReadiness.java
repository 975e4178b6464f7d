package io.keepwell.ingest.adapter.kafka;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while Kafka cannot be reached or a topic is missing. Only readiness: a service that is
 * restarted because Kafka is away would only be slower to come back.
 */
@Readiness
class KafkaReadiness implements AsyncHealthCheck {

    private final Topics topics;

    KafkaReadiness(Topics topics) {
        this.topics = topics;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().completionStage(topics.state()).map(KafkaReadiness::response);
    }

    private static HealthCheckResponse response(Topics.State state) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("kafka");
        return switch (state) {
            case Topics.State.Ready() -> response.up().build();
            case Topics.State.Missing(var missing) ->
                    response.down()
                            .withData("missing topics", String.join(", ", missing))
                            .withData("cure", "run the init step, which creates the topics")
                            .build();
            case Topics.State.Unreachable(String why) ->
                    response.down().withData("reason", why).build();
        };
    }
}
