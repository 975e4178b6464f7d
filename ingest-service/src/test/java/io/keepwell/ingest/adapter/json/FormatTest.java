package io.keepwell.ingest.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\"",
                "application/json ; charset=us-ascii; x=y"
            })
    void shouldKnowJson(String contentType) {
        assertThat(Format.announced(contentType)).contains(Format.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/x-ndjson; charset=utf-8"})
    void shouldKnowLines(String contentType) {
        assertThat(Format.announced(contentType)).contains(Format.NDJSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "text/json",
                "application/jsonx",
                "application/json; charset=utf-16",
                "application/json; charset",
                "application/json; charset=latin1; charset=utf-8"
            })
    void shouldNotKnowAnythingElse(String contentType) {
        assertThat(Format.announced(contentType)).isEmpty();
    }
}
