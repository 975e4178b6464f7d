package io.keepwell.ingest.adapter.intake;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Rejection;
import io.keepwell.ingest.domain.source.CurrentSources;
import io.keepwell.model.WireName;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SourceName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Counts, by source, what Kafka has acknowledged. */
@Singleton
public class EventMetrics {

    private static final String SOURCE = "source";

    private final MeterRegistry meters;
    private final Map<SourceName, OfSource> sources = new ConcurrentHashMap<>();

    EventMetrics(MeterRegistry meters, CurrentSources sources) {
        this.meters = meters;
        // At once, so that what never happens stands there as 0.
        sources.now().names().forEach(this::of);
    }

    void count(SourceName source, int bodyBytes, Outcome outcome) {
        OfSource meters = of(source);
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

    /**
     * Counts a request of which nothing was taken.
     *
     * @param source whose it claims to be
     * @param reason why
     */
    public void countRefused(SourceName source, Refused reason) {
        Objects.requireNonNull(of(source).refused().get(reason)).increment();
    }

    /** Why nothing of a request was taken. */
    public enum Refused implements WireName {
        /** It shows no key of the source, or is not signed as it must be. */
        PROOF,
        /** The source sends more than it may. */
        RATE
    }

    private OfSource of(SourceName source) {
        return sources.computeIfAbsent(source, name -> OfSource.in(meters, name));
    }

    private record OfSource(
            Counter accepted,
            Map<RejectionCode, Counter> rejected,
            Map<Refused, Counter> refused,
            Counter unavailable,
            DistributionSummary bodies) {

        static OfSource in(MeterRegistry meters, SourceName source) {
            return new OfSource(
                    Counter.builder("keepwell.ingest.events.accepted")
                            .description("Items accepted, whatever they say")
                            .tag(SOURCE, source.value())
                            .register(meters),
                    byReason(
                            Counter.builder("keepwell.ingest.events.rejected")
                                    .description("Events kept on keepwell.rejected-events")
                                    .tag(SOURCE, source.value())
                                    .withRegistry(meters),
                            RejectionCode.class),
                    byReason(
                            Counter.builder("keepwell.ingest.requests.refused")
                                    .description("Requests of which nothing was taken")
                                    .tag(SOURCE, source.value())
                                    .withRegistry(meters),
                            Refused.class),
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

        private static <R extends Enum<R> & WireName> Map<R, Counter> byReason(
                Meter.MeterProvider<Counter> counters, Class<R> reasons) {
            var byReason = new EnumMap<R, Counter>(reasons);
            for (R reason : reasons.getEnumConstants()) {
                byReason.put(reason, counters.withTag("reason", reason.wireName()));
            }
            return byReason;
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
