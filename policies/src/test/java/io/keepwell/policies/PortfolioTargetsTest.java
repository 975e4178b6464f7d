package io.keepwell.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.WireName;
import io.keepwell.policy.Applied;
import io.keepwell.policy.portfolio.CapacityRule;
import io.keepwell.policy.portfolio.KpiFormula;
import io.keepwell.policy.portfolio.KpiSpec;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The targets of the owner's five documents, row by row (requirements K1 to K17, H12, H14, G4). */
class PortfolioTargetsTest {

    @ParameterizedTest(name = "{0}, seed-00{1}: {2} {3} {4}")
    @CsvSource({
        // row, seed, KPI, rule, value
        "K1,  0, green-share,      AT_LEAST, 88",
        "K1,  1, green-share,      AT_LEAST, 85",
        "K1,  2, green-share,      AT_LEAST, 80",
        "K2,  0, at-risk-share,    BELOW,    3",
        "K2,  1, at-risk-share,    BELOW,    5",
        "K3,  0, gross-retention,  AT_LEAST, 96",
        "K3,  1, gross-retention,  AT_LEAST, 94",
        "K3,  2, gross-retention,  ABOVE,    95",
        "K3,  3, gross-retention,  ABOVE,    95",
        "K3,  4, gross-retention,  ABOVE,    90",
        "K4,  0, logo-retention,   AT_LEAST, 92",
        "K4,  1, logo-retention,   AT_LEAST, 89",
        "K5,  1, net-retention,    AT_LEAST, 118",
        "K5,  2, net-retention,    ABOVE,    110",
        "K5,  3, net-retention,    ABOVE,    110",
        "K5,  4, net-retention,    ABOVE,    110",
        "K6,  0, expansion,        AT_LEAST, 1800000",
        "K6,  1, expansion,        AT_LEAST, 2800000",
        "K6,  3, expansion-share,  ABOVE,    20",
        "K6,  4, expansion-rate,   ABOVE,    15",
        "K8,  0, csat,             AT_LEAST, 92",
        "K8,  2, csat,             AT_LEAST, 90",
        "K8,  3, csat,             ABOVE,    85",
        "K9,  0, nps,              AT_LEAST, 65",
        "K9,  2, nps,              AT_LEAST, 50",
        "K9,  4, nps,              ABOVE,    50",
        "K10, 2, ces,              BELOW,    3",
        "K7,  0, pipeline,         AT_LEAST, 3500000",
        "K14, 2, features,         AT_LEAST, 80",
        "K15, 2, ticket-deflection, AT_LEAST, 30",
        "K11, 1, time-to-value,    AT_MOST,  45",
        "K11, 2, time-to-value,    BELOW,    30",
        "K11, 3, time-to-value,    BELOW,    30",
        "K11, 4, time-to-value,    BELOW,    30",
        "K12, 0, value-realised,   AT_LEAST, 85",
        "K13, 0, reviews,          AT_LEAST, 100",
        "K13, 2, reviews,          AT_LEAST, 100",
        "K16, 0, executives,       AT_LEAST, 100",
        "K17, 4, renewals-on-time, ABOVE,    95",
        "H12, 3, average-health,   ABOVE,    75",
        "H12, 4, average-health,   ABOVE,    75",
        "H14, 4, health-delta,     AT_LEAST, 5"
    })
    void shouldAimAt(String row, int seed, String id, KpiSpec.Target.Rule rule, BigDecimal value) {
        assertThat(kpi(seed, id).target()).as(row).isEqualTo(new KpiSpec.Target(rule, value));
    }

    @Test
    void shouldCountAllExpansionsByTheirOwnDenominators() {
        assertThat(kpi(0, "expansion").formula()).isEqualTo(KpiFormula.EXPANSION_ARR);
        assertThat(kpi(0, "expansion").settings().months()).isEqualTo(3);
        assertThat(kpi(3, "expansion-share").formula()).isEqualTo(KpiFormula.EXPANSION_SHARE);
        assertThat(kpi(4, "expansion-rate").formula()).isEqualTo(KpiFormula.EXPANSION_RATE);
    }

    @Test
    void shouldAskForReviewsAndExecutivesOfEnterpriseAccountsOnly() {
        assertThat(List.of(kpi(0, "reviews"), kpi(2, "reviews"), kpi(0, "executives")))
                .allSatisfy(it -> assertThat(it.segments()).containsExactly("enterprise"));
        assertThat(kpi(0, "executives").settings().contacts()).isEqualTo(3);
    }

    /** A formula that no shipped document has would be one that nobody has tried to write. */
    @Test
    void shouldHaveEveryFormulaInSomeProfile() {
        Set<String> used =
                Bundles.all()
                        .flatMap(it -> Bundles.read(it).kpis().stream())
                        .map(it -> it.value().formula().wireName())
                        .collect(Collectors.toSet());

        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(KpiFormula.values()).map(WireName::wireName).toList());
    }

    @ParameterizedTest(name = "G4, {0}: {1} from {2} to {3}")
    @CsvSource({
        "default,  enterprise, 0,   8",
        "default,  mid-market, 0,   25",
        "default,  smb,        100, ",
        "seed-004, enterprise, 0,   8",
        "seed-000, enterprise, 15,  20",
        "seed-000, mid-market, 35,  40"
    })
    void shouldSayHowManyAccountsAManagerHas(
            String bundle, String id, int from, @Nullable Integer to) {
        CapacityRule rule =
                Bundles.read(Path.of(bundle)).capacity().stream()
                        .map(Applied::value)
                        .filter(it -> it.id().equals(id))
                        .findFirst()
                        .orElseThrow();

        assertThat(rule.accountsMin()).isEqualTo(from);
        assertThat(rule.accountsMax()).isEqualTo(to);
        assertThat(rule.segments()).containsExactly(id);
    }

    private static KpiSpec kpi(int seed, String id) {
        return Bundles.read(Bundles.seed(seed)).kpis().stream()
                .map(Applied::value)
                .filter(it -> Objects.equals(it.id(), id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no KPI " + id));
    }
}
