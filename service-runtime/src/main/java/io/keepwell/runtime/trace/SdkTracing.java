package io.keepwell.runtime.trace;

import io.keepwell.model.message.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Spans of OpenTelemetry's own SDK, set up by its own settings. */
final class SdkTracing implements Tracing {

    private static final String SETTINGS = "otel.";

    /**
     * What holds where nothing else is said: one new trace in a hundred, and every one that its
     * sender records.
     */
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "otel.exporter.otlp.protocol",
                    "http/protobuf",
                    "otel.traces.sampler",
                    "parentbased_traceidratio",
                    "otel.traces.sampler.arg",
                    "0.01",
                    // Metrics are on /q/metrics, and logs in the log.
                    "otel.metrics.exporter",
                    "none",
                    "otel.logs.exporter",
                    "none");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final InstantSource clock;

    private SdkTracing(OpenTelemetrySdk sdk, InstantSource clock) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("io.keepwell");
        this.clock = clock;
    }

    static SdkTracing of(Config config, String service, InstantSource clock) {
        try {
            return new SdkTracing(
                    AutoConfiguredOpenTelemetrySdk.builder()
                            .addPropertiesSupplier(() -> settings(config, service))
                            .disableShutdownHook()
                            .build()
                            .getOpenTelemetrySdk(),
                    clock);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException("tracing (OTEL_*): " + e.getMessage(), e);
        }
    }

    /** The SDK reads the environment and system properties by itself; these stand behind them. */
    private static Map<String, String> settings(Config config, String service) {
        var settings = new HashMap<>(DEFAULTS);
        settings.put("otel.service.name", service);
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(SETTINGS)) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> settings.put(name, value));
            }
        }
        return settings;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Optional<OpenSpan> begin(Step step, @Nullable TraceParent parent) {
        SpanBuilder builder =
                tracer.spanBuilder(step.name())
                        .setSpanKind(
                                switch (step.kind()) {
                                    case REQUEST -> SpanKind.SERVER;
                                    case MESSAGE -> SpanKind.CONSUMER;
                                })
                        .setStartTimestamp(step.at())
                        .setParent(parent == null ? Context.root() : context(parent));
        Span span = builder.startSpan();
        return span.getSpanContext().isSampled()
                ? Optional.of(new OpenSpan(span, clock))
                : Optional.empty();
    }

    @Override
    public void close() {
        sdk.close();
    }

    private static Context context(TraceParent parent) {
        return Context.root().with(Span.wrap(spanContext(parent)));
    }

    static SpanContext spanContext(TraceParent it) {
        return SpanContext.createFromRemoteParent(
                it.traceId(),
                it.spanId(),
                it.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
