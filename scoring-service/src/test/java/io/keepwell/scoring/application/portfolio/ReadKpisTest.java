package io.keepwell.scoring.application.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.policy.portfolio.KpiFormula;
import io.keepwell.policy.portfolio.KpiSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days a KPI counts (requirements K1 to K17). */
class ReadKpisTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 12, 2025-11-23",
        // Months that end with one begin with one: no day of it is left out, and none before it is
        // in.
        "2026-06-30, 1, 2026-05-31",
        "2025-02-28, 12, 2024-02-29",
        "2024-02-29, 12, 2023-02-28",
        "2024-02-28, 12, 2023-02-28"
    })
    void shouldCountWholeMonths(LocalDate at, int months, LocalDate since) {
        assertThat(ReadKpis.since(kpi(KpiFormula.GRR, months), at)).isEqualTo(since);
    }

    private static KpiSpec kpi(KpiFormula formula, int months) {
        return new KpiSpec(
                "kpi",
                "KPI",
                formula,
                new KpiSpec.Settings(
                        Set.of(), KpiSpec.By.ACCOUNTS, months, 1, 1, KpiSpec.Aggregate.MEAN, 1),
                null,
                List.of());
    }
}
