package io.keepwell.ingest.domain.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSpotUrlTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ' ',
            value = {
                "%3A :", "%2F /", "%3F ?", "%40 @", "%21 !", "%24 $", "%27 '", "%28 (", "%29 )",
                "%2A *", "%2C ,", "%3B ;", "%3a :", "%2f /"
            })
    void shouldDecodeWhatHubSpotLists(String encoded, String decoded) {
        assertThat(HubSpotUrl.decoded("https://a.b/?x=" + encoded + "y"))
                .isEqualTo("https://a.b/?x=" + decoded + "y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%20", "+", "%26", "%3D", "%25", "%23", "%22", "%C3%A4", "ä", "%", "%2", "%zz"
            })
    void shouldLeaveAllElseAsItIs(String text) {
        assertThat(HubSpotUrl.decoded("https://a.b/?x=" + text))
                .isEqualTo("https://a.b/?x=" + text);
    }

    @Test
    void shouldDecodeOnlyOnce() {
        assertThat(HubSpotUrl.decoded("%253A%2%3A")).isEqualTo("%253A%2:");
    }
}
