package io.keepwell.ingest.adapter.source;

import io.keepwell.ingest.IngestConfig;
import io.keepwell.ingest.domain.source.CurrentSources;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.ingest.domain.source.Sources;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.runtime.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the sources at the start, where a problem stops it, and again every few seconds, where a
 * problem leaves those in force that were. It looks at what the files hold and not at their times,
 * because a mounted volume is changed by putting another link in place.
 */
@Singleton
class SourceWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(SourceWatch.class);

    private final Optional<SourceFiles> files;
    private final long everyMillis;
    private final CurrentSources current;
    private final ScheduledExecutorService reader =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sources").factory());
    private volatile SourceFiles.@Nullable Reading last;
    private volatile List<PolicyProblem> told = List.of();

    SourceWatch(IngestConfig config) {
        this.files = config.sources().map(SourceFiles::new);
        this.everyMillis = config.readSourcesEvery().toMillis();
        this.current = new CurrentSources(Settings.checked(this::first));
    }

    @Produces
    @Singleton
    CurrentSources current() {
        return current;
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("keepwell.ingest.sources", current, it -> it.now().all().size())
                .description("Sources that may send")
                .register(meters);
        Gauge.builder("keepwell.ingest.sources.problems", this, it -> it.told.size())
                .description("What is wrong with the files of the sources; those before are used")
                .register(meters);
        if (files.isEmpty()) {
            LOGGER.atWarn()
                    .log(
                            "no source is configured, so every sender is answered with 401; set"
                                    + " ingest.sources to a directory with documents of kind"
                                    + " Source");
            return;
        }
        var _ =
                reader.scheduleWithFixedDelay(
                        this::again, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        reader.shutdownNow();
    }

    private Sources first() {
        if (files.isEmpty()) {
            return Sources.NONE;
        }
        SourceFiles.Reading reading = files.get().read(null);
        last = reading;
        Sources sources = reading.sources();
        if (sources == null) {
            throw new IllegalArgumentException("ingest.sources: " + inWords(reading.problems()));
        }
        return sources;
    }

    private void again() {
        try {
            take(last, files.orElseThrow().read(last));
        } catch (RuntimeException e) {
            // A reading that fails must not end the watch.
            LOGGER.atError().setCause(e).log("the sources could not be read again");
        }
    }

    /**
     * What was read twice in a row is not in the middle of being written any more: half a file may
     * be in order, and would shut out the sources of the other half.
     */
    private void take(SourceFiles.@Nullable Reading before, SourceFiles.Reading reading) {
        last = reading;
        if (before == null || !isSame(before, reading)) {
            return;
        }
        Sources sources = reading.sources();
        if (sources == null) {
            if (!reading.problems().equals(told)) {
                LOGGER.atError()
                        .log("the sources stay as they were: {}", inWords(reading.problems()));
            }
        } else if (!sources.all().equals(current.now().all())) {
            current.replace(sources);
            LOGGER.atInfo().log("the sources are now {}", sources.names());
        } else if (!told.isEmpty()) {
            LOGGER.atInfo().log("the files of the sources are in order again");
        }
        told = reading.problems();
    }

    private static boolean isSame(SourceFiles.Reading one, SourceFiles.Reading other) {
        return one.problems().equals(other.problems()) && Objects.equals(allOf(one), allOf(other));
    }

    private static @Nullable List<Source> allOf(SourceFiles.Reading reading) {
        Sources sources = reading.sources();
        return sources == null ? null : sources.all();
    }

    private static String inWords(List<PolicyProblem> problems) {
        return problems.stream()
                .map(PolicyProblem::toString)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
