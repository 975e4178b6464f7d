package io.keepwell.policies;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.Status;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import io.keepwell.policy.scorecard.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the owner's five documents ask for where they differ, from events; worked out by hand. */
class ProfilesTest {

    /** A year without a leap day. */
    private static final int YEAR = 365;

    /** What the default sees beside the risks that the documents name. */
    private static final Set<String> EARLY =
            Set.of(
                    "usage-below-usual",
                    "usage-far-below-usual",
                    "answers-below-usual",
                    "satisfaction-low",
                    "sponsor-not-replaced",
                    "early-warning");

    private final Customer customer = new Customer();

    @ParameterizedTest
    @MethodSource("bundles")
    void shouldHaveNoProblem(Path bundle) {
        PolicySet policies = Bundles.read(bundle);

        assertThat(policies.plays().stream().map(it -> it.value().id()))
                .contains("churn-risk", "expansion");
        assertThat(policies.alertRules()).isNotEmpty();
        assertThat(policies.segments().segments()).hasSize(3);
        assertThat(policies.lifecycle().stages()).isNotEmpty();
    }

    @Test
    void shouldBeAllThatIsShipped() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(""))) {
            assertThat(folders.filter(it -> it.toString().matches("default|seed-.*")))
                    .containsExactlyInAnyOrderElementsOf(bundles().toList());
        }
    }

    @ParameterizedTest(name = "seed-00{0} differs in {1}")
    @CsvSource({
        // + it has alone, - it does without, ~ it says otherwise
        "0, +Cadences/touchpoints +Play/business-review +Play/check-in ~AlertRules/risk"
                + " ~Capacity/default ~Kpis/default -SegmentSet/default"
                + " +SegmentSet/s000",
        "1, ~Kpis/default -LifecycleSet/default +LifecycleSet/s001 -Resolver/default"
                + " -Scorecard/five-pillar +Signals/lifecycle",
        "2, +Cadences/touchpoints +Play/business-review +Play/check-in +Play/health-check"
                + " +Play/onboarding ~AlertRules/risk ~Kpis/default -LifecycleSet/default"
                + " +LifecycleSet/s002 ~Play/churn-risk +Signals/onboarding +Signals/reviews"
                + " +Signals/risk-score",
        "3, ~Kpis/default -SegmentSet/default +SegmentSet/s003",
        "4, +Cadences/touchpoints +Play/adoption +Play/business-review +Play/check-in"
                + " +Play/onboarding +Play/optimization +Play/renewal +Signals/phases ~Kpis/default"
                + " -LifecycleSet/default +LifecycleSet/s004 ~Scorecard/five-pillar"
                + " ~Scorecard/four-pillar ~Signals/renewal"
    })
    @DisplayName("What a profile changes, and so which rows it has as the default has them")
    void shouldDifferFromTheDefaultInNothingElse(int seed, String differences) {
        var wanted = new TreeSet<>(Arrays.asList(differences.split(" ")));
        // Each document names its risks; signs that are weaker than those are the default's own.
        wanted.addAll(Set.of("-AlertRules/early-warning", "-Signals/early-warning"));

        assertThat(differences(Bundles.documents(Bundles.seed(seed)))).isEqualTo(wanted);
    }

    @ParameterizedTest(name = "seed-00{0}: {1} a year is {2}")
    @CsvSource({
        "0, 200000, enterprise",
        "0, 199999.99, mid-market",
        "0, 50000, mid-market",
        "0, 49999.99, below-mid-market",
        "0, 0, below-mid-market",
        "0, , ",
        "2, 100000.01, enterprise",
        "2, 100000, mid-market",
        "2, 25000, mid-market",
        "2, 24999.99, smb",
        "2, 0, smb",
        "2, , ",
        "4, 100000.01, enterprise",
        "4, 100000, mid-market",
        "4, 25000, mid-market",
        "4, 24999.99, smb",
        "3, 1000000, enterprise",
        "3, 999999.99, mid-market",
        "3, 100000, mid-market",
        "3, 99999.99, smb",
        "3, 0, smb",
        "3, , ",
        // D.4 row 6
        "0, 150000, mid-market",
        "2, 150000, enterprise",
        "3, 150000, mid-market",
        "0, 75000, mid-market",
        "2, 75000, mid-market",
        "3, 75000, smb",
        "0, 30000, below-mid-market",
        "2, 30000, mid-market",
        "3, 30000, smb"
    })
    @DisplayName("G1, G2, G3, D.4 rows 6 and 7: segments at their bounds")
    void shouldClassByRevenue(int seed, String arr, String segment) {
        if (arr != null) {
            customer.with("arr", arr);
        }

        assertThat(verdict(seed).segment()).isEqualTo(segment);
    }

    @ParameterizedTest(name = "day {0}: {1}")
    @CsvSource({
        "0, onboarding",
        "89, onboarding",
        "90, adoption",
        "179, adoption",
        "180, value-realization",
        "269, value-realization",
        "364, value-realization",
        "800, value-realization"
    })
    @DisplayName("L1: stages of seed-001, whatever the contract's end")
    void shouldHaveTheStagesOfL1(int day, String stage) {
        customer.withContract(day, YEAR - day);

        assertThat(verdict(1).stage()).isEqualTo(stage);
    }

    @ParameterizedTest(name = "day {0}: {1}")
    @CsvSource({"364, false", "365, true", "800, true"})
    @DisplayName("L1: advocacy from 12 months on, beside the stage")
    void shouldKnowAnAdvocateOfL1(int day, boolean holds) {
        customer.withContract(day, 100);

        requireThat(1, "advocacy", holds);
    }

    @ParameterizedTest(name = "day {0}, {1} days to the end: {2}")
    @CsvSource({
        "0, 365, onboarding",
        "89, 276, onboarding",
        "90, 275, adoption-and-growth",
        "244, 121, adoption-and-growth",
        "245, 120, renewal",
        "275, 90, renewal",
        "370, -5, renewal",
        // a contract of three years
        "364, 731, adoption-and-growth",
        "365, 730, expansion",
        "974, 121, expansion",
        "975, 120, renewal",
        // a contract of three months
        "10, 80, renewal"
    })
    @DisplayName("L2, D.4 rows 8 and 9: stages of seed-002")
    void shouldHaveTheStagesOfL2(int day, int daysToRenewal, String stage) {
        customer.withContract(day, daysToRenewal);

        assertThat(verdict(2).stage()).isEqualTo(stage);
    }

    @ParameterizedTest(name = "day {0}, {1} days to the end: {2}")
    @CsvSource({
        "0, 365, onboarding",
        "89, 276, onboarding",
        "90, 275, adoption",
        "179, 186, adoption",
        "180, 185, optimization",
        "245, 120, optimization",
        "269, 96, optimization",
        "270, 95, renewal",
        "275, 90, renewal",
        "365, 0, renewal",
        // a contract of three years is not in renewal in its first
        "270, 825, optimization",
        "300, 795, optimization",
        "1000, 95, renewal"
    })
    @DisplayName("L3, D.4 rows 8 and 9: stages of seed-004")
    void shouldHaveTheStagesOfL3(int day, int daysToRenewal, String stage) {
        customer.withContract(day, daysToRenewal);

        assertThat(verdict(4).stage()).isEqualTo(stage);
    }

    @ParameterizedTest(name = "day {0}: {1}")
    @CsvSource({"89, onboarding", "179, adoption", "400, optimization"})
    @DisplayName("L3: an account whose contract's end is not known goes by its age")
    void shouldHaveAStageWithoutARenewalDate(int day, String stage) {
        customer.withDate("contractStartedOn", -day);

        assertThat(verdict(4).stage()).isEqualTo(stage);
    }

    @ParameterizedTest(name = "seed-00{0}, {1} days before the renewal: {2}")
    @CsvSource({
        "2, 121, false",
        "2, 120, true",
        "2, 90, true",
        "4, 120, false",
        "4, 91, false",
        "4, 90, true",
        "4, 0, true",
        "4, -1, false",
        "0, 120, true",
        "1, 120, true",
        "3, 120, true"
    })
    @DisplayName(
            "A7, D.4 row 9: the renewal conversation from 120 days before, for seed-004 from 90")
    void shouldWantARenewalConversation(int seed, int daysToRenewal, boolean holds) {
        customer.withContract(200, daysToRenewal);

        requireThat(seed, "renewal-conversation-late", holds);
    }

    @ParameterizedTest
    @CsvSource({
        // 300 days before the renewal that is 80 days ahead
        "220, false",
        "221, true"
    })
    @DisplayName("A7: seed-004 counts the conversation about this renewal only")
    void shouldForgetTheConversationBeforeTheLastRenewal(int beganDaysAgo, boolean holds) {
        customer.withContract(400, 80).saw("commercial.renewal-conversation-started", beganDaysAgo);

        requireThat(4, "renewal-conversation-late", holds);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    @DisplayName("A1: in every profile, a fall by strictly more than 20")
    void shouldSeeAFallByStrictlyMoreThan20(Path bundle) {
        assertThat(fallen(bundle, "80", "60")).doesNotContain("score-drop");
        assertThat(fallen(bundle, "80", "59.999999")).contains("score-drop");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    @DisplayName("A2 to A6, A8, A15: in every profile")
    void shouldSeeRisksAndChancesInEveryProfile(Path bundle) {
        customer.with("seats", "10")
                .sawUsers(8, 3)
                .saw(12, "usage.session-started", 40)
                .saw("relationship.sponsor-left", 5)
                .saw("relationship.competitor-evaluated", 5)
                .saw(2, "support.ticket-escalated", 5)
                .sawDate("engagement.qbr-scheduled", 60, "dueOn", -14)
                .saw("relationship.contact-left", 5)
                .sawValue("usage.limit-reported", 5, "80", Map.of("entitled", "100"))
                .saw("usage.use-case-started", 5)
                .saw("relationship.organisation-grown", 5)
                .saw("relationship.champion-promoted", 5)
                .sawValue("engagement.nps-submitted", 5, "9", Map.of())
                .saw(3, "support.feature-requested", 5);

        assertThat(customer.signals(Bundles.read(bundle)))
                .filteredOn(signal -> !EARLY.contains(signal))
                .containsExactlyInAnyOrder(
                        "sponsor-left", // A2
                        "competitor-evaluated", // A3
                        "escalations-rising", // A4
                        "usage-decline", // A5
                        "qbr-missed", // A6
                        "stakeholders-changed", // A8
                        "seats-near-limit", // A15, and all below
                        "limit-near",
                        "new-use-case",
                        "organisation-grew",
                        "champion-promoted",
                        "promoter",
                        "features-requested");
    }

    @ParameterizedTest(name = "seed-00{0}, {1} a year, day {2}: {3}, {4} days ago")
    @CsvSource({
        // G5
        "0, 200000, 300, engagement.meeting-attended, 30, ",
        "0, 200000, 300, engagement.meeting-attended, 31, check-in-due",
        "0, 199999, 300, engagement.meeting-attended, 13, ",
        "0, 199999, 300, engagement.meeting-attended, 14, check-in-due",
        "0, 49999, 300, engagement.meeting-attended, 399, ",
        "0, 50000, 300, engagement.qbr-completed, 91, ",
        "0, 50000, 300, engagement.qbr-completed, 92, review-due",
        // G6
        "2, 100001, 300, engagement.meeting-attended, 30, ",
        "2, 100001, 300, engagement.meeting-attended, 31, check-in-due",
        "2, 100000, 300, engagement.message-sent, 30, ",
        "2, 100000, 300, engagement.message-sent, 31, check-in-due",
        "2, 24999, 300, engagement.message-sent, 91, ",
        "2, 24999, 300, engagement.message-sent, 92, check-in-due",
        "2, 100001, 300, relationship.csm-sentiment, 6, ",
        "2, 100001, 300, relationship.csm-sentiment, 7, health-check-due",
        "2, 25000, 300, relationship.csm-sentiment, 13, ",
        "2, 25000, 300, relationship.csm-sentiment, 14, health-check-due",
        "2, 24999, 300, relationship.csm-sentiment, 399, ",
        "2, 25000, 300, engagement.qbr-completed, 91, ",
        "2, 25000, 300, engagement.qbr-completed, 92, review-due",
        // G7
        "4, 100001, 300, engagement.meeting-attended, 13, ",
        "4, 100001, 300, engagement.meeting-attended, 14, check-in-due",
        "4, 100001, 300, engagement.qbr-completed, 92, review-due",
        "4, 100000, 300, engagement.qbr-completed, 183, ",
        "4, 100000, 300, engagement.qbr-completed, 184, review-due",
        "4, 24999, 300, engagement.meeting-attended, 399, ",
        "4, 24999, 300, engagement.qbr-completed, 399, ",
        // L5: weeks 1 to 4, what is left of onboarding, adoption, optimization
        "4, 25000, 27, engagement.meeting-attended, 6, ",
        "4, 25000, 27, engagement.meeting-attended, 7, check-in-due",
        "4, 100001, 27, engagement.meeting-attended, 7, check-in-due",
        "4, 25000, 28, engagement.meeting-attended, 7, ",
        "4, 25000, 89, engagement.meeting-attended, 30, ",
        "4, 25000, 90, engagement.meeting-attended, 13, ",
        "4, 25000, 90, engagement.meeting-attended, 14, check-in-due",
        "4, 25000, 180, engagement.meeting-attended, 30, ",
        "4, 25000, 180, engagement.meeting-attended, 31, check-in-due"
    })
    @DisplayName("G5, G6, G7, L5: how often each account is spoken with")
    void shouldWantEachAccountToBeSpokenWith(
            int seed, String arr, int day, String type, int daysAgo, String due) {
        customer.with("arr", arr).withContract(day, 200);
        // All else was done today.
        Stream.of(
                        "engagement.meeting-attended",
                        "engagement.qbr-completed",
                        "relationship.csm-sentiment")
                .filter(it -> !it.equals(type))
                // A message does in its place.
                .filter(it ->
                        !type.equals("engagement.message-sent")
                                || !it.equals("engagement.meeting-attended"))
                .forEach(it -> rated(it, 0));
        rated(type, daysAgo);

        assertThat(dues(seed)).isEqualTo(due == null ? Set.of() : Set.of(due));
    }

    @ParameterizedTest(name = "day {0}: {1}")
    @CsvSource({"6, false", "7, true"})
    @DisplayName("L5: an account that nobody ever spoke with counts from the contract's start")
    void shouldCountFromTheContractsStart(int day, boolean holds) {
        customer.with("arr", "100000").withContract(day, 200);

        requireThat(4, "check-in-due", holds);
    }

    @Test
    @DisplayName("G5 to G7: what is known of nobody is due with nobody")
    void shouldWantNothingOfAnAccountOfWhichNothingIsKnown() {
        customer.with("arr", "500000").saw("usage.session-started", 3);

        assertThat(List.of(dues(0), dues(2), dues(4))).allSatisfy(it -> assertThat(it).isEmpty());
    }

    private void rated(String type, int daysAgo) {
        if (type.equals("relationship.csm-sentiment")) {
            customer.sawValue(type, daysAgo, "3", Map.of("scaleMax", "5"));
        } else {
            customer.saw(type, daysAgo);
        }
    }

    private Set<String> dues(int seed) {
        return customer.signals(Bundles.read(Bundles.seed(seed))).stream()
                .filter(it -> it.endsWith("-due"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "due in {0} days: {1}")
    @CsvSource({"15, false", "14, true", "0, true", "-1, false"})
    @DisplayName("Q1: seed-002 knows two weeks ahead that a review is due")
    void shouldPrepareAReviewTwoWeeksAhead(int dueInDays, boolean holds) {
        customer.sawDate("engagement.qbr-scheduled", 60, "dueOn", dueInDays);

        requireThat(2, "qbr-near", holds);
    }

    @Test
    @DisplayName("Q1: a review that was held need not be prepared")
    void shouldNotPrepareAReviewThatWasHeld() {
        customer.sawDate("engagement.qbr-scheduled", 60, "dueOn", 7)
                .saw("engagement.qbr-completed", 1);

        requireThat(2, "qbr-near", false);
    }

    @Test
    @DisplayName("A10: seed-000 answers every risk within 48 hours, however much it presses")
    void shouldAnswerEveryRiskWithin48Hours() {
        List<AlertRule> rules = alertRules(0);

        assertThat(rules)
                .hasSize(9)
                .allSatisfy(rule -> {
                    // Two indicators in one rule would share one alert, and one clock.
                    assertThat(rule.when().signals()).hasSizeLessThanOrEqualTo(1);
                    assertThat(rule.respondWithin()).containsOnlyKeys(Severity.values());
                    assertThat(rule.respondWithin().values())
                            .extracting(Duration::toHours)
                            .containsOnly(48L);
                });
        assertThat(
                        rules.stream()
                                .flatMap(rule -> rule.when().signals().stream())
                                .collect(Collectors.toSet()))
                .as("A1 to A8")
                .containsExactlyInAnyOrder(
                        "score-drop",
                        "sponsor-left",
                        "competitor-evaluated",
                        "escalations-rising",
                        "usage-decline",
                        "qbr-missed",
                        "renewal-conversation-late",
                        "stakeholders-changed");
        assertThat(rules.getFirst().when().statuses()).containsExactly(Status.RED);
    }

    @Test
    @DisplayName("A9: seed-002 tells an executive of every account that turns red within 24 hours")
    void shouldEscalateEveryRedAccountWithinADay() {
        assertThat(alertRules(2))
                .extracting(AlertRule::id, rule -> hoursToAnswer(rule, "smb"))
                .containsExactly(
                        tuple("risk-high", 24L),
                        tuple("health-red", 24L),
                        tuple("score-drop", 48L),
                        tuple("sponsor-left", 24L));
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "4"})
    @DisplayName("A9, A10, D.4 row 11: 24 hours for what is critical, 48 for the rest")
    void shouldAnswerWhatIsCriticalWithin24Hours(int seed) {
        assertThat(alertRules(seed))
                .extracting(
                        AlertRule::id,
                        rule -> hoursToAnswer(rule, "smb"),
                        rule -> hoursToAnswer(rule, "enterprise"))
                .containsExactly(
                        tuple("health-red", 48L, 24L),
                        tuple("score-drop", 48L, 48L),
                        tuple("sponsor-left", 24L, 24L));
    }

    @ParameterizedTest(name = "seed-00{0}: {1}")
    @CsvSource({
        "0, five-pillar",
        "1, four-pillar",
        "2, five-pillar",
        "3, five-pillar",
        "4, five-pillar"
    })
    @DisplayName("H1, H2: which card judges")
    void shouldJudgeByTheCardOfItsDocument(int seed, String card) {
        assertThat(verdict(seed).scorecard().id()).isEqualTo(card);
    }

    @Test
    @DisplayName("H6, H7: seed-004 is strict, and all else of its cards is that of the default")
    void shouldLeaveOutHysteresisAlone() {
        Map<String, Applied<Scorecard>> strict = Bundles.read(Bundles.seed(4)).scorecards();

        Bundles.read(Bundles.DEFAULT)
                .scorecards()
                .forEach((id, card) -> {
                    Scorecard other = Objects.requireNonNull(strict.get(id)).value();
                    assertThat(card.value().hysteresis()).isNotNull();
                    assertThat(other.hysteresis()).isNull();
                    assertThat(other)
                            .usingRecursiveComparison()
                            .ignoringFields("hysteresis")
                            .withEqualsForType(
                                    (one, another) -> one.source().equals(another.source()),
                                    Expression.class)
                            .isEqualTo(card.value());
                });
    }

    @Test
    @DisplayName("A13, A9: seed-002 recovers by five steps, the first within a day")
    void shouldRecoverByTheFiveStepsOfA13() {
        PlaySpec play =
                Bundles.read(Bundles.seed(2)).plays().stream()
                        .map(Applied::value)
                        .filter(it -> it.id().equals("churn-risk"))
                        .findFirst()
                        .orElseThrow();

        assertThat(play.trigger().statuses()).containsExactly(Status.RED);
        assertThat(play.tasks())
                .extracting(TaskSpec::id, TaskSpec::role, TaskSpec::dueInWorkingDays)
                .containsExactly(
                        tuple("executive-escalation", "csm", 1),
                        tuple("root-cause", "csm", 3),
                        tuple("recovery-plan", "csm", 5),
                        tuple("surge-support", "cs-manager", 5),
                        tuple("progress-dashboard", "csm", 10));
    }

    @Test
    @DisplayName("L4: seed-002 onboards by 20 tasks in four waves of five, in twelve weeks")
    void shouldOnboardByTheFourWavesOfL4() {
        PlaySpec play = play(2, "onboarding");

        assertThat(play.trigger().signals()).containsExactly("onboarding-begun");
        assertThat(play.tasks()).hasSize(20);
        Map<Integer, List<TaskSpec>> waves =
                play.tasks().stream()
                        .collect(
                                Collectors.groupingBy(ProfilesTest::opens, TreeMap::new, toList()));
        // Weeks 1 to 2, 3 to 4, 5 to 8 and 9 to 12, in working days.
        assertThat(waves.keySet()).containsExactly(0, 10, 20, 40);
        assertThat(waves.values()).allMatch(wave -> wave.size() == 5);
        List<Integer> ends = List.of(10, 20, 40, 60);
        assertThat(waves.values())
                .zipSatisfy(
                        ends,
                        (wave, end) ->
                                assertThat(wave)
                                        .extracting(TaskSpec::dueInWorkingDays)
                                        .allMatch(due -> due < end)
                                        .isSorted());
        assertThat(play.tasks())
                .as("first value within 30 days: 19 working days and four weekends")
                .filteredOn(task -> task.id().equals("quick-win"))
                .extracting(TaskSpec::dueInWorkingDays)
                .containsExactly(19);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "onboarding, kick-off-call:0 training-sessions:20 go-live:45",
        "adoption, usage-review:20 find-champions:30 advanced-training:40",
        "optimization, roi-review:20 executive-alignment:40 expansion-opportunities:45",
        "renewal, renewal-kickoff:3 business-case:25 contract-negotiation:45"
    })
    @DisplayName("L5: seed-004 has the touchpoints of each phase, the kick-off call on day 1")
    void shouldHaveTheTouchpointsOfEachPhase(String phase, String touchpoints) {
        PlaySpec play = play(4, phase);

        assertThat(play.trigger().signals()).containsExactly(phase + "-begun");
        assertThat(play.tasks())
                .extracting(task -> task.id() + ":" + task.dueInWorkingDays())
                .containsExactly(touchpoints.split(" "));
    }

    private static PlaySpec play(int seed, String id) {
        return Bundles.read(Bundles.seed(seed)).plays().stream()
                .map(Applied::value)
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static int opens(TaskSpec task) {
        Integer days = task.opensInWorkingDays();
        return days == null ? 0 : days;
    }

    @Test
    @DisplayName("H9: seed-002 has an account's manager look at it when its cadence asks")
    void shouldOpenATaskWhenAHealthCheckIsDue() {
        PlaySpec play =
                Bundles.read(Bundles.seed(2)).plays().stream()
                        .map(Applied::value)
                        .filter(it -> it.id().equals("health-check"))
                        .findFirst()
                        .orElseThrow();

        assertThat(play.trigger().signals()).containsExactly("health-check-due");
        assertThat(play.trigger().statuses()).as("of any status").isEmpty();
        assertThat(play.tasks())
                .extracting(TaskSpec::id, TaskSpec::role, TaskSpec::dueInWorkingDays)
                .containsExactly(tuple("review-health", "csm", 2));
    }

    static Stream<Path> bundles() {
        return Bundles.all();
    }

    /** The signals of a customer whose score was one yesterday and is another today. */
    private static Set<String> fallen(Path bundle, String from, String to) {
        PolicySet policies = Bundles.signalsOverReportedValue(bundle);
        Customer falling = new Customer().sawValue("outcome.value-reported", 1, from, Map.of());
        Verdict before = falling.verdict(policies, null, 1);
        falling.sawValue("outcome.value-reported", 0, to, Map.of());
        return falling.verdict(policies, before, 0).signals().keySet();
    }

    private static Set<String> differences(PolicyBundle profile) {
        Map<String, String> own = versions(profile);
        Map<String, String> base = versions(Bundles.documents(Bundles.DEFAULT));
        var differences = new TreeSet<String>();
        own.forEach((key, version) -> {
            if (!base.containsKey(key)) {
                differences.add("+" + key);
            } else if (!version.equals(base.get(key))) {
                differences.add("~" + key);
            }
        });
        base.keySet().stream()
                .filter(key -> !own.containsKey(key))
                .forEach(key -> differences.add("-" + key));
        return differences;
    }

    private static Map<String, String> versions(PolicyBundle bundle) {
        return bundle.documents().stream()
                .collect(Collectors.toMap(PolicyDocument::key, PolicyDocument::version));
    }

    private static List<AlertRule> alertRules(int seed) {
        return Bundles.read(Bundles.seed(seed)).alertRules().stream().map(Applied::value).toList();
    }

    private static long hoursToAnswer(AlertRule rule, String segment) {
        Severity severity = rule.severityBySegment().getOrDefault(segment, rule.severity());
        return Objects.requireNonNull(rule.respondWithin().get(severity)).toHours();
    }

    private Verdict verdict(int seed) {
        return customer.verdict(Bundles.read(Bundles.seed(seed)));
    }

    private void requireThat(int seed, String signal, boolean holds) {
        if (holds) {
            assertThat(verdict(seed).signals()).containsKey(signal);
        } else {
            assertThat(verdict(seed).signals()).doesNotContainKey(signal);
        }
    }
}
