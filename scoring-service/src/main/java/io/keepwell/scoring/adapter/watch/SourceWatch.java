package io.keepwell.scoring.adapter.watch;

import io.keepwell.engine.source.SourceState;
import io.keepwell.scoring.application.reading.ReadSources;
import io.keepwell.scoring.application.reading.SourceItem;
import io.keepwell.scoring.application.reading.SourceList;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures, a time a minute, how it is with connected systems, and says once when one has gone
 * silent or is back. Every instance tells the same, since all look at the same tables.
 */
@Singleton
class SourceWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(SourceWatch.class);
    private static final long EVERY_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final String SILENT = SourceState.SILENT.wireName();

    private final ReadSources sources;
    private final InstantSource clock;
    private final Vertx vertx;
    private final MultiGauge silent;
    private final MultiGauge age;
    private final MultiGauge waiting;
    private Set<String> silentBefore = Set.of();
    private long timer;

    SourceWatch(ReadSources sources, InstantSource clock, Vertx vertx, MeterRegistry meters) {
        this.sources = sources;
        this.clock = clock;
        this.vertx = vertx;
        this.silent =
                MultiGauge.builder("keepwell.source.silent")
                        .description("1 while a source is silent against its own rhythm")
                        .register(meters);
        this.age =
                MultiGauge.builder("keepwell.source.last.event.age")
                        .description("Time since a source's last event was received")
                        .baseUnit("seconds")
                        .register(meters);
        this.waiting =
                MultiGauge.builder("keepwell.unattributed.waiting")
                        .description("Events that wait for the account of their user")
                        .register(meters);
    }

    void start(@Observes StartupEvent event) {
        look();
        timer = vertx.setPeriodic(EVERY_MILLIS, _ -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        boolean _ = vertx.cancelTimer(timer);
    }

    private void look() {
        sources.all(1)
                .subscribe()
                .with(
                        this::tell,
                        failure ->
                                LOGGER.atDebug()
                                        .setCause(failure)
                                        .log("sources cannot be looked at now"));
    }

    private synchronized void tell(SourceList list) {
        Instant now = clock.instant();
        gauge(silent, list, it -> it.state().equals(SILENT) ? 1 : 0);
        gauge(waiting, list, SourceItem::waiting);
        gauge(
                age,
                list,
                it ->
                        it.lastEventAt() == null
                                ? Double.NaN
                                : Duration.between(it.lastEventAt(), now).toSeconds());
        Set<String> silentNow =
                list.items().stream()
                        .filter(it -> it.state().equals(SILENT))
                        .map(SourceItem::source)
                        .collect(Collectors.toCollection(TreeSet::new));
        silentNow.stream()
                .filter(it -> !silentBefore.contains(it))
                .forEach(it ->
                        LOGGER.atWarn()
                                .addKeyValue("source", it)
                                .log(
                                        "a source is silent against its own rhythm; what it"
                                                + " reports is frozen at its last day"));
        silentBefore.stream()
                .filter(it -> !silentNow.contains(it))
                .forEach(it ->
                        LOGGER.atInfo()
                                .addKeyValue("source", it)
                                .log("a source is not silent any more"));
        silentBefore = silentNow;
    }

    private static void gauge(
            MultiGauge gauge, SourceList list, ToDoubleFunction<SourceItem> value) {
        gauge.register(
                list.items().stream()
                        .map(it ->
                                MultiGauge.Row.of(
                                        Tags.of("source", it.source()), value.applyAsDouble(it)))
                        .collect(Collectors.toList()),
                true);
    }
}
