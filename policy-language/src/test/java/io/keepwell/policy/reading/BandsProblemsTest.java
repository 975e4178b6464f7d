package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with bands and hysteresis, word for word. */
class BandsProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    status: yellow, from: 50 § status: green, from: 50 § 5:12: the band of 'green' is already at a.yaml:4. Remove one of the two, or give it another status.
                    status: yellow, from: 50 § status: yellow, from: 80 § 5:26: 'green' and 'yellow' both begin at 80. Let each band begin at another score; the score belongs to it.
                    status: yellow, from: 50 § status: yellow, from: 90 § 5:26: 'yellow' begins at 90, above 'green', which begins at 80. Let the better status begin at the higher score.
                    status: yellow, from: 50 § status: unknown, from: 50 § 5:12: 'unknown' is no band. Remove it: minCoverage says when a status is unknown.
                    status: yellow, from: 50 § status: yelow, from: 50 § 5:12: 'status' must be one of 'green', 'yellow', 'red', was 'yelow'. Did you mean 'yellow'?
                    status: yellow, from: 50 § status: amber, from: 50 § 5:12: 'status' must be one of 'green', 'yellow', 'red', was 'amber'. Write it as in 'status: green'.
                    status: yellow, from: 50 § from: 50 § 5:3: the band has no 'status'. Add a line such as 'status: green'.
                    status: yellow, from: 50 § status: yellow § 5:3: the band has no 'from'. Add a line such as 'from: 80'.
                    status: yellow, from: 50 § status: yellow, from: 100.1 § 5:26: 'from' must be from 0 to 100, was 100.1. Write it as in 'from: 80'.
                    status: red, from: 0 § status: red, from: 10 § 6:23: the lowest band begins at 10, so lower scores have no status. Let it begin at 0.
                    action: expand § action: Expand it § 4:37: 'Expand it' is no id. Write lower-case letters and digits, joined by single hyphens: 'action: expand'.
                    - {status: yellow, from: 50}\\n- {status: red, from: 0}\\n § - {status: yellow, from: 0}\\n § 6:13: hysteresis is between red and green, but the card has not both bands. Add the band that is missing, or remove hysteresis.
                    leaveRedAt: 53 § leaveRedAt: 49.9 § 7:26: 'leaveRedAt' must lie in the band above red, from 50 to below 80, was 49.9. Write 50, or a little more.
                    leaveRedAt: 53 § leaveRedAt: 80 § 7:26: 'leaveRedAt' must lie in the band above red, from 50 to below 80, was 80. Write 50, or a little more.
                    leaveRedAt: 53 § leaveRedAt: 101 § 7:26: 'leaveRedAt' must be from 0 to 100, was 101. Write it as in 'leaveRedAt: 53'.
                    leaveGreenBelow: 78 § leaveGreenBelow: 80.1 § 7:47: 'leaveGreenBelow' must be at most 80, where green begins, was 80.1. Write 80, or a little less.
                    leaveGreenBelow: 78, § `` § 7:13: the hysteresis has no 'leaveGreenBelow'. Add a line such as 'leaveGreenBelow: 78'.
                    dwell: 24h § dwell: 24 § 7:58: 'dwell' must be minutes, hours or days, at most 365d, was '24'. Write 30m, 24h or 7d, for example.
                    dwell: 24h § dwell: 1d 3h § 7:58: 'dwell' must be minutes, hours or days, at most 365d, was '1d 3h'. Write 30m, 24h or 7d, for example.
                    dwell: 24h § dwell: 366d § 7:58: 'dwell' must be minutes, hours or days, at most 365d, was '366d'. Write 30m, 24h or 7d, for example.
                    dwell: 24h § dwell: [24h] § 7:58: 'dwell' must be minutes, hours or days, at most 365d, this is a list. Write 30m, 24h or 7d, for example.
                    dwell: 24h § dwell: -1h § 7:58: 'dwell' must be minutes, hours or days, at most 365d, was '-1h'. Write 30m, 24h or 7d, for example.
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(Texts.CARD, part, instead);
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).containsExactly("a.yaml:" + problem);
    }
}
