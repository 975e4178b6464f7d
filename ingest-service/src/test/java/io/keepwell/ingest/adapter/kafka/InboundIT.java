package io.keepwell.ingest.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import io.keepwell.ingest.IngestInfra;
import io.keepwell.ingest.Sender;
import io.keepwell.ingest.TopicReader;
import io.keepwell.model.Topic;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.RejectionCode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who writes to Kafka themselves are held to the same rules as who sends over HTTP. */
@QuarkusTest
@WithTestResource(IngestInfra.class)
class InboundIT {

    private static final String INBOUND = Topic.INBOUND_EVENTS.topicName();

    /** The official library, which is given the topic and nothing else. */
    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldTakeCloudEventsInBothContentModes(Encoding encoding) {
        String id = "inbound-" + encoding;
        CloudEvent event =
                CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/lake"))
                        .withType("com.acme.usage.feature-used.v1")
                        .withSubject("acmé 100%25")
                        .withTime(OffsetDateTime.parse("2026-11-03T09:15:28Z"))
                        .withData("application/json", "{\"feature\":\"export\"}".getBytes(UTF_8))
                        .build();
        var serializer = new CloudEventSerializer();
        serializer.configure(
                Map.of(
                        CloudEventSerializer.ENCODING_CONFIG,
                        encoding,
                        CloudEventSerializer.EVENT_FORMAT_CONFIG,
                        JsonFormat.CONTENT_TYPE),
                false);

        write(new ProducerRecord<>(INBOUND, event), serializer);

        CustomerEventV1 taken = awaited("/lake#" + id);
        assertThat(taken.source().value()).isEqualTo("lake");
        assertThat(taken.accountId().value()).as("not percent-decoded").isEqualTo("acmé 100%25");
        assertThat(taken.type().value()).isEqualTo("usage.feature-used");
        assertThat(taken.occurredAt()).isEqualTo("2026-11-03T09:15:28Z");
        assertThat(taken.attributes().values())
                .containsEntry("feature", new AttributeValue.Text("export"));
    }

    @Test
    void shouldTakeEventsAsTheyAreSentOverHttpUnderAnyKey() {
        write("any", "[" + Sender.event("inbound-1") + "," + Sender.event("inbound-2") + "]");

        assertThat(awaited("inbound-1").accountId().value()).isEqualTo("acme-1");
        awaited("inbound-2");
    }

    @Test
    void shouldKeepWhatIsWrongWithItsReasonAndGoOn() {
        write(null, "{\"id\":\"inbound-bad\",\"canary\":\"inbound-canary\"}");
        write(null, "no JSON: inbound-canary");
        write(
                null,
                "<xml>inbound-canary</xml>",
                new RecordHeader("content-type", "text/xml".getBytes(UTF_8)));
        write(
                null,
                "inbound-canary",
                new RecordHeader("content-type", "application/cloudevents+avro".getBytes(UTF_8)));
        write(null, Sender.event("inbound-after"));

        awaited("inbound-after");
        await().untilAsserted(() ->
                assertThat(
                                TopicReader.rejected(it ->
                                        it.body() != null && it.body().contains("inbound-canary")))
                        .hasSize(4)
                        .allSatisfy(it -> assertThat(it.source().value()).isEqualTo("lake"))
                        .extracting(RejectedEventV1::code)
                        .containsOnly(RejectionCode.MISSING_FIELD, RejectionCode.MALFORMED));
    }

    @Test
    void shouldTakeEveryOneOfManyOnce() {
        int count = 3_000;
        List<String> ids = IntStream.range(0, count).mapToObj(n -> "inbound-many-" + n).toList();
        try (var producer = producer(new ByteArraySerializer())) {
            for (String id : ids) {
                var _ =
                        producer.send(
                                new ProducerRecord<>(
                                        INBOUND, id, Sender.event(id).getBytes(UTF_8)));
            }
        }

        await().untilAsserted(() ->
                assertThat(TopicReader.events(it -> it.id().startsWith("inbound-many-")))
                        .extracting(CustomerEventV1::id)
                        .containsExactlyInAnyOrderElementsOf(ids));
    }

    private static void write(@Nullable String key, String value, Header... headers) {
        write(
                new ProducerRecord<>(
                        INBOUND,
                        null,
                        key,
                        value.getBytes(UTF_8),
                        new ArrayList<>(Arrays.asList(headers))),
                new ByteArraySerializer());
    }

    private static <V> void write(ProducerRecord<String, V> written, Serializer<V> serializer) {
        try (var producer = producer(serializer)) {
            var _ = producer.send(written);
        }
    }

    private static <V> KafkaProducer<String, V> producer(Serializer<V> serializer) {
        String servers =
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), serializer);
    }

    private static CustomerEventV1 awaited(String id) {
        await().until(() -> !TopicReader.events(it -> it.id().equals(id)).isEmpty());
        return TopicReader.events(it -> it.id().equals(id)).getFirst();
    }
}
