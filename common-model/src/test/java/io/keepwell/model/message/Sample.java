package io.keepwell.model.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.model.ContractFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** A recorded message: a Kafka record as an earlier release wrote it. Never edited. */
record Sample(String topic, String key, SequencedMap<String, String> headers, String value) {

    static Sample of(Path file) {
        JsonNode json = ContractFiles.json(file);
        var headers = new TreeMap<String, String>();
        json.get("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Sample(
                json.get("topic").asText(),
                json.get("key").asText(),
                headers,
                compact(json.get("value")));
    }

    static Sample of(ProducerRecord<String, byte[]> written) {
        var headers = new TreeMap<String, String>();
        written.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new Sample(
                written.topic(),
                written.key(),
                headers,
                new String(written.value(), StandardCharsets.UTF_8));
    }

    ConsumerRecord<String, byte[]> read() {
        var read =
                new ConsumerRecord<String, byte[]>(
                        topic, 0, 0, key, value.getBytes(StandardCharsets.UTF_8));
        addTo(read.headers(), headers);
        return read;
    }

    Sample withValue(String other) {
        return new Sample(topic, key, headers, other);
    }

    private static void addTo(Headers kafka, Map<String, String> headers) {
        headers.forEach((name, text) -> kafka.add(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String compact(JsonNode json) {
        try {
            return ContractJson.mapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
