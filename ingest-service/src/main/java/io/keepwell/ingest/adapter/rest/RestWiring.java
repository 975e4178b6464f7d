package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.IngestConfig;
import io.keepwell.runtime.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the resources share. */
@ApplicationScoped
class RestWiring {

    /** Makes what reads the settings, so that a wrong one stops the start. */
    void start(@Observes StartupEvent event, Budget budget, Answers answers, MeterRegistry meters) {
        Gauge.builder("keepwell.ingest.inflight.bytes", budget, Budget::used)
                .description("Bytes of bodies that wait for Kafka")
                .register(meters);
    }

    @Produces
    @Singleton
    Budget budget(IngestConfig config) {
        return Settings.checked(() -> budget(config.limits()));
    }

    private static Budget budget(IngestConfig.LimitsConfig limits) {
        if (limits.inFlightBytes() < limits.bodyBytes()) {
            throw new IllegalArgumentException(
                    "ingest.limits.in-flight-bytes must be at least ingest.limits.body-bytes, %d,"
                                    .formatted(limits.bodyBytes())
                            + " was "
                            + limits.inFlightBytes());
        }
        return new Budget(limits.inFlightBytes());
    }
}
