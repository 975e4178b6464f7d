package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.health.Status;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.portfolio.CapacityRule;
import io.keepwell.policy.portfolio.KpiFormula;
import io.keepwell.policy.portfolio.KpiSpec;
import io.keepwell.policy.portfolio.KpiSpec.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What KPIs and capacity say, and what can be wrong with them, word for word. */
class KpisProblemsTest {

    private static final String KPIS =
            Texts.WHOLE
                    + """
                    ---
                    kind: Kpis
                    id: default
                    kpis:
                    - {id: at-risk, name: At risk, formula: status-share, statuses: [red], target: {below: 3}}
                    - {id: gross, formula: grr, months: 6, target: {atLeast: 95.5}, segments: [large]}
                    ---
                    kind: Capacity
                    id: default
                    rules:
                    - {id: large, segments: [large], accounts: {from: 15, to: 20}, arr: {from: 3000000}}
                    """;

    @Test
    void shouldReadTargetsAndDefaults() {
        PolicySet set = Texts.set(KPIS);

        List<KpiSpec> kpis = set.kpis().stream().map(Applied::value).toList();
        assertThat(kpis.getFirst().name()).isEqualTo("At risk");
        assertThat(kpis.getFirst().settings().statuses()).isEqualTo(Set.of(Status.RED));
        assertThat(kpis.getFirst().settings().by()).isEqualTo(KpiSpec.By.ACCOUNTS);
        assertThat(kpis.getFirst().target())
                .isEqualTo(new Target(Target.Rule.BELOW, new BigDecimal("3")));
        assertThat(kpis.getLast().name()).isEqualTo("gross");
        assertThat(kpis.getLast().formula()).isEqualTo(KpiFormula.GRR);
        assertThat(kpis.getLast().settings().months()).isEqualTo(6);
        assertThat(kpis.getLast().segments()).containsExactly("large");
        assertThat(set.capacity().getFirst().value())
                .isEqualTo(
                        new CapacityRule(
                                "large",
                                "large",
                                List.of(),
                                List.of("large"),
                                15,
                                20,
                                new BigDecimal("3000000"),
                                null));
    }

    @ParameterizedTest
    @CsvSource({
        // an edge belongs to at least and at most, and not to above and below
        "AT_LEAST, 95, true", "AT_LEAST, 94.9999, false",
        "AT_MOST, 95, true", "AT_MOST, 95.0001, false",
        "ABOVE, 95, false", "ABOVE, 95.0001, true",
        "BELOW, 95, false", "BELOW, 94.9999, true"
    })
    void shouldHoldAValueAgainstATarget(Target.Rule rule, BigDecimal value, boolean met) {
        assertThat(new Target(rule, new BigDecimal("95")).isMetBy(value)).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    id: gross § id: at-risk § 38:8: KPI 'at-risk' is already at a.yaml:37. Give one of the two another id, or remove it.
                    formula: grr § formula: gr § 38:24: 'formula' must be one of 'status-share', 'average-health', 'health-delta', 'grr', 'nrr', 'logo-retention', 'expansion-arr', 'expansion-share', 'expansion-rate', 'expansion-pipeline', 'csat-mean', 'nps', 'ces-mean', 'time-to-value', 'value-realised-share', 'qbr-share', 'executive-contacts-share', 'feature-utilisation', 'ticket-deflection', 'renewals-on-time', was 'gr'. Did you mean 'grr'?
                    formula: grr, § `` § 38:3: the KPI has no 'formula'. Add a line such as 'formula: grr'.
                    months: 6 § days: 6 § 38:35: the formula 'grr' has no 'days'. Remove it; the formula has 'months'.
                    months: 6 § months: 0 § 38:37: 'months' must be from 1 to 36, was 0. Write it as in 'months: 12'.
                    statuses: [red], § `` § 37:3: the KPI has no 'statuses'. Add a line such as 'statuses: [red]'.
                    {atLeast: 95.5} § {atLeast: 95.5, atMost: 99} § 38:48: a target has one of 'atLeast', 'atMost', 'above', 'below', this has 2. Write it as in '{atLeast: 95}'.
                    {atLeast: 95.5} § {atleast: 95.5} § 38:49: the key 'atleast' is not known here. Did you mean 'atLeast'?
                    {atLeast: 95.5}, segments: [large] § {atLeast: 95.5}, segments: [lagre] § 38:76: there is no segment 'lagre'. Did you mean 'large'?
                    accounts: {from: 15, to: 20} § accounts: {from: 15, to: 10} § 43:59: 'to' is less than 'from'. Write the smaller one as 'from'.
                    accounts: {from: 15, to: 20} § accounts: {from: 15.5} § 43:51: 'from' must be a whole number, was 15.5. Write it as in 'from: 15'.
                    , accounts: {from: 15, to: 20}, arr: {from: 3000000} § `` § 43:3: the capacity rule has neither 'accounts' nor 'arr'. Add a line such as 'accounts: {from: 15, to: 20}'.
                    arr: {from: 3000000} § arr: {} § 43:69: the range has neither 'from' nor 'to'. Write it as in '{from: 15, to: 20}'.
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(KPIS, part, instead);
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).contains("a.yaml:" + problem);
    }
}
