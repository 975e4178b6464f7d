package io.keepwell.ingest.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.event.Body;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"writeKey\":\"kw_1\",\"a\":1} | {\"writeKey\":\"****\",\"a\":1} | kw_1",
                "{\"writeKey\" : \"k\"} {\"writeKey\":\"l\"} | {\"writeKey\" : \"*\"}"
                        + " {\"writeKey\":\"*\"} | k",
                "{\"writeKey\":\"kw_ | {\"writeKey\":\"*** | kw_",
                "{\"writeKey\":7} | {\"writeKey\":7} | ``",
                "{\"writeKey\" | {\"writeKey\" | ``",
                "nothing | nothing | ``",
            })
    void shouldFindAndMaskKeys(String text, String masked, String first) {
        var body = new Body(text.getBytes(StandardCharsets.UTF_8));

        assertThat(new String(WrittenKeys.masked(body).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(masked);
        assertThat(WrittenKeys.first(body).orElse("")).isEqualTo(first);
    }
}
