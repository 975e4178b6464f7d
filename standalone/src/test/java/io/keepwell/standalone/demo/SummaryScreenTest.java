package io.keepwell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.standalone.client.IngestClient;
import io.keepwell.standalone.client.ScoringReads;
import io.keepwell.standalone.demo.portfolio.Archetype;
import io.keepwell.standalone.demo.portfolio.Customer;
import io.keepwell.standalone.demo.portfolio.Expectation;
import io.keepwell.standalone.demo.portfolio.Portfolio;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SummaryScreenTest {

    private static final LocalDate PRESENT = LocalDate.parse("2026-11-23");
    private static final Portfolio PORTFOLIO = Portfolio.of(1, PRESENT);
    private static final Summary.Told TOLD =
            new Summary.Told(new IngestClient.Receipt(10, 0, null), true);
    private static final ScoringReads.Stats COUNTED = new ScoringReads.Stats(10, 9, 1, 0, 0);

    @Test
    void shouldBeMetWhenAllIsCountedAndAsDeclared() {
        Summary summary = summary(COUNTED, Archetype::expectation, PRESENT);

        assertThat(summary.met()).isTrue();
        assertThat(summary.archetypes())
                .allSatisfy(it -> assertThat(it.asExpected()).isEqualTo(it.accounts()));
        assertThat(summary.endangered())
                .hasSize(10)
                .isSortedAccordingTo((a, b) -> b.arr().compareTo(a.arr()));
    }

    @Test
    void shouldNotBeMetWhenScoringHasNotCountedWhatWasTold() {
        var uncounted = new Summary.Told(TOLD.sent(), false);

        assertThat(summary(uncounted, COUNTED, Archetype::expectation, PRESENT).met()).isFalse();
    }

    @Test
    void shouldNotBeMetWhenAnEventOfAMissedDayWasRejected() {
        var missed = new IngestClient.Receipt(0, 1, "too old");
        var told = new Summary.Told(TOLD.sent().plus(missed), true);

        assertThat(summary(told, COUNTED, Archetype::expectation, PRESENT).met()).isFalse();
    }

    @Test
    void shouldNotBeMetWhenAnEventWasQuarantined() {
        assertThat(
                        summary(
                                        new ScoringReads.Stats(10, 8, 1, 0, 1),
                                        Archetype::expectation,
                                        PRESENT)
                                .met())
                .isFalse();
    }

    @Test
    void shouldNotBeMetWhenSteadyAccountsHaveAnAlert() {
        Summary summary =
                summary(
                        COUNTED,
                        it ->
                                it == Archetype.STEADY
                                        ? new Expectation(
                                                Status.YELLOW,
                                                Set.of(Expectation.SCORE_DROP),
                                                Set.of())
                                        : it.expectation(),
                        PRESENT);

        assertThat(summary.met()).isFalse();
        assertThat(SummaryScreen.of(summary, false))
                .anyMatch(it -> it.contains("steady") && it.contains("not enough"));
    }

    @Test
    void shouldNotAskOfAPortfolioOfLastMonthWhatWasExpectedThen() {
        Summary summary =
                summary(
                        COUNTED,
                        _ -> new Expectation(Status.GREEN, Set.of(), Set.of()),
                        PRESENT.plusDays(30));

        assertThat(summary.met()).isTrue();
    }

    @Test
    void shouldFitOnAScreenOfAHundredColumns() {
        List<String> lines =
                SummaryScreen.of(summary(COUNTED, Archetype::expectation, PRESENT), false);

        assertThat(lines).allMatch(it -> it.length() <= 100).hasSizeLessThan(60);
        assertThat(String.join("\n", lines))
                .contains(
                        "500 accounts, 50.0M a year",
                        "slow decline",
                        "Open alerts",
                        "./keepwell today")
                .doesNotContain("\033");
    }

    @Test
    void shouldPaintForATerminalOnly() {
        Summary summary = summary(COUNTED, Archetype::expectation, PRESENT);

        assertThat(String.join("\n", SummaryScreen.of(summary, true))).contains("\033[31m");
    }

    private static Summary summary(
            ScoringReads.Stats counted, Function<Archetype, Expectation> found, LocalDate today) {
        return summary(TOLD, counted, found, today);
    }

    private static Summary summary(
            Summary.Told told,
            ScoringReads.Stats counted,
            Function<Archetype, Expectation> found,
            LocalDate today) {
        var alerts = new ArrayList<AlertingReads.OpenAlert>();
        var plays = new ArrayList<PlaybookReads.RunningPlay>();
        var tasks = new ArrayList<PlaybookReads.OpenTask>();
        for (Customer customer : PORTFOLIO.customers()) {
            Expectation its = found.apply(customer.archetype());
            its.alerts()
                    .forEach(rule ->
                            alerts.add(
                                    new AlertingReads.OpenAlert(
                                            customer.id(),
                                            new PolicyRef(rule, "v1"),
                                            Severity.HIGH,
                                            snapshot(customer),
                                            customer.csm(),
                                            "Score fell by more than 20: scoreDrop(30) is 27",
                                            Instant.EPOCH)));
            its.plays()
                    .forEach(play -> {
                        plays.add(
                                new PlaybookReads.RunningPlay(
                                        customer.id(), new PolicyRef(play, "v1")));
                        tasks.add(
                                new PlaybookReads.OpenTask(
                                        customer.id(),
                                        snapshot(customer),
                                        "Speak with whom we know there, today",
                                        customer.csm(),
                                        PRESENT));
                    });
        }
        return Summary.of(
                state(),
                PORTFOLIO,
                told,
                new Findings(counted, accounts(found), alerts, plays, tasks),
                today,
                new Endpoints("http://i", "http://s", "http://a", "http://p"));
    }

    private static DemoState state() {
        return new DemoState(
                1, PRESENT, "bf_1", ScoringReads.Stats.NONE, null, PRESENT.minusDays(1));
    }

    private static List<ScoringReads.Account> accounts(Function<Archetype, Expectation> found) {
        return PORTFOLIO.customers().stream()
                .sorted((one, other) -> Long.compare(other.arr(), one.arr()))
                .map(it ->
                        new ScoringReads.Account(
                                it.id(),
                                it.name(),
                                BigDecimal.valueOf(it.arr()),
                                it.csm(),
                                37,
                                found.apply(it.archetype()).status(),
                                "Sessions of 28 days against the 28 before: 7.5 of 7.5 points"
                                        + " missing"))
                .toList();
    }

    private static AccountSnapshot snapshot(Customer customer) {
        return new AccountSnapshot(
                customer.name(),
                null,
                null,
                BigDecimal.valueOf(customer.arr()),
                customer.csm(),
                customer.team(),
                null);
    }
}
