package io.keepwell.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.backtest.BacktestReport.Band;
import io.keepwell.engine.backtest.BacktestReport.Calibration;
import io.keepwell.engine.backtest.BacktestReport.Horizon;
import io.keepwell.engine.backtest.BacktestReport.LostShare;
import io.keepwell.engine.backtest.BacktestReport.Marks;
import io.keepwell.engine.backtest.BacktestReport.MarksAt;
import io.keepwell.engine.backtest.BacktestReport.Ranker;
import io.keepwell.engine.backtest.BacktestReport.RiskRanking;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.ReportingTimeline;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.risk.RiskScore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A score is what the trait {@code health} says; days are counted from {@link TestEvents#DAY}. */
class BacktestTest {

    private static final PolicySet POLICIES = TestPolicies.told("p1");

    private final List<CustomerEventV1> events = new ArrayList<>();

    @Test
    void shouldHoldEachDayAgainstWhatCameWithinTheHorizon() {
        // Given: Acme is green for 5 days, red for 5, and lost on day 10; Bell is red throughout
        health("acme", 0, "90");
        health("acme", 5, "30");
        lost("acme", 10, Map.of());
        health("bell", 0, "30");
        // When: a day counts whose next 3 are known, so the days 0 to 27 of 30
        BacktestReport report = report(settings(30, 0, 3));
        // Then: on Acme's days 7, 8 and 9 it was lost within 3 days, which were red
        MarksAt red = red(report).horizons().getFirst();
        assertThat(red.confusion()).isEqualTo(new Confusion(3, 2 + 28, 0, 5));
        assertThat(red.precision()).isEqualTo(0.090909);
        assertThat(red.recall()).isEqualTo(1);
        assertThat(red.f1()).isEqualTo(0.166667);
        assertThat(report.horizons()).containsExactly(new Horizon(3, 38, 3, 0, 1, 0, 0.078947));
    }

    @Test
    void shouldLeaveOutDaysWhoseFutureIsNotKnownWhateverCame() {
        // Given: lost on day 29 of 30, of which day 27 would know, but not how others fare
        health("acme", 0, "30");
        lost("acme", 29, Map.of());
        health("bell", 0, "30");
        // When
        BacktestReport report = report(settings(30, 0, 10));
        // Then: days 0 to 20 count of both; on the last two of Acme's it is lost within 10 days
        assertThat(red(report).horizons().getFirst().confusion())
                .isEqualTo(new Confusion(2, 19 + 21, 0, 0));
        assertThat(report.horizons().getFirst().cutDays()).isEqualTo(8 + 10);
        assertThat(report.horizons().getFirst().lostUnseen()).isZero();
    }

    @Test
    void shouldNotCountWhatCameWithTheCancellationOrAfterIt() {
        // Given: red from the day of the cancellation on
        health("acme", 0, "90");
        health("acme", 10, "0");
        lost("acme", 10, Map.of());
        health("acme", 11, "0");
        // When
        BacktestReport report = report(settings(30, 0, 5));
        // Then
        assertThat(report.accounts().days()).isEqualTo(10);
        assertThat(red(report).flaggedDays()).isZero();
        assertThat(red(report).leadTime().warned()).isZero();
    }

    @Test
    void shouldEndAnAccountWhenItsCancellationBecameKnownAndCountItAsLostWhenItsContractEnds() {
        // Given: on day 10 it is told that the contract ends on day 16
        health("acme", 0, "30");
        lost("acme", 10, endsOn(16));
        health("bell", 0, "90");
        // When
        BacktestReport near = report(settings(30, 0, 5));
        BacktestReport far = report(settings(30, 0, 8));
        BacktestReport notice =
                report(
                        new BacktestSettings(
                                TestEvents.DAY,
                                TestEvents.DAY + 30,
                                0,
                                List.of(5),
                                new ChurnRule(
                                        ChurnRule.STANDARD.types(),
                                        Set.of(),
                                        ChurnRule.Counted.NOTICE),
                                1));
        // Then: 5 days ahead nobody could have been warned any more; 8 days ahead on days 8 and 9
        assertThat(near.horizons().getFirst().lostUnseen()).isEqualTo(1);
        assertThat(red(near).horizons().getFirst().confusion().flaggedLost()).isZero();
        assertThat(red(far).horizons().getFirst().confusion().flaggedLost()).isEqualTo(2);
        assertThat(red(far).leadTime().median()).isEqualTo(16);
        assertThat(red(notice).horizons().getFirst().confusion().flaggedLost()).isEqualTo(5);
        assertThat(red(notice).leadTime().median()).isEqualTo(10);
    }

    @Test
    void shouldNotCountAsLostWhoseCancellationWasTakenBack() {
        // Given: red by a mistake from day 5 on, and cancelled by another, until day 12
        health("acme", 0, "90");
        health("acme", 5, "30");
        lost("acme", 10, Map.of());
        withdrawal("acme", 12, "e1");
        withdrawal("acme", 12, "e2");
        // When
        BacktestReport report = report(settings(30, 0, 3));
        // Then: on each day it is judged by what was known on it
        assertThat(report.accounts().lost()).isZero();
        assertThat(red(report).flaggedDays()).isEqualTo(7);
    }

    @Test
    void shouldTakeADayForWhatWasKnownThen() {
        // Given: on day 8 it is told that it went badly from day 2 on
        health("acme", 0, "90");
        events.add(
                event(
                        "late",
                        "acme",
                        "account.updated",
                        TestEvents.at(2, 1),
                        TestEvents.at(8, 1),
                        Map.of("health", TestEvents.numeric("10"))));
        // When
        BacktestReport report = report(settings(9, 0, 1));
        // Then: days 8 and 9
        assertThat(red(report).flaggedDays()).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutWhoOnlyTriedWhoWasLostTooEarlyAndWhoIsTooNew() {
        // Given
        health("customer", 0, "90");
        health("tries", 0, "90");
        event("tries", 1, "commercial.trial-started", Map.of());
        lost("tries", 20, Map.of());
        health("buys", 0, "90");
        event("buys", 0, "commercial.trial-started", Map.of());
        event("buys", 20, "commercial.contract-started", Map.of());
        health("early", 0, "90");
        lost("early", 10, Map.of());
        health("new", 25, "90");
        // When
        BacktestReport report = report(settings(29, 10, 5));
        // Then: the customer counts on days 10 to 29, who bought on days 20 to 29
        assertThat(report.accounts())
                .isEqualTo(new BacktestReport.Accounts(5, 2, 0, 2, 1, 1, 1, 30, 0));
    }

    @Test
    void shouldNotTakeForLostWhoEndsOneOfSeveralContractsOrRenewsInTime() {
        // Given
        health("several", 0, "90");
        lost("several", 10, Map.of("subscription", TestEvents.text("s-1")));
        health("renews", 0, "90");
        lost("renews", 10, endsOn(20));
        event("renews", 19, "commercial.contract-renewed", Map.of());
        health("regrets", 0, "90");
        lost("regrets", 10, endsOn(20));
        event("regrets", 21, "commercial.contract-renewed", Map.of());
        var rule =
                new ChurnRule(
                        ChurnRule.STANDARD.types(), Set.of("subscription"), ChurnRule.Counted.END);
        // When
        BacktestReport report =
                report(
                        new BacktestSettings(
                                TestEvents.DAY, TestEvents.DAY + 29, 0, List.of(5), rule, 1));
        // Then
        assertThat(report.accounts().lost()).isEqualTo(1);
        assertThat(report.accounts().days()).isEqualTo(30 + 30 + 10);
    }

    @Test
    void shouldMeasureLeadTimeFromTheFirstDayOfTheFlagThatLasted() {
        // Given: Acme is red on days 2 to 3, and from day 20 on but for days 30 to 34; Bell is red
        // throughout; Coda is red until the day before; Dora never. All are lost on day 50.
        health("acme", 0, "90");
        health("acme", 2, "10");
        health("acme", 4, "90");
        health("acme", 20, "10");
        health("acme", 30, "90");
        health("acme", 35, "10");
        health("bell", 0, "10");
        health("coda", 0, "10");
        health("coda", 48, "90");
        health("dora", 0, "90");
        for (String account : List.of("acme", "bell", "coda", "dora")) {
            lost(account, 50, Map.of());
        }
        // When
        BacktestReport report = report(settings(60, 0, 30, 40));
        // Then
        BacktestReport.LeadTime lead = red(report).leadTime();
        assertThat(lead.lost()).isEqualTo(4);
        assertThat(lead.warned()).isEqualTo(2);
        assertThat(lead.sinceFirstDay()).isEqualTo(1);
        assertThat(lead.p10()).isEqualTo(30);
        assertThat(lead.median()).isEqualTo(30);
        assertThat(lead.p90()).isEqualTo(50);
        assertThat(lead.months()).startsWith(0, 2, 0);
        assertThat(red(report).horizons()).extracting(MarksAt::warned).containsExactly(2, 1);
        assertThat(red(report).horizons()).extracting(MarksAt::reachable).containsExactly(4, 4);
    }

    @Test
    void shouldEndALastingFlagByAPauseOfMoreThanTwoWeeks() {
        // Given: Acme pauses on the 14 days from 10 to 23, Bell on the 15 from 10 to 24
        for (String account : List.of("acme", "bell")) {
            health(account, 0, "10");
            health(account, 10, "90");
            lost(account, 40, Map.of());
        }
        health("acme", 24, "10");
        health("bell", 25, "10");
        // When
        BacktestReport report = report(settings(60, 0, 30));
        // Then
        assertThat(red(report).leadTime().p10()).isEqualTo(15);
        assertThat(red(report).leadTime().p90()).isEqualTo(40);
    }

    @Test
    void shouldSayHowManyWereLostOfThoseOfWhomTheSameWasSaid() {
        // Given: Acme is at 80 for 4 days, then at 79; lost on day 8. Bell is at 79.9, shown as 80.
        health("acme", 0, "80");
        health("acme", 4, "70");
        lost("acme", 8, Map.of());
        health("bell", 0, "79.9");
        // When: on days 0 to 15 of 20
        BacktestReport report = report(settings(20, 0, 5));
        // Then: Acme is lost within 5 days on its days 3 to 7
        Ranker card = report.rankers().getFirst();
        assertThat(bands(card.calibrations().getFirst()))
                .containsEntry("green", new LostShare(5, 4 + 16, 2, 0.05))
                .containsEntry("yellow", new LostShare(5, 4, 1, 1.0))
                .containsEntry("red", new LostShare(5, 0, 0, null));
        assertThat(bands(card.calibrations().get(1)))
                .containsEntry("80 to 90", new LostShare(5, 4, 1, 0.25))
                .containsEntry("70 to 80", new LostShare(5, 4 + 16, 2, 0.2));
    }

    @Test
    void shouldCountChangesAndThoseThatWereSoonTakenBack() {
        // Given: yellow on days 10 to 23, back within 14 days; yellow on days 40 to 54, which is
        // not; green, red, green on days 60 and 61
        health("acme", 0, "90");
        health("acme", 10, "60");
        health("acme", 24, "90");
        health("acme", 40, "60");
        health("acme", 55, "90");
        health("acme", 60, "10");
        health("acme", 61, "90");
        // When
        BacktestReport report = report(settings(89, 0, 5));
        // Then: the first yellow and the red were taken back
        BacktestReport.Flapping status = report.rankers().getFirst().status();
        assertThat(status).isEqualTo(new BacktestReport.Flapping(6, 2.0, 2, 0.333333));
        assertThat(red(report).flapping().changes()).isEqualTo(2);
        assertThat(red(report).flapping().undone()).isEqualTo(1);
    }

    @Test
    void shouldCountFallsToRedAndRaisedRiskSignalsByManagerAndWeek() {
        // Given: Ana has Acme and Bell for two weeks, nobody knows who has Coda. Acme falls from
        // 90 to 60, which is a signal, and then to red; Bell falls to red, with a signal.
        for (String account : List.of("acme", "bell", "coda")) {
            health(account, 0, "90");
        }
        for (String account : List.of("acme", "bell")) {
            event(account, 0, "account.updated", Map.of("csm", TestEvents.text("ana")));
        }
        health("acme", 3, "60");
        health("acme", 10, "40");
        health("bell", 5, "10");
        // When
        BacktestReport report = report(settings(13, 0, 5));
        // Then: two falls and two signals in two weeks of 1 + 1 / 50 managers
        BacktestReport.AlertLoad all = marks(report, Flag.RED_OR_RISK_SIGNAL).alerts();
        assertThat(all.alerts()).isEqualTo(4);
        assertThat(all.managers()).isEqualTo(1);
        assertThat(all.perManagerWeek()).isEqualTo(Share.rounded(4 / (2 * 1.02)));
        assertThat(all.unmanagedShare()).isEqualTo(0.333333);
        assertThat(red(report).alerts().alerts()).isEqualTo(2);
        assertThat(marks(report, Flag.RISK_SIGNAL).alerts().alerts()).isEqualTo(2);
    }

    @Test
    void shouldCountAlertsThatRulesOfCategoryRiskWouldOpen() {
        // Given: within 91 days Acme falls to red, by more than 20 points, on days 10 and 30, and
        // comes back on days 20 and 35; a rule waits for each, and another for green
        health("acme", 0, "90");
        health("acme", 10, "30");
        health("acme", 20, "90");
        health("acme", 30, "30");
        health("acme", 35, "90");
        PolicySet policies =
                alerting(
                        rule("red", SignalCategory.RISK, Set.of(Status.RED), Set.of()),
                        rule("drop", SignalCategory.RISK, Set.of(), Set.of("score-drop")),
                        rule("green", SignalCategory.EXPANSION, Set.of(Status.GREEN), Set.of()));
        // When
        BacktestReport report = report(settings(90, 0, 5), TestPolicies.judge(policies));
        // Then: 15 of 91 days, twice in a quarter, for an account that stayed; two rules each time
        Marks alert = marks(report, Flag.ALERT);
        assertThat(alert.flaggedDays()).isEqualTo(15);
        assertThat(alert.alerts().alerts()).isEqualTo(4);
        assertThat(alert.falseAlarms())
                .isEqualTo(new BacktestReport.FalseAlarms(1, 1, 1.0, 0.164835, 2, 2.0));
    }

    @Test
    void shouldCountFalseAlarmsOfThoseWhoStayedAlone() {
        // Given: Acme is red throughout and lost on day 50; Bell on the first ten of 91 days
        health("acme", 0, "30");
        lost("acme", 50, Map.of());
        health("bell", 0, "30");
        health("bell", 10, "90");
        // When
        BacktestReport report = report(settings(90, 0, 5));
        // Then: an alarm that was there on the first day is one too
        assertThat(red(report).falseAlarms())
                .isEqualTo(new BacktestReport.FalseAlarms(1, 1, 1.0, 0.10989, 1, 1.0));
    }

    @Test
    void shouldSayOfEachRiskSignalAloneHowRightItWas() {
        // Given: Acme and Bell fall by 30 on day 10, which is a signal; Acme is lost on day 20
        for (String account : List.of("acme", "bell")) {
            health(account, 0, "90");
            health(account, 10, "60");
        }
        lost("acme", 20, Map.of());
        // When
        BacktestReport report = report(settings(30, 0, 5));
        // Then: it holds on Acme's days 10 to 19, and of Bell's days to 25 on 10 to 25
        assertThat(report.rankers().getFirst().signals())
                .singleElement()
                .satisfies(drop -> {
                    assertThat(drop.signal()).isEqualTo("score-drop");
                    assertThat(drop.raised()).isEqualTo(2);
                    assertThat(drop.leadTime().median()).isEqualTo(10);
                    assertThat(drop.falseAlarms().everFlagged()).isEqualTo(1);
                    assertThat(drop.horizons().getFirst().confusion())
                            .isEqualTo(new Confusion(5, 5 + 16, 0, 10 + 10));
                });
    }

    @Test
    void shouldTellHowMuchWorkItWasFromWeekToWeek() {
        // Given: day 20700 is a Friday
        assertThat(LocalDate.ofEpochDay(TestEvents.DAY)).isEqualTo("2026-09-04");
        health("acme", 0, "90");
        health("acme", 4, "10");
        // When: until the Sunday of the week after
        BacktestReport report = report(settings(9, 0, 1));
        // Then: nobody knows who has the account
        assertThat(red(report).weeks())
                .containsExactly(
                        new BacktestReport.Week(LocalDate.parse("2026-08-31"), 0.0, 0.0, 0.0),
                        new BacktestReport.Week(
                                LocalDate.parse("2026-09-07"), 50.0, 0.857143, 4.285714));
    }

    @Test
    void shouldMeasureBesideLotAndDaysSinceLastUseWithAsManyMarks() {
        // Given: Acme is used until day 9, Bell throughout; Acme is red from day 20 on
        for (int day = 0; day < 40; day++) {
            event("bell", day, "usage.session-started", Map.of());
            if (day < 10) {
                event("acme", day, "usage.session-started", Map.of());
            }
        }
        health("acme", 0, "90");
        health("acme", 20, "10");
        health("bell", 0, "90");
        lost("acme", 30, Map.of());
        // When
        BacktestReport report = report(settings(39, 0, 10));
        // Then: the ten idlest days are those on which the card was red
        assertThat(report.rankers())
                .extracting(Ranker::name)
                .containsExactly("told", "random", "days since last use");
        Marks idle = report.rankers().getLast().marks().getFirst();
        assertThat(idle.flaggedDays()).isEqualTo(red(report).flaggedDays()).isEqualTo(10);
        assertThat(idle.horizons().getFirst().confusion())
                .isEqualTo(red(report).horizons().getFirst().confusion())
                .isEqualTo(new Confusion(10, 0, 0, 20 + 30));
        assertThat(report.rankers().get(1).marks().getFirst().flaggedDays()).isEqualTo(10);
    }

    @Test
    void shouldRankTheSameDaysForAll() {
        // Given: of Bell nothing is known that the card asks for
        health("acme", 0, "10");
        lost("acme", 20, Map.of());
        health("coda", 0, "90");
        event("bell", 0, "usage.session-started", Map.of());
        // When
        BacktestReport report = report(settings(29, 0, 5));
        // Then
        assertThat(report.accounts().unknownDays()).isEqualTo(30);
        for (Ranker ranker : report.rankers()) {
            Auc auc = ranker.aucs().getFirst().auc();
            assertThat(auc.lostDays()).isEqualTo(5);
            assertThat(auc.keptDays()).isEqualTo(15 + 25);
        }
    }

    @Test
    @DisplayName("H10, D.4 row 5: a risk score is ranked by itself, beside the health")
    void shouldRankByTheRiskScoreToo() {
        // Given: Acme is lost though its health is fine, and its sponsor had left; Coda stays
        health("acme", 0, "90");
        event("acme", 5, "relationship.sponsor-left", Map.of());
        lost("acme", 20, Map.of());
        health("coda", 0, "10");
        var risk =
                new RiskScore(
                        "churn-risk",
                        "Risk",
                        BigDecimal.ONE,
                        List.of(
                                TestPolicies.sign(
                                        "sponsor",
                                        "100",
                                        "count('relationship.sponsor-left', 90) > 0")));
        Judge judge =
                TestPolicies.judge(
                        POLICIES.withRisk(new Applied<>(risk, new PolicyRef("churn-risk", "v1"))));
        // When
        Ranker with = report(settings(29, 0, 10), judge).rankers().getFirst();
        Ranker without = report(settings(29, 0, 10)).rankers().getFirst();
        // Then: lost on days 10 to 19 of risk 100, kept on 5 such days and 25 of none; by health
        // Acme
        // is the safer one on all of its days
        assertThat(with.aucs().getFirst().auc().area()).isEqualTo(0.166667);
        RiskRanking ranking = Objects.requireNonNull(with.risk());
        assertThat(ranking.aucs().getFirst().auc().area()).isEqualTo(0.916667);
        assertThat(ranking.unknownDays()).as("nobody had told of sponsors").isEqualTo(5 + 5);
        Map<String, LostShare> bands = bands(ranking.calibration());
        assertThat(Objects.requireNonNull(bands.get("90 to 100")).share()).isEqualTo(0.666667);
        assertThat(Objects.requireNonNull(bands.get("0 to 10")).share()).isZero();
        assertThat(without.risk()).isNull();
    }

    @Test
    void shouldSayWhatItWouldHaveSeenHadItFlaggedATenthOfTheKeptAtMost() {
        // Given: ten who are kept and are never below 61 to 70; Acme is at 62.5 from day 5 on, and
        // Bell at 61.5; both are lost on day 40
        for (int account = 1; account <= 10; account++) {
            health("kept" + account, 0, "" + (60 + account));
        }
        for (String account : List.of("acme", "bell")) {
            health(account, 0, "90");
            lost(account, 40, Map.of());
        }
        health("acme", 5, "62.5");
        health("bell", 5, "61.5");
        // When
        BacktestReport report = report(settings(60, 0, 30));
        // Then: below 62 there is one of the kept, at 61, and Bell
        List<BacktestReport.Best> bests = report.rankers().getFirst().bests();
        assertThat(bests).extracting(BacktestReport.Best::below).containsExactly(62.0, 62.0);
        assertThat(bests).extracting(BacktestReport.Best::everFlagged).containsExactly(1, 1);
        assertThat(bests.getFirst().horizons().getFirst().warned()).isEqualTo(1);
        assertThat(bests.getFirst().horizons().getFirst().reachable()).isEqualTo(2);
    }

    @Test
    void shouldReportTheSameInWhateverOrderEventsAndAccountsCome() {
        // Given
        RandomGenerator random = TestEvents.random(11);
        for (int account = 0; account < 12; account++) {
            for (int day = 0; day < 90; day += 1 + random.nextInt(5)) {
                health("a" + account, day, "" + random.nextInt(101));
                event("a" + account, day, "usage.session-started", Map.of());
            }
            if (account % 3 == 0) {
                lost("a" + account, 60 + account, Map.of());
            }
        }
        BacktestSettings settings = settings(90, 10, 10, 30);
        // When
        BacktestReport report = report(settings);
        Collections.shuffle(events, new Random(5));
        BacktestReport shuffled = report(settings);
        // Then
        assertThat(shuffled).isEqualTo(report);
        assertThat(report.accounts().lost()).isEqualTo(4);
        assertThat(red(report).flaggedDays()).isPositive();
    }

    @Test
    void shouldNotMatterThatASilentJudgeTellsNobodyWhatMovedTheScore() {
        // Given
        RandomGenerator random = TestEvents.random(13);
        for (int day = 0; day < 60; day++) {
            health("acme", day, "" + random.nextInt(101));
        }
        lost("acme", 50, Map.of());
        // When
        BacktestReport told = report(settings(60, 0, 10), TestPolicies.judge(POLICIES));
        BacktestReport silent =
                report(settings(60, 0, 10), Judge.silent(POLICIES, EventCatalogue.standard()));
        // Then
        assertThat(silent).isEqualTo(told);
    }

    private static PolicySet alerting(AlertRule... rules) {
        return new PolicySet(
                POLICIES.version(),
                POLICIES.scorecards(),
                POLICIES.signals(),
                POLICIES.resolver(),
                POLICIES.segments(),
                POLICIES.lifecycle(),
                Arrays.stream(rules)
                        .map(rule -> new Applied<>(rule, new PolicyRef(rule.id(), "p1")))
                        .toList(),
                List.of());
    }

    private static AlertRule rule(
            String id, SignalCategory category, Set<Status> statuses, Set<String> signals) {
        return new AlertRule(
                id,
                "The " + id,
                category,
                new Condition(statuses, signals),
                Severity.HIGH,
                Map.of(),
                Arrays.stream(Severity.values())
                        .collect(Collectors.toMap(it -> it, _ -> Duration.ofDays(2))));
    }

    private BacktestReport report(BacktestSettings settings) {
        return report(settings, TestPolicies.judge(POLICIES));
    }

    private BacktestReport report(BacktestSettings settings, Judge judge) {
        Map<AccountId, List<CustomerEventV1>> byAccount = new LinkedHashMap<>();
        events.forEach(event ->
                byAccount.computeIfAbsent(event.accountId(), _ -> new ArrayList<>()).add(event));
        var backtest =
                new Backtest(settings, ReportingTimeline.of(events), EventCatalogue.standard());
        var courses = new ArrayList<Course>();
        byAccount.forEach(
                (account, its) -> courses.add(backtest.course(account, its, List.of(judge))));
        return backtest.report(courses, List.of("told"));
    }

    private static BacktestSettings settings(int lastDay, int historyDays, Integer... horizons) {
        return new BacktestSettings(
                TestEvents.DAY,
                TestEvents.DAY + lastDay,
                historyDays,
                List.of(horizons),
                ChurnRule.STANDARD,
                1);
    }

    private static Marks red(BacktestReport report) {
        return marks(report, Flag.RED);
    }

    private static Marks marks(BacktestReport report, Flag flag) {
        return report.rankers().getFirst().marks().stream()
                .filter(it -> it.flag() == flag)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, LostShare> bands(Calibration calibration) {
        var bands = new TreeMap<String, LostShare>();
        for (Band band : calibration.bands()) {
            bands.put(band.name(), band.lost().getFirst());
        }
        return bands;
    }

    private void health(String account, int day, String score) {
        event(account, day, "account.updated", Map.of("health", TestEvents.numeric(score)));
    }

    private void lost(String account, int day, Map<String, AttributeValue> attributes) {
        event(account, day, "commercial.contract-cancelled", attributes);
    }

    private void withdrawal(String account, int day, String eventId) {
        event(account, day, "account.event-withdrawn", Map.of("eventId", TestEvents.text(eventId)));
    }

    private static Map<String, AttributeValue> endsOn(int day) {
        return Map.of(
                "endsOn", TestEvents.text(LocalDate.ofEpochDay(TestEvents.DAY + day).toString()));
    }

    private void event(
            String account, int day, String type, Map<String, AttributeValue> attributes) {
        Instant at = TestEvents.at(day, 9 + events.size() / 1_000.0);
        events.add(event("e" + events.size(), account, type, at, at, attributes));
    }

    private static CustomerEventV1 event(
            String id,
            String account,
            String type,
            Instant occurredAt,
            Instant receivedAt,
            Map<String, AttributeValue> attributes) {
        return new CustomerEventV1(
                id,
                new SourceName("product"),
                new AccountId(account),
                new EventType(type),
                occurredAt,
                receivedAt,
                null,
                (BigDecimal) null,
                new Attributes(attributes),
                null);
    }
}
