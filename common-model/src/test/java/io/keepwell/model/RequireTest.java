package io.keepwell.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequireTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme-1", "001D000000IRFmaIAH", "Kunde 7", "客户-1", "😀"})
    void shouldTakeAnyPrintableId(String id) {
        assertThatNoException().isThrownBy(() -> new AccountId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " acme", "acme ", "ac\nme\u0000", "\ud83d", "\ude00\ud83d"})
    void shouldRefuseAnIdThatPeopleOrDatabasesCouldNotKeep(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(id))
                .withMessageStartingWith("accountId must");
    }

    @Test
    void shouldTellHowLongAnIdMayBe() {
        assertThatNoException().isThrownBy(() -> new AccountId("a".repeat(200)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId("a".repeat(201)))
                .withMessage("accountId must be at most 200 characters long, had 201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage.feature-used", "a.b", "acme.custom.thing2", "usage.2fa-enabled"})
    void shouldTakeAnyDottedType(String type) {
        assertThat(new EventType(type)).hasToString(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "usage",
                "Usage.Login",
                "usage.",
                ".usage",
                "usage..login",
                "a.-b",
                "a b"
            })
    void shouldSayWhatATypeLooksLike(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventType(type))
                .withMessageContaining("such as 'usage.feature-used'");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "100, 100",
        "1E+2, 100",
        "0.000, 0",
        "-0.0, 0",
        "0.30000000000000004, 0.3",
        "0.0000005, 0.000001",
        "-0.0000005, -0.000001",
        "0.00000049, 0",
        "0.00000009, 0",
        "9E-8, 0",
        "1E-999999999, 0",
        "0E+999999999, 0",
        "79.9999995, 80",
        "79.9999994, 79.999999",
        "1000000000000, 1000000000000",
        "-1000000000000.000, -1000000000000"
    })
    void shouldGiveANumberOneSpelling(BigDecimal number, String spelling) {
        BigDecimal decimal = Require.decimal("value", number);

        assertThat(decimal.toPlainString()).isEqualTo(spelling);
        assertThat(decimal.scale()).isBetween(0, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000.0000001", "-1E13", "1E+999999999", "1E308"})
    void shouldRefuseANumberThatIsTooLargeToSum(BigDecimal number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.decimal("value", number))
                .withMessageStartingWith("value must lie between -1000000000000 and 1000000000000");
    }

    @Test
    void shouldGiveTheSameSpellingTwice() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 10_000; run++) {
            // Given
            BigDecimal number =
                    BigDecimal.valueOf(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L))
                            .movePointLeft(random.nextInt(12));

            // When
            BigDecimal once = Require.decimal("value", number);

            // Then
            assertThat(Require.decimal("value", once))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(once);
            assertThat(once.subtract(number).abs())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isLessThanOrEqualTo(new BigDecimal("0.0000005"));
        }
    }

    @Test
    void shouldCutATimeToTheMillisecond() {
        assertThat(Require.time("occurredAt", Instant.parse("2026-11-03T09:15:30.123999999Z")))
                .isEqualTo(Instant.parse("2026-11-03T09:15:30.123Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void shouldRefuseATimeThatNoCalendarKeeps(String time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.time("occurredAt", Instant.parse(time)))
                .withMessageStartingWith("occurredAt must lie between 1970 and 9999");
    }
}
