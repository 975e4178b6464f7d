package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Rejection;
import io.keepwell.ingest.domain.key.Sources;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SourceName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts, by source, what Kafka has acknowledged. */
@Singleton
class EventMetrics {

    private static final String SOURCE = "source";

    private final Map<SourceName, OfSource> sources = new HashMap<>();

    EventMetrics(MeterRegistry meters, Sources sources, Budget budget) {
        sources.names().forEach(name -> this.sources.put(name, OfSource.in(meters, name)));
        Gauge.builder("keepwell.ingest.inflight.bytes", budget, Budget::used)
                .description("Bytes of bodies that wait for Kafka")
                .register(meters);
    }

    void count(SourceName source, int bodyBytes, Outcome outcome) {
        OfSource meters = sources.get(source);
        if (meters == null) {
            return;
        }
        meters.bodies().record(bodyBytes);
        switch (outcome) {
            case Outcome.Received(int accepted, List<Rejection> rejections) -> {
                meters.accepted().increment(accepted);
                meters.countItems(rejections);
            }
            case Outcome.NoneAccepted(_, List<Rejection> rejections) ->
                    meters.countItems(rejections);
            case Outcome.Unreadable(_) -> meters.count(RejectionCode.MALFORMED);
            case Outcome.TooMany() -> {}
            case Outcome.Unavailable() -> meters.unavailable().increment();
        }
    }

    private record OfSource(
            Counter accepted,
            Map<RejectionCode, Counter> rejected,
            Counter unavailable,
            DistributionSummary bodies) {

        static OfSource in(MeterRegistry meters, SourceName source) {
            var rejected = new EnumMap<RejectionCode, Counter>(RejectionCode.class);
            for (RejectionCode code : RejectionCode.values()) {
                rejected.put(
                        code,
                        Counter.builder("keepwell.ingest.events.rejected")
                                .description("Events kept on keepwell.rejected-events")
                                .tag(SOURCE, source.value())
                                .tag("reason", code.wireName())
                                .register(meters));
            }
            return new OfSource(
                    Counter.builder("keepwell.ingest.events.accepted")
                            .description("Items accepted, whatever they say")
                            .tag(SOURCE, source.value())
                            .register(meters),
                    rejected,
                    Counter.builder("keepwell.ingest.requests.unavailable")
                            .description("Requests that Kafka did not acknowledge in time")
                            .tag(SOURCE, source.value())
                            .register(meters),
                    DistributionSummary.builder("keepwell.ingest.request.size")
                            .description("Length of the bodies")
                            .baseUnit("bytes")
                            .tag(SOURCE, source.value())
                            .register(meters));
        }

        /** An item counts once, by its first flaw, which is the one that is kept with it. */
        void countItems(List<Rejection> rejections) {
            int last = -1;
            for (Rejection rejection : rejections) {
                if (rejection.index() != last) {
                    last = rejection.index();
                    count(rejection.flaw().code());
                }
            }
        }

        void count(RejectionCode code) {
            Counter counter = rejected.get(code);
            if (counter != null) {
                counter.increment();
            }
        }
    }
}
