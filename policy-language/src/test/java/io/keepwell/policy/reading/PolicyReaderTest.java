package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.account.DayRange;
import io.keepwell.policy.account.LifecycleSet;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.SegmentSet;
import io.keepwell.policy.account.Stage;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.LadderStep;
import io.keepwell.policy.reaction.Outcomes;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import io.keepwell.policy.scorecard.Band;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.DimensionBand;
import io.keepwell.policy.scorecard.Hysteresis;
import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.MissingPolicy;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.scorecard.Staleness;
import io.keepwell.policy.scorecard.Transform;
import io.keepwell.policy.scorecard.Unit;
import io.keepwell.policy.signal.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyReaderTest {

    private static final String LINEAR = "transform: {linear: {at0: 0, at100: 5}}";

    @Test
    void shouldReadACardAsItIsWritten() {
        // Given a card
        // When
        PolicySet set = Texts.set(Texts.CARD);
        // Then
        Scorecard card = card(set);
        assertThat(card.id()).isEqualTo("card");
        assertThat(card.bands())
                .containsExactly(
                        new Band(Status.GREEN, new BigDecimal("80"), "expand"),
                        new Band(Status.YELLOW, new BigDecimal("50"), null),
                        new Band(Status.RED, BigDecimal.ZERO, null));
        assertThat(card.hysteresis())
                .isEqualTo(
                        new Hysteresis(
                                new BigDecimal("53"), new BigDecimal("78"), Duration.ofHours(24)));
        assertThat(card.minCoverage()).isEqualTo(new BigDecimal("0.3"));
        assertThat(card.dimensions().getFirst().measures().getFirst())
                .satisfies(measure -> {
                    assertThat(measure.weight()).isEqualTo(new BigDecimal("25"));
                    assertThat(measure.value().source()).isEqualTo("distinct('features', 30)");
                    assertThat(measure.transform())
                            .isEqualTo(new Transform.Linear(BigDecimal.ONE, BigDecimal.TEN));
                });
    }

    @Test
    void shouldFillInWhatIsLeftOut() {
        // Given a card without names, bandOn and missing
        // When
        Scorecard card = card(Texts.set(Texts.CARD));
        // Then
        assertThat(card.name()).isEqualTo("card");
        assertThat(card.bandOn()).isEqualTo(Scorecard.BandOn.SHOWN);
        assertThat(card.dimensions().getFirst().name()).isEqualTo("usage");
        assertThat(card.dimensions().getFirst().measures())
                .allSatisfy(measure -> {
                    assertThat(measure.name()).isEqualTo(measure.id());
                    assertThat(measure.unit()).isEqualTo(Unit.NUMBER);
                    assertThat(measure.missing()).isEqualTo(MissingPolicy.SPREAD);
                    assertThat(measure.carryDays()).isZero();
                    assertThat(measure.staleness()).isNull();
                });
        assertThat(card.edges()).isEqualTo(Scorecard.Edges.LOWER_INCLUSIVE);
        assertThat(card.limits()).isEmpty();
        assertThat(card.overrideDaysMax()).isEqualTo(30);
    }

    @Test
    void shouldTakeWhatIsNotLeftOut() {
        // Given
        String text =
                Texts.CARD.replace(
                                "minCoverage",
                                """
                                name: Ours
                                bandOn: exact
                                edges: upper-inclusive
                                overrides: {maxDays: 14}
                                limits:
                                - {id: few, name: Few, cap: 60, when: activeUsers(30) < 2}
                                - {id: many, floor: 50, when: activeUsers(30) > 99}
                                minCoverage\
                                """)
                        + "    missing: neutral\n    name: How often\n    carryDays: 7\n"
                        + "    unit: share\n"
                        + "    stale: {afterDays: 90, then: decay, overDays: 60, to: 50}\n";
        // When
        Scorecard card = card(Texts.set(text));
        // Then
        assertThat(card.name()).isEqualTo("Ours");
        assertThat(card.bandOn()).isEqualTo(Scorecard.BandOn.EXACT);
        assertThat(card.dimensions().getFirst().measures().getLast())
                .satisfies(measure -> {
                    assertThat(measure.name()).isEqualTo("How often");
                    assertThat(measure.unit()).isEqualTo(Unit.SHARE);
                    assertThat(measure.missing()).isEqualTo(MissingPolicy.NEUTRAL);
                    assertThat(measure.carryDays()).isEqualTo(7);
                    assertThat(measure.staleness())
                            .isEqualTo(new Staleness.Decayed(90, 60, new BigDecimal("50")));
                });
        assertThat(card.edges()).isEqualTo(Scorecard.Edges.UPPER_INCLUSIVE);
        assertThat(card.overrideDaysMax()).isEqualTo(14);
        assertThat(card.limits())
                .extracting(Limit::id, Limit::name, Limit::side, Limit::score)
                .containsExactly(
                        tuple("few", "Few", Limit.Side.CAP, new BigDecimal("60")),
                        tuple("many", "many", Limit.Side.FLOOR, new BigDecimal("50")));
    }

    @ParameterizedTest
    @CsvSource({"100, Best", "90, Best", "89.999999, Good", "70, Good", "69.9, Bad", "0, Bad"})
    void shouldSayWhatADimensionsScoreMeansAsH6Asks(BigDecimal score, String label) {
        // Given bands in no order
        String text =
                Texts.CARD.replace(
                        "id: usage\n",
                        """
                        id: usage
                          bands:
                          - {from: 0, label: Bad}
                          - {from: 90, label: Best}
                          - {from: 70, label: Good}
                        """);
        // When
        Dimension dimension = card(Texts.set(text)).dimensions().getFirst();
        // Then
        assertThat(dimension.bandOf(score))
                .isNotNull()
                .extracting(DimensionBand::label)
                .isEqualTo(label);
    }

    @Test
    void shouldSayNothingOfADimensionsScoreWithoutBands() {
        // Given a card without bands of dimensions
        // When
        Dimension dimension = card(Texts.set(Texts.CARD)).dimensions().getFirst();
        // Then
        assertThat(dimension.bandOf(BigDecimal.TEN)).isNull();
    }

    @Test
    void shouldNameTheDocumentsVersionWithEachPart() {
        // Given
        PolicyBundle bundle = Texts.bundle(Texts.WHOLE);
        // When
        PolicySet set = Texts.set(Texts.WHOLE);
        // Then
        assertThat(set.version()).isEqualTo(bundle.version());
        assertThat(set.scorecards().get("card"))
                .satisfies(card ->
                        assertThat(card.ref())
                                .isEqualTo(
                                        new PolicyRef("card", version(bundle, "Scorecard/card"))));
        assertThat(set.signals())
                .extracting(signal -> signal.ref())
                .containsExactly(
                        new PolicyRef("drop", version(bundle, "Signals/risk")),
                        new PolicyRef("both", version(bundle, "Signals/risk")));
    }

    @Test
    void shouldReadSignalsSegmentsStagesAndResolver() {
        // Given a document of each kind
        // When
        PolicySet set = Texts.set(Texts.WHOLE);
        // Then
        Signal drop = set.signals().getFirst().value();
        assertThat(drop.category()).isEqualTo(SignalCategory.RISK);
        assertThat(drop.when().source()).isEqualTo("scoreDrop(30) > 20");
        assertThat(drop.until()).hasToString("scoreDrop(30) <= 15");
        assertThat(set.signals().getLast().value().until()).isNull();
        assertThat(set.segments().segments())
                .extracting(segment -> segment.id() + ": " + segment.when().source())
                .containsExactly("large: trait('arr') > 100000", "small: trait('arr') <= 100000");
        assertThat(set.lifecycle().stages())
                .containsExactly(
                        new Stage("renewal", "renewal", null, new DayRange(null, 90)),
                        new Stage("adoption", "adoption", new DayRange(0, 180), null));
        assertThat(set.resolver().choices())
                .containsExactly(
                        new Resolver.Choice("card", Set.of("large"), Set.of("renewal")),
                        new Resolver.Choice("card", Set.of(), Set.of()));
    }

    @Test
    void shouldReadAlertRules() {
        // Given a document of them
        // When
        List<Applied<AlertRule>> rules = Texts.set(Texts.REACTIONS).alertRules();
        // Then
        String version = version(Texts.bundle(Texts.REACTIONS), "AlertRules/risk");
        Map<Severity, Duration> respondWithin =
                Map.of(
                        Severity.CRITICAL, Duration.ofHours(8),
                        Severity.HIGH, Duration.ofDays(2),
                        Severity.MEDIUM, Duration.ofHours(48));
        assertThat(rules)
                .containsExactly(
                        new Applied<>(
                                new AlertRule(
                                        "red",
                                        "Health is red",
                                        SignalCategory.RISK,
                                        new Condition(Set.of(Status.RED, Status.UNKNOWN), Set.of()),
                                        Severity.HIGH,
                                        Map.of("large", Severity.CRITICAL),
                                        respondWithin),
                                new PolicyRef("red", version)),
                        new Applied<>(
                                new AlertRule(
                                        "fell",
                                        "fell",
                                        SignalCategory.RISK,
                                        new Condition(Set.of(), Set.of("drop")),
                                        Severity.MEDIUM,
                                        Map.of(),
                                        respondWithin),
                                new PolicyRef("fell", version)));
    }

    /** Requirements A9 and A10. */
    @Test
    void shouldGiveADayForCriticalAlertsAndTwoForOthersWhereNothingIsSaid() {
        // Given
        String text =
                Texts.replaced(Texts.REACTIONS, "respondWithin: {critical: 8h, high: 2d}\\n", "");
        // When
        PolicySet set = Texts.set(text);
        // Then
        assertThat(set.alertRules())
                .allSatisfy(rule ->
                        assertThat(rule.value().respondWithin())
                                .isEqualTo(
                                        Map.of(
                                                Severity.CRITICAL, Duration.ofHours(24),
                                                Severity.HIGH, Duration.ofHours(48),
                                                Severity.MEDIUM, Duration.ofHours(48))));
    }

    @Test
    void shouldReadPlays() {
        // Given a document
        // When
        List<Applied<PlaySpec>> plays = Texts.set(Texts.REACTIONS).plays();
        // Then
        assertThat(plays)
                .containsExactly(
                        new Applied<>(
                                new PlaySpec(
                                        "grow",
                                        "Sell more",
                                        SignalCategory.EXPANSION,
                                        new Condition(
                                                Set.of(Status.GREEN),
                                                Set.of("seats-used", "promoted")),
                                        List.of(
                                                new TaskSpec(
                                                        "ask",
                                                        "Ask what they need",
                                                        "On the phone.",
                                                        TaskSpec.CSM,
                                                        0),
                                                new TaskSpec(
                                                        "offer",
                                                        "Make an offer",
                                                        null,
                                                        "sales",
                                                        250)),
                                        List.of("Something was bought", "They are glad of it")),
                                new PolicyRef(
                                        "grow",
                                        version(Texts.bundle(Texts.REACTIONS), "Play/grow"))));
    }

    /** A11. */
    @Test
    void shouldReadTheLadderThatAlertsGoUp() {
        // Given
        String text =
                Texts.replaced(
                        Texts.REACTIONS,
                        "description: What somebody must look at.",
                        "escalation:\\n- {fromDay: 8, involve: cs-manager}\\n"
                                + "- {fromDay: 15, involve: [vp-cs, executive-sponsor]}");
        // When
        PolicySet set = Texts.set(text);
        // Then
        assertThat(set.alertRules())
                .allSatisfy(rule ->
                        assertThat(rule.value().escalation())
                                .containsExactly(
                                        new LadderStep(8, List.of("cs-manager")),
                                        new LadderStep(15, List.of("vp-cs", "executive-sponsor"))));
        assertThat(Texts.set(Texts.REACTIONS).alertRules())
                .allSatisfy(rule -> assertThat(rule.value().escalation()).isEmpty());
    }

    /** A11: day 1 is the calendar day on which it opened, however late on that day. */
    @Test
    void shouldBeginAStepWithItsDay() {
        LadderStep step = new LadderStep(8, List.of("cs-manager"));

        assertThat(step.beginsAt(Instant.parse("2026-11-03T00:00:00Z")))
                .isEqualTo("2026-11-10T00:00:00Z");
        assertThat(step.beginsAt(Instant.parse("2026-11-03T23:59:59.999Z")))
                .isEqualTo("2026-11-10T00:00:00Z");
    }

    /** A12 and A14: what a save plan says besides its tasks. */
    @Test
    void shouldReadHowAPlayIsClosedAndWhatItsTasksWaitFor() {
        // Given
        String text =
                Texts.replaced(
                        Texts.replaced(
                                Texts.REACTIONS,
                                "dueInWorkingDays: 250",
                                "dueInWorkingDays: 250, opensInWorkingDays: 10, approvedBy: vp-cs"),
                        "name: Sell more",
                        "riskLevel: high\\nriskLevelBySegment: {large: critical}\\n"
                                + "outcomes: {success: won, failure: lost}");
        // When
        PlaySpec play = Texts.set(text).plays().getFirst().value();
        // Then
        assertThat(play.riskLevelIn("large")).isEqualTo(Severity.CRITICAL);
        assertThat(play.riskLevelIn("small")).isEqualTo(Severity.HIGH);
        assertThat(play.riskLevelIn(null)).isEqualTo(Severity.HIGH);
        assertThat(play.outcomes()).isEqualTo(new Outcomes("won", "lost"));
        assertThat(play.tasks())
                .extracting(TaskSpec::opensInWorkingDays, TaskSpec::approvedBy)
                .containsExactly(tuple(null, null), tuple(10, "vp-cs"));
    }

    @Test
    void shouldReadSeveralPlaysAndDocumentsOfAlertRules() {
        // Given
        String more =
                """
                kind: AlertRules
                id: growth
                rules:
                - {id: chance, category: expansion, when: {signal: [promoted, seats-used]}, severity: medium}
                ---
                kind: Play
                id: greet
                category: lifecycle
                trigger: {signal: promoted}
                tasks: [{id: say, title: Congratulate, role: csm, dueInWorkingDays: 1}]
                """;
        // When
        PolicySet set = Texts.set(Texts.REACTIONS, more);
        // Then
        assertThat(set.alertRules())
                .extracting(rule -> rule.value().id())
                .containsExactlyInAnyOrder("red", "fell", "chance");
        assertThat(set.plays())
                .extracting(play -> play.value().name())
                .containsExactlyInAnyOrder("Sell more", "greet");
        assertThat(set.plays())
                .filteredOn(play -> play.value().id().equals("greet"))
                .singleElement()
                .satisfies(play -> assertThat(play.value().successCriteria()).isEmpty());
    }

    @Test
    void shouldReportAlertRulesThatHaveOneIdInTwoDocuments() {
        // Given
        String more =
                """
                kind: AlertRules
                id: second
                rules:
                - {id: red, category: risk, when: {status: red}, severity: medium}
                """;
        // When
        List<String> problems = Texts.problems(Texts.REACTIONS, more);
        // Then
        assertThat(problems)
                .containsExactly(
                        "b.yaml:4:8: alert rule 'red' is already at a.yaml:25."
                                + " Give one of the two another id, or remove it.");
    }

    @Test
    void shouldAcceptThatASignalWithProblemsIsNamed() {
        // Given
        String text =
                Texts.REACTIONS
                        .replace("when: scoreDrop(30) > 20", "when: scoreDrop(30)")
                        .replace("when: activeUsers(30) > 5", "when: 5")
                        .replace("- {id: promoted, category: expansion, when: score() > 5}\n", "");
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems)
                .hasSize(2)
                .extracting(problem -> problem.substring(0, 10))
                .containsExactly("a.yaml:10:", "a.yaml:11:");
    }

    @Test
    void shouldLetTheOnlyCardJudgeAllWhereNothingElseIsSaid() {
        // Given a card alone
        // When
        PolicySet set = Texts.set(Texts.CARD);
        // Then
        assertThat(set.resolver().choices())
                .containsExactly(new Resolver.Choice("card", Set.of(), Set.of()));
        assertThat(set.segments()).isEqualTo(SegmentSet.NONE);
        assertThat(set.lifecycle()).isEqualTo(LifecycleSet.NONE);
        assertThat(set.signals()).isEmpty();
    }

    @Test
    void shouldSortBandsWhateverTheirOrder() {
        // Given
        String text =
                Texts.replaced(
                        Texts.CARD,
                        "- {status: green, from: 80, action: expand}\\n- {status: yellow, from: 50}"
                                + "\\n- {status: red, from: 0}",
                        "- {status: red, from: 0}\\n- {status: green, from: 80}\\n- {status:"
                                + " yellow, from: 50}");
        // When
        Scorecard card = card(Texts.set(text));
        // Then
        assertThat(card.bands())
                .extracting(Band::status)
                .containsExactly(Status.GREEN, Status.YELLOW, Status.RED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    minCoverage: 0.3 § minCoverage: 0
                    minCoverage: 0.3 § minCoverage: 1
                    minCoverage: 0.3 § minCoverage: 1e-3
                    from: 80 § from: 100
                    leaveRedAt: 53 § leaveRedAt: 50
                    leaveRedAt: 53 § leaveRedAt: 79.999
                    leaveGreenBelow: 78 § leaveGreenBelow: 80
                    dwell: 24h § dwell: 0m
                    dwell: 24h § dwell: 365d
                    id: usage\\n  weight: 30 § id: usage\\n  weight: 0.001
                    id: features\\n    weight: 25 § id: features\\n    weight: 0
                    at0: 0, at100: 5 § at0: 5, at100: -1000000000000
                    distinct('features', 30) § count('our-own.type', 30)
                    distinct('features', 30) § numberTrait('height')
                    distinct('features', 30) § &value distinct('features', 30)
                    hysteresis: {leaveRedAt: 53, leaveGreenBelow: 78, dwell: 24h} § description: None.
                    """)
    void shouldTakeWhatIsJustWithinBounds(String part, String instead) {
        // Given
        String text = Texts.replaced(Texts.CARD, part, instead);
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldLeaveRedAtTheTopWhereThereAreTwoBands() {
        // Given
        String text =
                Texts.replaced(Texts.CARD, "- {status: yellow, from: 50}\\n", "")
                        .replace("leaveRedAt: 53", "leaveRedAt: 100");
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldReadNumbersExactly() {
        // Given
        String text =
                Texts.CARD.replace("at0: 0, at100: 5", "at0: 0.10, at100: 12345678901.123456789");
        // When
        Scorecard card = card(Texts.set(text));
        // Then
        assertThat(card.dimensions().getFirst().measures().getLast().transform())
                .isEqualTo(
                        new Transform.Linear(
                                new BigDecimal("0.10"), new BigDecimal("12345678901.123456789")));
    }

    @Test
    void shouldReadSteps() {
        // Given
        String text =
                Texts.CARD.replace(
                        LINEAR, "transform: {steps: {below: 5, steps: [{from: -1, score: 100}]}}");
        // When
        Scorecard card = card(Texts.set(text));
        // Then
        assertThat(card.dimensions().getFirst().measures().getLast().transform())
                .isEqualTo(
                        new Transform.Steps(
                                new BigDecimal("5"),
                                List.of(
                                        new Transform.Steps.Step(
                                                new BigDecimal("-1"), new BigDecimal("100")))));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void shouldReadATransformByItsName(String written, Transform transform) {
        // Given
        String text = Texts.CARD.replace(LINEAR, "transform: {%s}".formatted(written));
        // When
        Scorecard card = card(Texts.set(text));
        // Then
        assertThat(card.dimensions().getFirst().measures().getLast().transform())
                .isEqualTo(transform);
    }

    @ParameterizedTest
    @CsvSource({
        "spread, SPREAD",
        "spread-over-card, SPREAD_OVER_CARD",
        "zero, ZERO",
        "neutral, NEUTRAL",
        "unknown, UNKNOWN"
    })
    void shouldReadWhatAMeasureCountsAsWithoutData(String word, String constant) throws Exception {
        assertThat(missing(word)).isEqualTo(MissingPolicy.class.getField(constant).get(null));
    }

    @Test
    void shouldReadTheScoreThatAMeasureCountsAsWithoutData() {
        assertThat(missing("{score: 12.5}"))
                .isEqualTo(new MissingPolicy.Fixed(new BigDecimal("12.5")));
    }

    private static MissingPolicy missing(String written) {
        Scorecard card = card(Texts.set(Texts.CARD + "    missing: " + written + "\n"));
        return card.dimensions().getFirst().measures().getLast().missing();
    }

    static List<Arguments> transforms() {
        return List.of(
                Arguments.of(
                        "ratio: {full: 0.8}",
                        new Transform.Linear(BigDecimal.ZERO, new BigDecimal("0.8"))),
                Arguments.of(
                        "growth: {baseline: 50}",
                        new Transform.Slope(BigDecimal.ZERO, new BigDecimal("50"))),
                Arguments.of(
                        "deduct: {each: 12.5}",
                        new Transform.Slope(Transform.BEST, new BigDecimal("-12.5"))),
                Arguments.of(
                        "additive: {start: 50, each: -10}",
                        new Transform.Slope(new BigDecimal("50"), new BigDecimal("-10"))),
                Arguments.of(
                        "curve: {points: [{at: 1, score: 0}, {at: 10, score: 100}]}",
                        new Transform.Curve(
                                List.of(
                                        new Transform.Curve.Point(BigDecimal.ONE, BigDecimal.ZERO),
                                        new Transform.Curve.Point(
                                                BigDecimal.TEN, new BigDecimal("100"))))),
                Arguments.of(
                        "enum: {values: [{is: 1, score: 0}, {is: 10, score: 100}], otherwise: 5}",
                        new Transform.Values(
                                List.of(
                                        new Transform.Values.Value(BigDecimal.ONE, BigDecimal.ZERO),
                                        new Transform.Values.Value(
                                                BigDecimal.TEN, new BigDecimal("100"))),
                                new BigDecimal("5"))));
    }

    @Test
    void shouldReadWhatAnAliasStandsFor() {
        // Given
        String text =
                Texts.CARD
                        .replace(
                                "transform: {linear: {at0: 1, at100: 10}}",
                                "transform: &t {linear: {at0: 1, at100: 10}}")
                        .replace(LINEAR, "transform: *t");
        // When
        Scorecard card = card(Texts.set(text));
        // Then
        assertThat(card.dimensions().getFirst().measures())
                .extracting(measure -> measure.transform())
                .containsOnly(new Transform.Linear(BigDecimal.ONE, BigDecimal.TEN));
    }

    @Test
    void shouldReportTheProblemsOfAllDocumentsAndFilesAtOnce() {
        // Given
        String first = Texts.CARD.replace("weight: 30", "weight: -1").replace("at0: 1,", "at: 1,");
        String second =
                """
                # Ours.
                ---
                kind: Signals
                id: ours
                signals:
                - {id: a, category: risk, when: signal('b'), until: 5}
                ---
                kind: Plays
                id: save
                """;
        // When
        List<String> problems = Texts.problems(first, second);
        // Then
        assertThat(problems)
                .containsExactly(
                        "a.yaml:11:11: 'weight' must be 0 or more, was -1."
                                + " Write it as in 'weight: 30'.",
                        "a.yaml:16:26: the key 'at' is not known here. Did you mean 'at0'?",
                        "b.yaml:6:40: there is no signal 'b'. Write the signal, or ask for another"
                                + " one.",
                        "b.yaml:6:53: 'until' must be an expression, this is a number."
                                + " Write it as in 'until: scoreDrop(30) <= 15'.",
                        "b.yaml:8:7: the kind 'Plays' is not known. Did you mean 'Play'? The kinds"
                            + " are 'AlertRules', 'Cadences', 'Capacity', 'Kpis', 'LifecycleSet',"
                            + " 'Play', 'Resolver', 'RiskScore', 'Scorecard', 'SegmentSet',"
                            + " 'Signals'.");
    }

    @Test
    void shouldNotPutABundleInForceThatNobodyCompleted() {
        assertThat(Texts.problems(Texts.CARD + "---\nkind: Bundle\nid: own\nextends: ../default\n"))
                .containsExactly(
                        "a.yaml:22:7: a Bundle is not put in force, it says what is. Name its"
                                + " folder to ./keepwell policy apply, which completes it.");
    }

    @Test
    void shouldReportSignalsThatHaveOneIdInTwoDocuments() {
        // Given
        String more =
                """
                kind: Signals
                id: second
                signals:
                - {id: drop, category: risk, when: score() < 50}
                """;
        // When
        List<String> problems = Texts.problems(Texts.WHOLE, more);
        // Then
        assertThat(problems)
                .containsExactly(
                        "b.yaml:4:8: signal 'drop' is already at a.yaml:10."
                                + " Give one of the two another id, or remove it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    Resolver § scorecards: [{scorecard: card}] § 28
                    SegmentSet § segments: [{id: other, when: trait('arr') > 1}] § 16
                    LifecycleSet § stages: [{id: other, daysToRenewal: {from: 0}}] § 22
                    """)
    void shouldReportASecondDocumentOfAKindThatStandsOnce(String kind, String rest, int line) {
        // Given
        String second = "kind: %s\nid: other\n%s\n".formatted(kind, rest);
        // When
        List<String> problems = Texts.problems(Texts.WHOLE, second);
        // Then
        assertThat(problems)
                .containsExactly(
                        "b.yaml:1:7: a bundle has one %s, and there is already 'default' at a.yaml:%d. Remove one of the two."
                                .formatted(kind, line));
    }

    @Test
    void shouldReportSeveralCardsWithoutAResolver() {
        // Given
        String second = Texts.CARD.replace("id: card", "id: other");
        // When
        List<String> problems = Texts.problems(Texts.CARD, second);
        // Then
        assertThat(problems)
                .containsExactly(
                        "b.yaml:1:7: there are 2 scorecards, and nothing says which judges whom."
                                + " Write a document of kind Resolver.");
    }

    @Test
    void shouldReportThatNothingJudges() {
        // Given
        String stages = "kind: LifecycleSet\nid: a\nstages: [{id: b, daysToRenewal: {from: 0}}]\n";
        // When
        List<String> problems = Texts.problems(stages);
        // Then
        assertThat(problems)
                .containsExactly(
                        "a.yaml:1:1: no document is a scorecard, so nothing judges accounts."
                                + " Write a document of kind Scorecard.");
        assertThat(Texts.problems()).singleElement().asString().startsWith("policies:1:1: no ");
    }

    @Test
    void shouldAcceptThatACardWithProblemsIsNamed() {
        // Given
        String text = Texts.WHOLE.replace("minCoverage: 0\n", "");
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems)
                .containsExactly(
                        "a.yaml:1:1: the Scorecard has no 'minCoverage'."
                                + " Add a line such as 'minCoverage: 0.3'.");
    }

    @Test
    void shouldPutSignalsBehindThoseThatTheyAskFor() {
        // Given
        String signals =
                """
                kind: Signals
                id: a
                signals:
                - {id: last, category: risk, when: signal('middle') || signal('of-b')}
                - {id: middle, category: risk, when: score() < 5, until: "!signal('first')"}
                - {id: free, category: risk, when: score() < 5}
                - {id: first, category: risk, when: score() < 5}
                ---
                kind: Signals
                id: b
                signals:
                - {id: of-b, category: risk, when: score() < 5}
                """;
        // When
        PolicySet set = Texts.set(Texts.CARD, signals);
        // Then
        assertThat(set.signals())
                .extracting(signal -> signal.value().id())
                .containsExactly("free", "first", "middle", "of-b", "last");
    }

    @Test
    void shouldReportEachCircleOnce() {
        // Given
        String signals =
                """
                kind: Signals
                id: a
                signals:
                - {id: behind, category: risk, when: signal('x')}
                - {id: x, category: risk, when: signal('y')}
                - {id: y, category: risk, when: signal('x')}
                - {id: self, category: risk, when: signal('self')}
                """;
        // When
        List<String> problems = Texts.problems(Texts.CARD, signals);
        // Then
        String cure = ". Write out the condition of one of them in place of signal(…).";
        assertThat(problems)
                .containsExactly(
                        "b.yaml:5:40: signals ask for each other in a circle: x, y, x" + cure,
                        "b.yaml:7:43: signals ask for each other in a circle: self, self" + cure);
    }

    @Test
    void shouldReportAllProblemsOfAnExpression() {
        // Given
        String text =
                Texts.CARD.replace("distinct('features', 30)", "cuont('a.b', 1) + cuont('a.b', 2)");
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems)
                .hasSize(2)
                .allMatch(problem -> problem.contains("no function 'cuont'"))
                .extracting(problem -> problem.substring(0, 13))
                .containsExactly("a.yaml:15:12:", "a.yaml:15:30:");
    }

    @Test
    void shouldSayOnceWhatAnAliasRepeats() {
        // Given
        String text =
                Texts.CARD
                        .replace("{linear: {at0: 1, at100: 10}}", "&t {linear: {at0: 1, at100: 1}}")
                        .replace(LINEAR, "transform: *t");
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).singleElement().asString().startsWith("a.yaml:16:44: at0 and at100");
    }

    @Test
    void shouldNotTrustTheTextOfADocumentThatDidNotComeFromAFile() {
        // Given
        PolicyBundle bundle =
                bundle(
                        new PolicyDocument(
                                "Scorecard", "a", "kind: Scorecard\nid: b\n", "topic", 1),
                        new PolicyDocument("Scorecard", "c", "kind: [\n", "topic", 7));
        // When
        List<String> problems = Texts.problems(bundle);
        // Then
        assertThat(problems)
                .contains(
                        "topic:1:1: the text is not the one document 'Scorecard/a'."
                                + " Write the kind and the id under which it is kept.")
                .anyMatch(problem -> problem.startsWith("topic:7:1: this is not YAML"));
    }

    private static PolicyBundle bundle(PolicyDocument... documents) {
        return switch (PolicyBundle.of(List.of(documents))) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) -> bundle;
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }

    private static Scorecard card(PolicySet set) {
        return set.scorecards().values().iterator().next().value();
    }

    private static String version(PolicyBundle bundle, String key) {
        return bundle.documents().stream()
                .filter(document -> document.key().equals(key))
                .findFirst()
                .orElseThrow()
                .version();
    }
}
