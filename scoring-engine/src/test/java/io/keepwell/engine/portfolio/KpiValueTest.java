package io.keepwell.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.policy.portfolio.KpiFormula;
import io.keepwell.policy.portfolio.KpiSpec;
import io.keepwell.policy.portfolio.KpiSpec.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of what was counted; worked out by hand. */
class KpiValueTest {

    @ParameterizedTest(name = "{0}: {1} of {2} is {3}")
    @CsvSource({
        // shares in percent
        "STATUS_SHARE,             88,      100,   88",
        "GRR,                      2,       3,     66.6667",
        "NRR,                      590,     500,   118",
        "LOGO_RETENTION,           0,       7,     0",
        "EXPANSION_SHARE,          1,       6,     16.6667",
        "EXPANSION_RATE,           1,       8,     12.5",
        "NPS,                      -1,      4,     -25",
        "VALUE_REALISED_SHARE,     1,       1,     100",
        "QBR_SHARE,                1,       2,     50",
        "EXECUTIVE_CONTACTS_SHARE, 1,       3,     33.3333",
        "RENEWALS_ON_TIME,         19,      20,    95",
        // means
        "AVERAGE_HEALTH,           150.5,   2,     75.25",
        "HEALTH_DELTA,             -10,     3,     -3.3333",
        "CSAT_MEAN,                170,     2,     85",
        "CES_MEAN,                 5,       2,     2.5",
        "TIME_TO_VALUE,            91,      2,     45.5",
        // a sum, which is told where there is something to grow from
        "EXPANSION_ARR,            1800000, 99,    1800000"
    })
    void shouldMakeAShareAMeanOrASum(
            KpiFormula formula, BigDecimal numerator, BigDecimal denominator, BigDecimal value) {
        KpiValue told = told(kpi(formula, KpiSpec.Aggregate.MEAN, null), numerator, denominator);

        assertThat(told.value()).isEqualByComparingTo(value);
        assertThat(told.met()).as("nothing is aimed at").isNull();
        assertThat(told.unknownBecause()).isNull();
    }

    @Test
    void shouldTellAMedianAsItIsAndAShareOfThoseInTimeInPercent() {
        BigDecimal three = number("3");

        assertThat(
                        told(
                                        kpi(KpiFormula.TIME_TO_VALUE, KpiSpec.Aggregate.P50, null),
                                        number("29.5"),
                                        three)
                                .value())
                .isEqualByComparingTo("29.5");
        assertThat(
                        told(
                                        kpi(
                                                KpiFormula.TIME_TO_VALUE,
                                                KpiSpec.Aggregate.SHARE_WITHIN,
                                                null),
                                        number("2"),
                                        three)
                                .value())
                .isEqualByComparingTo("66.6667");
    }

    /** What is told is held against the target, not what was told before it was rounded. */
    @ParameterizedTest
    @CsvSource({
        "AT_LEAST, 96, 96, true",
        "ABOVE, 96, 96, false",
        "AT_LEAST, 96, 95.9999, false",
        "BELOW, 3, 3, false",
        "BELOW, 3, 2.9999, true"
    })
    void shouldBeHeldAgainstItsTarget(
            Target.Rule rule, BigDecimal target, BigDecimal percent, boolean met) {
        KpiSpec kpi = kpi(KpiFormula.GRR, KpiSpec.Aggregate.MEAN, new Target(rule, target));

        assertThat(told(kpi, percent, number("100")).met()).isEqualTo(met);
    }

    @Test
    void shouldSayWhyThereIsNothingToCount() {
        KpiValue told =
                told(
                        kpi(
                                KpiFormula.GRR,
                                KpiSpec.Aggregate.MEAN,
                                new Target(Target.Rule.AT_LEAST, number("96"))),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO);

        assertThat(told.value()).isNull();
        assertThat(told.met()).isNull();
        assertThat(told.unknownBecause()).isEqualTo("nothing was there");
    }

    @Test
    void shouldAverageByAccountAndByRevenue() {
        // H12: a large account weighs more by revenue, and one without revenue nothing.
        Tally large = tally("300", "90");
        Tally small = tally("100", "50");
        Tally free = tally("0", "10");

        Tally whole = large.plus(small).plus(free);

        assertThat(whole.averageScore()).isEqualByComparingTo("50");
        assertThat(whole.averageScoreByArr()).isEqualByComparingTo("80");
        assertThat(Tally.NONE.averageScore()).isNull();
        assertThat(free.averageScoreByArr()).isNull();
    }

    private static Tally tally(String arr, String score) {
        return new Tally(
                1,
                number(arr),
                0,
                1,
                number(score),
                number(arr),
                number(arr).multiply(number(score)));
    }

    private static KpiValue told(KpiSpec kpi, BigDecimal numerator, BigDecimal denominator) {
        return KpiValue.of(
                kpi, new KpiValue.Counted(numerator, denominator, 9), "nothing was there");
    }

    private static KpiSpec kpi(
            KpiFormula formula, KpiSpec.Aggregate aggregate, @Nullable Target target) {
        return new KpiSpec(
                "kpi",
                "KPI",
                formula,
                new KpiSpec.Settings(Set.of(), KpiSpec.By.ACCOUNTS, 12, 92, 3, aggregate, 30),
                target,
                List.of());
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
