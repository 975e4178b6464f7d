package io.keepwell.standalone.demo.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.SubmittedEventV1;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PortfolioTest {

    private static final LocalDate PRESENT = LocalDate.parse("2026-11-23");

    private final Portfolio portfolio = Portfolio.of(1, PRESENT);

    @Test
    void shouldTellTheSameForTheSameSeedAndPresentInAnyOrder() {
        // Given
        Customer last = portfolio.customers().getLast();
        List<SubmittedEventV1> first = portfolio.history(last).toList();

        // When
        Portfolio again = Portfolio.of(1, PRESENT);

        // Then
        assertThat(again.customers()).isEqualTo(portfolio.customers());
        assertThat(again.history(last)).isEqualTo(first);
        assertThat(Portfolio.of(2, PRESENT).customers()).isNotEqualTo(portfolio.customers());
    }

    @Test
    void shouldTellOfThePastOnlyAndNothingTwice() {
        Set<String> ids = new HashSet<>();

        assertThat(portfolio.customers().stream().limit(60))
                .allSatisfy(customer ->
                        assertThat(portfolio.history(customer))
                                .allSatisfy(event -> {
                                    LocalDate day =
                                            LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
                                    assertThat(day)
                                            .isBefore(PRESENT)
                                            .isAfterOrEqualTo(PRESENT.minusDays(Portfolio.DAYS));
                                    assertThat(ids.add(event.id())).isTrue();
                                }));
    }

    @Test
    void shouldSpeakTheCataloguesLanguageOnly() {
        EventCatalogue catalogue = EventCatalogue.standard();
        Set<String> known =
                catalogue.types().stream().map(it -> it.type().value()).collect(Collectors.toSet());

        assertThat(portfolio.customers().stream().limit(120))
                .allSatisfy(customer ->
                        assertThat(portfolio.history(customer))
                                .allSatisfy(
                                        event -> assertThat(known).contains(event.type().value())));
    }

    @Test
    void shouldWorkOnWeekdaysMore() {
        assertThat(onDay(LocalDate.parse("2026-11-18")))
                .isGreaterThan(4 * onDay(LocalDate.parse("2026-11-21")));
    }

    @Test
    void shouldGoOnAfterThePresent() {
        assertThat(onDay(PRESENT.plusDays(2))).isPositive();
    }

    @Test
    void shouldBeToldInAMinuteAndStillBeAQuarterOfAMillionEvents() {
        assertThat(
                        portfolio.customers().stream()
                                .mapToLong(it -> portfolio.history(it).count())
                                .sum())
                .isBetween(200_000L, 265_000L);
    }

    @Test
    void shouldNameEachAccountOnce() {
        assertThat(portfolio.customers()).extracting(Customer::id).doesNotHaveDuplicates();
    }

    private long onDay(LocalDate day) {
        return portfolio.customers().stream()
                .mapToLong(it -> portfolio.events(it, day).size())
                .sum();
    }
}
