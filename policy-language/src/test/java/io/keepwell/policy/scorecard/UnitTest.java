package io.keepwell.policy.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 3.000000, 3",
        "NUMBER, 3.456789, 3.46",
        "NUMBER, -0.004, 0",
        "NUMBER, 120.000000, 120",
        "SHARE, 0.41, 41 %",
        "SHARE, -0.4125, -41.3 %",
        "SHARE, 1, 100 %",
        "PERCENT, 92.04, 92 %",
        "DAYS, 30, 30 days",
        "HOURS, 4.25, 4.3 hours"
    })
    void shouldWriteNumbersForPeople(Unit unit, String number, String words) {
        assertThat(unit.words(new BigDecimal(number))).isEqualTo(words);
    }
}
