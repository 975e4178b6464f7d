package io.keepwell.policy.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateFormatsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dd-MM-yyyy          | 03-11-2026                | 2026-11-02T23:00:00Z
                    dd-MM-yyyy HH:mm    | 03-11-2026 09:15          | 2026-11-03T08:15:00Z
                    d MMM yyyy          | 3 Nov 2026                | 2026-11-02T23:00:00Z
                    M/d/yy h:mm a       | 11/3/26 9:15 PM           | 2026-11-03T20:15:00Z
                    yyyy-MM-dd HH:mm:ss XXX | 2026-11-03 09:15:28 +00:00 | 2026-11-03T09:15:28Z
                    iso                 | 2026-11-03                | 2026-11-02T23:00:00Z
                    iso                 | 2026-11-03T09:15:28Z      | 2026-11-03T09:15:28Z
                    iso                 | 2026-11-03T09:15:28.250+02:00 | 2026-11-03T07:15:28.250Z
                    iso                 | 2026-11-03 09:15          | 2026-11-03T08:15:00Z
                    epoch-seconds       | 1793697328                | 2026-11-03T09:15:28Z
                    epoch-millis        | 1793697328250             | 2026-11-03T09:15:28.250Z
                    """)
    void shouldReadADateInTheZoneOfTheExport(String format, String text, Instant moment) {
        assertThat(DateFormats.of(BERLIN, List.of(format)).read(text)).contains(moment);
    }

    @ParameterizedTest
    @CsvSource({
        "dd-MM-yyyy, 31-02-2026",
        "dd-MM-yyyy, 2026-11-03",
        "dd-MM-yyyy, 03-11-2026 09:15",
        "iso, 03.11.2026",
        "epoch-seconds, 2026-11-03"
    })
    void shouldNotReadWhatIsNoDayOrWrittenInAnotherWay(String format, String text) {
        assertThat(DateFormats.of(BERLIN, List.of(format)).read(text)).isEmpty();
    }

    @Test
    void shouldTakeTheFirstFormatThatFits() {
        var formats = DateFormats.of(BERLIN, List.of("dd/MM/yyyy", "MM/dd/yyyy"));

        assertThat(formats.read("03/11/2026")).contains(Instant.parse("2026-11-02T23:00:00Z"));
        assertThat(formats.read("11/30/2026")).contains(Instant.parse("2026-11-29T23:00:00Z"));
    }

    @Test
    void shouldMoveADateByDaysOfTheCalendarThoughOneOfThemHas25Hours() {
        var formats = DateFormats.of(BERLIN, List.of("yyyy-MM-dd"));

        Instant moved = formats.plusDays(formats.read("2026-10-24").orElseThrow(), 2);

        assertThat(formats.day(moved)).hasToString("2026-10-26");
        assertThat(moved).isEqualTo("2026-10-25T23:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"MM-yyyy", "HH:mm", "nonsense", "dd-MM"})
    void shouldRefuseAFormatThatNamesNoDay(String format) {
        assertThatThrownBy(() -> DateFormats.of(BERLIN, List.of(format)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
