package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.keepwell.model.Topic;
import io.keepwell.runtime.testing.TestCollector;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace leads from a request to the tasks that came of it, through all services. */
@ExtendWith(SharedUp.class)
class TraceST {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TRACEPARENT = "traceparent";
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.CUSTOMER_EVENTS,
                    Topic.HEALTH_CHANGES,
                    Topic.ACCOUNTS,
                    Topic.ALERTS,
                    Topic.TASKS);

    private final LocalUp up;
    private final TestCollector collector;

    TraceST(LocalUp up, TestCollector collector) {
        this.up = up;
        this.collector = collector;
    }

    /** A span as the collector has it; ids in hex. */
    private record Seen(
            String service,
            String name,
            String traceId,
            String id,
            String parent,
            Set<String> says) {}

    @Test
    void shouldLinkARequestToTheAlertsAndTasksThatItCausesByOneTrace() throws Exception {
        // Given
        String trace = UUID.randomUUID().toString().replace("-", "");
        String sender = trace.substring(16);

        // When
        HttpResponse<String> answer =
                up.send(
                        Northwind.inTrouble("traced", "Dana Li", "east"),
                        "00-%s-%s-01".formatted(trace, sender));
        await().atMost(PATIENCE)
                .until(() -> names(trace).containsAll(Set.of("receive", "fold", "alert", "task")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        List<Seen> seen = seen(trace);
        Seen receive = only(seen, "keepwell-ingest", "receive");
        assertThat(receive.parent()).isEqualTo(sender);
        List<Seen> folds = all(seen, "keepwell-scoring", "fold");
        assertThat(folds)
                .hasSize(Northwind.inTrouble("traced", "Dana Li", "east").size())
                .allSatisfy(fold -> {
                    assertThat(fold.parent()).isEqualTo(receive.id());
                    assertThat(fold.says())
                            .contains("keepwell.account.id=traced", "keepwell.outcome=folded");
                });
        Set<String> foldIds = ids(folds);
        List<Seen> reactions =
                Stream.concat(
                                all(seen, "keepwell-alerting", "alert").stream(),
                                all(seen, "keepwell-playbook", "task").stream())
                        .toList();
        assertThat(reactions)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(it -> assertThat(foldIds).contains(it.parent()));
        assertThat(said(Topic.CUSTOMER_EVENTS, "traced")).containsOnly(parent(receive));
        assertThat(said(Topic.HEALTH_CHANGES, "traced")).isSubsetOf(parents(folds));
        assertThat(said(Topic.ALERTS, "traced")).isSubsetOf(parents(reactions)).doesNotContain("");
        assertThat(said(Topic.TASKS, "traced")).isSubsetOf(parents(reactions)).doesNotContain("");
        assertThat(collector.requests())
                .as("nothing of a person is told")
                .noneMatch(it -> new String(it, StandardCharsets.ISO_8859_1).contains("Dana"));
    }

    @Test
    void shouldSayNothingOfTracesWhereNobodyFollows() throws Exception {
        // Given
        String lead = up.token("--role", "lead", "--accounts", "all");

        // When
        var _ = up.send(Northwind.inTrouble("untraced", "Dana Li", "east"));
        await().atMost(PATIENCE)
                .until(() ->
                        !up.items("playbook", "/v1/tasks?accountId=untraced", lead).isEmpty()
                                && !up.items("alerting", "/v1/alerts?accountId=untraced", lead)
                                        .isEmpty());

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(TOPICS)
                                .allSatisfy(
                                        it -> assertThat(said(it, "untraced")).containsOnly("")));
        assertThat(collector.requests())
                .noneMatch(it -> new String(it, StandardCharsets.ISO_8859_1).contains("untraced"));
    }

    private Set<String> names(String trace) throws InvalidProtocolBufferException {
        return seen(trace).stream().map(Seen::name).collect(Collectors.toSet());
    }

    private List<Seen> seen(String trace) throws InvalidProtocolBufferException {
        var seen = new ArrayList<Seen>();
        for (byte[] request : collector.requests()) {
            for (ResourceSpans from :
                    ExportTraceServiceRequest.parseFrom(request).getResourceSpansList()) {
                String service = "" + value(from.getResource().getAttributesList(), "service.name");
                from.getScopeSpansList().stream()
                        .flatMap(it -> it.getSpansList().stream())
                        .map(it ->
                                new Seen(
                                        service,
                                        it.getName(),
                                        hex(it.getTraceId()),
                                        hex(it.getSpanId()),
                                        hex(it.getParentSpanId()),
                                        words(it.getAttributesList())))
                        .filter(it -> it.traceId().equals(trace))
                        .forEach(seen::add);
            }
        }
        return seen;
    }

    /** What the records of a key say; nothing for those that say nothing. */
    private List<String> said(Topic topic, String key) {
        return Topics.records(up.of("kafka"), topic).stream()
                .filter(it -> key.equals(it.key()))
                .map(TraceST::said)
                .toList();
    }

    private static String said(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(TRACEPARENT);
        return header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    }

    private static Seen only(List<Seen> seen, String service, String name) {
        List<Seen> found = all(seen, service, name);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<Seen> all(List<Seen> seen, String service, String name) {
        List<Seen> found = seen.stream().filter(it -> it.name().equals(name)).toList();
        assertThat(found).isNotEmpty().allMatch(it -> it.service().equals(service));
        return found;
    }

    private static Set<String> ids(List<Seen> seen) {
        return seen.stream().map(Seen::id).collect(Collectors.toSet());
    }

    private static Set<String> parents(List<Seen> seen) {
        return seen.stream().map(TraceST::parent).collect(Collectors.toSet());
    }

    private static String parent(Seen span) {
        return "00-%s-%s-01".formatted(span.traceId(), span.id());
    }

    private static Set<String> words(List<KeyValue> attributes) {
        return attributes.stream()
                .map(it -> it.getKey() + "=" + it.getValue().getStringValue())
                .collect(Collectors.toSet());
    }

    private static String value(List<KeyValue> attributes, String name) {
        return attributes.stream()
                .filter(it -> it.getKey().equals(name))
                .map(KeyValue::getValue)
                .map(AnyValue::getStringValue)
                .findFirst()
                .orElseThrow();
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
