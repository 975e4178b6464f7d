package io.keepwell.ingest.domain.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the HTTP binding of CloudEvents 1.0.2, section 3.1.3.2, and more. */
class HeaderTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|plain",
                "Euro%20%E2%82%AC%20%F0%9F%98%80|Euro € 😀",
                "%e2%82%ac|€",
                "%2541|%41",
                "100%|100%",
                "%4|%4",
                "%zz|%zz",
                "\"in quotes\"|in quotes",
                "\"a\\\"b\\\\c\"|a\"b\\c",
                "\"|\"",
                "\"%22\"|\"",
            })
    void shouldDecodeOnce(String value, String text) {
        assertThat(HeaderText.decode(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C0%A0", "%ED%A0%80", "%FF", "%E2%82", "€"})
    void shouldNotTakeWhatIsNoUtf8(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderText.decode(value))
                .withMessageContaining("percent-encoded");
    }
}
