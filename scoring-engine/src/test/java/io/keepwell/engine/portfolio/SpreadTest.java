package io.keepwell.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void shouldTellMeanAndMedianWhateverTheOrder() {
        // (10 + 2 + 3) / 3 = 5; the middle of 2, 3, 10
        assertThat(Spread.of(numbers("10", "2", "3")))
                .isEqualTo(new Spread(new BigDecimal("5.0000"), new BigDecimal("3.0000")));
        // (1 + 2 + 4 + 9.5) / 4 = 4.125; between 2 and 4
        assertThat(Spread.of(numbers("9.5", "1", "4", "2")))
                .isEqualTo(new Spread(new BigDecimal("4.1250"), new BigDecimal("3.0000")));
    }

    @Test
    void shouldSayNothingOfNothing() {
        assertThat(Spread.of(List.of())).isNull();
    }

    private static List<BigDecimal> numbers(String... numbers) {
        return Stream.of(numbers).map(BigDecimal::new).toList();
    }
}
