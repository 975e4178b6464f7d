package io.keepwell.standalone.demo.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.judge.Judge;
import io.keepwell.model.health.Status;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judged by the shipped policies: a change of theirs that breaks the demonstration shows here. */
class ArchetypesTest {

    private static final Judge SHIPPED = Judgements.shipped();

    /** Enough to see what is no matter of luck, few enough to be judged in seconds. */
    private static final int OF_EACH = 12;

    @ParameterizedTest
    @CsvSource({
        "1, 2026-11-23", // a Monday: two days without work lie behind it
        "2, 2026-11-21", // a Saturday
        "3, 2027-03-01" // the first of a month, after a short one
    })
    void shouldComeOutAsDeclared(long seed, LocalDate present) {
        // Given
        Portfolio portfolio = Portfolio.of(seed, present);

        List<Customer> some =
                Arrays.stream(Archetype.values())
                        .flatMap(archetype -> of(archetype, portfolio).limit(OF_EACH))
                        .toList();

        // When
        Judgements judgements = Judgements.of(portfolio, some, SHIPPED);

        // Then
        assertThat(some)
                .allSatisfy(it ->
                        assertThat(judgements.outcome(it))
                                .as("%s, score %s", it, judgements.verdict(it).score().exact())
                                .isEqualTo(it.archetype().expectation()));
    }

    private static Stream<Customer> of(Archetype archetype, Portfolio portfolio) {
        return portfolio.customers().stream().filter(it -> it.archetype() == archetype);
    }

    @ParameterizedTest
    @CsvSource({"THRIVING", "STEADY", "SILENT_INTEGRATION", "NEWLY_ONBOARDED", "NEVER_CONNECTED"})
    void shouldExpectNothingToBeDoneAboutWhatIsNotMoving(Archetype archetype) {
        assertThat(archetype.expectation().alerts()).isEmpty();
        assertThat(archetype.expectation().plays()).isEmpty();
        assertThat(archetype.expectation().status()).isNotEqualTo(Status.RED);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void shouldBeHalfAThousandAccountsOfFiftyMillions(long seed) {
        Portfolio portfolio = Portfolio.of(seed, LocalDate.parse("2026-11-23"));

        assertThat(portfolio.customers())
                .hasSize(Arrays.stream(Archetype.values()).mapToInt(Archetype::accounts).sum())
                .hasSize(500);
        assertThat(portfolio.customers().stream().mapToLong(Customer::arr).sum())
                .isBetween(48_000_000L, 52_000_000L);
    }
}
