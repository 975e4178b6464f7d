package io.keepwell.runtime.trace;

import io.keepwell.model.message.TraceParent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Begins spans where somebody follows what happens. */
public interface Tracing extends AutoCloseable {

    /** Nobody follows anything, and nothing of OpenTelemetry is loaded. */
    Tracing OFF =
            new Tracing() {
                @Override
                public boolean isOn() {
                    return false;
                }

                @Override
                public Optional<OpenSpan> begin(Step step, @Nullable TraceParent parent) {
                    return Optional.empty();
                }

                @Override
                public void close() {}
            };

    /**
     * What a span is of.
     *
     * @param name what is done, in a word
     * @param kind what it answers to
     * @param at when it began
     */
    record Step(String name, Kind kind, Instant at) {}

    /** What a step answers to. */
    enum Kind {
        /** A request, whose sender waits. */
        REQUEST,
        /** A message. */
        MESSAGE
    }

    /**
     * Whether anybody may follow anything; what is only done for them need not be done otherwise.
     *
     * @return whether a collector is named
     */
    boolean isOn();

    /**
     * Begins a span.
     *
     * @param step what is done
     * @param parent what has caused it; where nothing has, a new trace may begin
     * @return empty when nobody follows this one
     */
    Optional<OpenSpan> begin(Step step, @Nullable TraceParent parent);

    /** Sends what has ended and was not sent yet, and sends no more. */
    @Override
    void close();

    /**
     * As the standard settings of OpenTelemetry ({@code OTEL_*}) say; off unless they name the
     * address of a collector.
     *
     * @param config the settings
     * @param service the service's name, unless they give another
     * @param clock tells when spans end
     * @return until it is closed
     * @throws IllegalArgumentException when a setting is wrong; the text names it
     */
    static Tracing of(Config config, String service, InstantSource clock) {
        boolean isNamed =
                Stream.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint")
                        .anyMatch(it -> config.getOptionalValue(it, String.class).isPresent());
        boolean isDisabled =
                config.getOptionalValue("otel.sdk.disabled", Boolean.class).orElse(false);
        return isNamed && !isDisabled ? SdkTracing.of(config, service, clock) : OFF;
    }
}
