package io.keepwell.ingest.adapter;

import io.keepwell.ingest.IngestConfig;
import io.keepwell.ingest.adapter.fields.BodyFieldsReader;
import io.keepwell.ingest.adapter.json.CloudEventReader;
import io.keepwell.ingest.adapter.json.EventBodies;
import io.keepwell.ingest.adapter.json.SegmentReader;
import io.keepwell.ingest.adapter.json.SubmissionReader;
import io.keepwell.ingest.application.Backfills;
import io.keepwell.ingest.application.EventLog;
import io.keepwell.ingest.application.SubmitEvents;
import io.keepwell.ingest.domain.backfill.BackfillRuns;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.source.RateLimits;
import io.keepwell.runtime.Settings;
import io.keepwell.runtime.trace.Tracing;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/** Puts the service together; the only place where the real clock and real ids come from. */
@ApplicationScoped
class Wiring {

    /** Makes what reads the settings, so that a wrong one stops the start. */
    void start(@Observes StartupEvent event, Limits limits, BackfillRuns runs, Tracing tracing) {}

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }

    @Produces
    @Singleton
    Tracing tracing(Config config, InstantSource clock) {
        return Settings.checked(() -> Tracing.of(config, "keepwell-ingest", clock));
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    RateLimits rateLimits(InstantSource clock) {
        return new RateLimits(clock);
    }

    @Produces
    @Singleton
    Limits limits(IngestConfig config) {
        IngestConfig.LimitsConfig limits = config.limits();
        return Settings.checked(() ->
                new Limits(
                        limits.bodyBytes(),
                        limits.eventBytes(),
                        limits.batchEvents(),
                        limits.nesting()));
    }

    @Produces
    @Singleton
    BackfillRuns backfillRuns(IngestConfig config) {
        return new BackfillRuns(config.backfillSecret());
    }

    @Produces
    @Singleton
    SubmissionReader submissionReader(Limits limits) {
        return new SubmissionReader(limits);
    }

    @Produces
    @Singleton
    CloudEventReader cloudEventReader(Limits limits) {
        return new CloudEventReader(limits);
    }

    @Produces
    @Singleton
    EventBodies eventBodies(SubmissionReader events, CloudEventReader cloudEvents) {
        return new EventBodies(events, cloudEvents);
    }

    @Produces
    @Singleton
    SegmentReader segmentReader(Limits limits, Supplier<UUID> ids) {
        return new SegmentReader(limits, ids);
    }

    @Produces
    @Singleton
    BodyFieldsReader bodyFieldsReader(Limits limits) {
        return new BodyFieldsReader(limits);
    }

    @Produces
    @Singleton
    SubmitEvents submitEvents(EventLog log, BackfillRuns runs, Supplier<UUID> ids) {
        return new SubmitEvents(log, runs, ids);
    }

    @Produces
    @Singleton
    Backfills backfills(EventLog log, BackfillRuns runs, InstantSource clock, Supplier<UUID> ids) {
        return new Backfills(log, runs, clock, ids);
    }
}
