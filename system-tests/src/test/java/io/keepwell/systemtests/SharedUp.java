package io.keepwell.systemtests;

import io.keepwell.runtime.testing.TestCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one deployment to the tests that leave it running, and the collector of its traces: a
 * start takes longer than most of them. It is started for the first of them and stopped after the
 * last test of all. It follows whom its senders follow, and begins no traces.
 */
public final class SharedUp implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedUp.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalUp.class || type == TestCollector.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        // First, so that it is closed last.
        TestCollector collector =
                store.computeIfAbsent(
                        TestCollector.class, _ -> new TestCollector(), TestCollector.class);
        return parameter.getParameter().getType() == TestCollector.class
                ? collector
                : store.computeIfAbsent(LocalUp.class, _ -> start(collector), LocalUp.class);
    }

    private static LocalUp start(TestCollector collector) {
        try {
            return LocalUp.start(
                    Files.createTempDirectory("keepwell-up"),
                    Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            collector.endpoint(),
                            "OTEL_TRACES_SAMPLER_ARG",
                            "0",
                            "OTEL_BSP_SCHEDULE_DELAY",
                            "200"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
