package io.keepwell.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.InvalidProtocolBufferException;
import io.keepwell.model.AccountId;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.testing.TestCollector;
import io.keepwell.runtime.testing.TestTraces;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final Instant BEGAN = Instant.parse("2026-11-03T09:15:30.125Z");
    private static final Instant ENDED = BEGAN.plus(Duration.ofMillis(40));
    private static final Tracing.Step STEP = new Tracing.Step("fold", Tracing.Kind.MESSAGE, BEGAN);

    private final TestCollector collector = new TestCollector();

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void shouldFollowNothingUnlessACollectorIsNamed() {
        assertThat(tracing(Map.of("otel.traces.sampler", "always_on"))).isSameAs(Tracing.OFF);
        assertThat(tracing(with("otel.sdk.disabled", "true"))).isSameAs(Tracing.OFF);
        assertThat(Tracing.OFF.isOn()).isFalse();
        assertThat(Tracing.OFF.begin(STEP, TestTraces.sampled())).isEmpty();
    }

    @Test
    void shouldSendWhatHasEndedWithItsParentItsTimesAndItsIds() throws Exception {
        // Given
        TraceParent sender = TestTraces.sampled();
        TraceParent told;

        // When
        try (Tracing tracing = tracing(collector.settings())) {
            OpenSpan span = tracing.begin(STEP, sender).orElseThrow();
            told = span.traceParent();
            span.with("keepwell.account.id", "acme").with("messaging.kafka.offset", 7).end();
        }

        // Then
        ResourceSpans sent = sent().getFirst();
        assertThat(attributes(sent.getResource().getAttributesList()))
                .containsEntry("service.name", "keepwell-test");
        Span span = sent.getScopeSpans(0).getSpans(0);
        assertThat(span.getName()).isEqualTo("fold");
        assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
        assertThat(hex(span.getTraceId().toByteArray()))
                .isEqualTo(sender.traceId())
                .isEqualTo(told.traceId());
        assertThat(hex(span.getParentSpanId().toByteArray())).isEqualTo(sender.spanId());
        assertThat(hex(span.getSpanId().toByteArray())).isEqualTo(told.spanId());
        assertThat(told.isSampled()).isTrue();
        assertThat(span.getStartTimeUnixNano()).isEqualTo(nanos(BEGAN));
        assertThat(span.getEndTimeUnixNano()).isEqualTo(nanos(ENDED));
        assertThat(attributes(span.getAttributesList()))
                .containsEntry("keepwell.account.id", "acme")
                .containsEntry("messaging.kafka.offset", "7");
    }

    @Test
    void shouldFollowWhatItsSenderFollowsAndNothingThatItDoesNot() {
        try (Tracing tracing = tracing(with("otel.traces.sampler.arg", "1"))) {
            assertThat(tracing.begin(STEP, TestTraces.sampled())).isPresent();
            assertThat(tracing.begin(STEP, TestTraces.unsampled())).isEmpty();
        }
    }

    @Test
    void shouldBeginFewTracesByItselfUnlessToldOtherwise() {
        try (Tracing few = tracing(Map.of("otel.exporter.otlp.endpoint", collector.endpoint()));
                Tracing none = tracing(with("otel.traces.sampler.arg", "0"));
                Tracing all = tracing(with("otel.traces.sampler.arg", "1"))) {
            assertThat(begun(few)).isBetween(20L, 200L);
            assertThat(begun(none)).isZero();
            assertThat(begun(all)).isEqualTo(10_000);
        }
    }

    @Test
    void shouldNameASettingThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracing(with("otel.traces.sampler", "sometimes")))
                .withMessageContaining("OTEL_")
                .withMessageContaining("sometimes");
    }

    @Test
    void shouldMakeOneSpanOfAllThatAStepCausesInAnAccountAndEndItWithTheTransaction()
            throws Exception {
        // Given
        var acme = new AccountId("acme");
        TraceParent cause = TestTraces.sampled();
        Optional<TraceParent> first;
        Optional<TraceParent> second;

        // When
        try (Tracing tracing = tracing(collector.settings())) {
            var reactions = new Reactions(tracing, "alert");
            first =
                    reactions
                            .follow(acme, cause, BEGAN)
                            .map(it -> it.with("ids", "1").traceParent());
            second =
                    reactions
                            .follow(acme, cause, BEGAN)
                            .map(it -> it.with("ids", "2").traceParent());
            assertThat(reactions.follow(acme, null, BEGAN)).isEmpty();
            assertThat(reactions.follow(acme, TestTraces.unsampled(), BEGAN)).isEmpty();
            reactions.committed();
            var failed = new Reactions(tracing, "alert");
            assertThat(failed.follow(acme, cause, BEGAN)).isPresent();
            failed.failed();
        }

        // Then
        assertThat(first).isPresent().isEqualTo(second);
        List<Span> spans =
                sent().stream()
                        .flatMap(it -> it.getScopeSpansList().stream())
                        .flatMap(it -> it.getSpansList().stream())
                        .toList();
        assertThat(spans)
                .extracting(it -> it.getStatus().getCode())
                .containsExactly(
                        Status.StatusCode.STATUS_CODE_UNSET, Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(attributes(spans.getFirst().getAttributesList()))
                .containsEntry("ids", "1,2")
                .containsEntry("keepwell.account.id", "acme");
        assertThat(attributes(spans.getLast().getAttributesList())).doesNotContainKey("ids");
    }

    private long begun(Tracing tracing) {
        return IntStream.range(0, 10_000)
                .filter(_ -> tracing.begin(STEP, null).isPresent())
                .count();
    }

    private Map<String, String> with(String name, String value) {
        return Map.of("otel.exporter.otlp.endpoint", collector.endpoint(), name, value);
    }

    private static Tracing tracing(Map<String, String> settings) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withSources(
                                new PropertiesConfigSource(new HashMap<>(settings), "test", 500))
                        .build();
        return Tracing.of(config, "keepwell-test", InstantSource.fixed(ENDED));
    }

    private List<ResourceSpans> sent() throws InvalidProtocolBufferException {
        var sent = new java.util.ArrayList<ResourceSpans>();
        for (byte[] request : collector.requests()) {
            sent.addAll(ExportTraceServiceRequest.parseFrom(request).getResourceSpansList());
        }
        return sent;
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        var texts = new HashMap<String, String>();
        for (KeyValue it : attributes) {
            var value = it.getValue();
            texts.put(
                    it.getKey(),
                    switch (value.getValueCase()) {
                        case INT_VALUE -> "" + value.getIntValue();
                        case ARRAY_VALUE ->
                                String.join(
                                        ",",
                                        value.getArrayValue().getValuesList().stream()
                                                .map(one -> one.getStringValue())
                                                .toList());
                        default -> value.getStringValue();
                    });
        }
        return texts;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000 + at.getNano();
    }
}
