package io.keepwell.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.model.message.MessageTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code asyncapi.yaml} says of topics and messages what the code does. */
class AsyncApiTest {

    private static final JsonNode ASYNC_API = ContractFiles.asyncApi();

    @Test
    void shouldDescribeEveryTopicAndNoOther() {
        assertThat(
                        StreamSupport.stream(ASYNC_API.get("channels").spliterator(), false)
                                .map(channel -> channel.get("address").asText()))
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void shouldDescribeHowATopicIsCreated(Topic topic) {
        // Given
        JsonNode kafka = channel(topic).at("/bindings/kafka");

        // When
        var settings = new TreeMap<String, String>();
        kafka.get("topicConfiguration")
                .properties()
                .forEach(setting ->
                        settings.put(
                                setting.getKey(),
                                setting.getValue().isArray()
                                        ? setting.getValue().get(0).asText()
                                        : setting.getValue().asText()));

        // Then
        assertThat(kafka.get("topic").asText()).isEqualTo(topic.topicName());
        assertThat(kafka.get("partitions").asInt())
                .isEqualTo(topic.partitions(Topic.PARTITIONS_DEFAULT));
        assertThat(settings).isEqualTo(topic.settings());
    }

    @ParameterizedTest
    @EnumSource(value = Topic.class, mode = EnumSource.Mode.EXCLUDE, names = "INBOUND_EVENTS")
    void shouldDescribeEveryMessageOfATopicWithItsSchema(Topic topic) {
        // Given
        Map<String, String> schemas = new TreeMap<>();
        MessageTypes.ALL.stream()
                .filter(type -> type.topic() == topic)
                .forEach(type -> schemas.put(type.name(), "schemas/" + type.schema()));

        // When
        Map<String, String> described = new TreeMap<>();
        channel(topic)
                .get("messages")
                .forEach(reference -> {
                    JsonNode message = resolve(reference.get("$ref").asText());
                    described.put(
                            message.get("name").asText(), message.at("/payload/$ref").asText());
                });

        // Then
        assertThat(described).isEqualTo(schemas);
    }

    @Test
    void shouldHaveAnOperationForEveryTopic() {
        List<String> channels =
                StreamSupport.stream(ASYNC_API.get("operations").spliterator(), false)
                        .map(operation -> operation.at("/channel/$ref").asText())
                        .map(reference -> resolve(reference).get("address").asText())
                        .toList();

        assertThat(channels)
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    private static JsonNode channel(Topic topic) {
        Optional<JsonNode> found =
                StreamSupport.stream(ASYNC_API.get("channels").spliterator(), false)
                        .filter(it -> it.get("address").asText().equals(topic.topicName()))
                        .findFirst();
        return found.orElseThrow();
    }

    private static JsonNode resolve(String reference) {
        return ASYNC_API.at(reference.substring(1));
    }
}
