package io.keepwell.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SampleEventTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-03T09:15:28.417Z"));

    @Test
    void shouldBeWrittenByTheProducerAsItIsSentToTheService() throws IOException {
        // Given
        var values = new Values(CLOCK);
        values.next();

        // When
        ProducerRecord<String, byte[]> record = SampleEvent.record(values);

        // Then
        JsonNode written = new ObjectMapper().readTree(record.value());
        JsonNode sent = new ObjectMapper().readTree(filled());
        assertThat(sent.properties())
                .allSatisfy(field ->
                        assertThat(written.get(field.getKey()))
                                .as(field.getKey())
                                .hasToString(field.getValue().toString()));
        assertThat(record.key()).isEqualTo(sent.get("accountId").asText());
    }

    private static byte[] filled() {
        Template template = Template.single(SampleEvent.JSON);
        byte[] body = template.blank();
        template.fill(body, 0, new Values(CLOCK));
        return body;
    }
}
