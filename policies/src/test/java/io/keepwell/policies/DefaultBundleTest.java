package io.keepwell.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.keepwell.model.EventType;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.TraitSpec;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.Status;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.account.DayRange;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.Segment;
import io.keepwell.policy.account.Stage;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Compiled;
import io.keepwell.policy.expression.Expressions;
import io.keepwell.policy.expression.Metrics;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.LadderStep;
import io.keepwell.policy.reaction.Outcomes;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.reaction.TaskSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultBundleTest {

    private static final ObjectMapper YAML = new YAMLMapper();

    /**
     * An event type or a trait inside an expression: {@code count('usage.session-started', 28)}.
     */
    private static final Pattern EVENT_TYPE = Pattern.compile("'([a-z][a-z-]*\\.[a-z.-]+)'");

    private static final Pattern TRAIT = Pattern.compile("trait\\('([^']+)'\\)");

    @Test
    void shouldWeighFourPillarsAsH1Asks() {
        assertThat(weights(scorecard("four-pillar").get("dimensions")))
                .isEqualTo(
                        Map.of(
                                "usage", 40,
                                "engagement", 25,
                                "outcomes", 20,
                                "support", 15,
                                "sentiment", 0)); // H3
    }

    @Test
    void shouldWeighFivePillarsAsH2Asks() {
        assertThat(weights(scorecard("five-pillar").get("dimensions")))
                .isEqualTo(
                        Map.of(
                                "usage", 30,
                                "engagement", 25,
                                "support", 20,
                                "outcomes", 15,
                                "relationship", 10,
                                "sentiment", 0)); // H3
    }

    @Test
    void shouldMeasureFourPillarsByThreeMeasuresEachAsH4Asks() {
        assertThat(scorecard("four-pillar").get("dimensions"))
                .filteredOn(dimension -> dimension.get("weight").asInt() > 0)
                .hasSize(4)
                .allSatisfy(dimension -> assertThat(dimension.get("measures")).hasSize(3));
    }

    @Test
    void shouldMeasureFivePillarsByTheTwentyOneMeasuresOfH5() {
        assertThat(
                        weights(scorecard("five-pillar").get("dimensions")).keySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                id -> id,
                                                id ->
                                                        dimension("five-pillar", id)
                                                                .get("measures")
                                                                .size())))
                .isEqualTo(
                        Map.of(
                                "usage", 4,
                                "engagement", 5,
                                "support", 4,
                                "outcomes", 4,
                                "relationship", 4,
                                "sentiment", 1)); // H3
    }

    @ParameterizedTest
    @ValueSource(strings = {"four-pillar", "five-pillar"})
    void shouldBandAsH7AsksWithTheLowerBoundInside(String card) {
        assertThat(scorecard(card).get("bands"))
                .extracting(
                        band -> band.get("status").asText(),
                        band -> band.get("from").asInt(),
                        band -> band.get("action").asText())
                .containsExactly(
                        tuple("green", 80, "expand"),
                        tuple("yellow", 50, "nurture"),
                        tuple("red", 0, "save"));
        assertThat(scorecard(card).get("bandOn").asText()).as("H8").isEqualTo("shown");
        assertThat(scorecard(card).get("minCoverage").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"four-pillar", "five-pillar"})
    void shouldHaveWeightsThatSumToAHundred(String card) {
        JsonNode dimensions = scorecard(card).get("dimensions");

        assertThat(sum(weights(dimensions))).isEqualTo(100);
        assertThat(dimensions)
                .allSatisfy(dimension ->
                        assertThat(sum(weights(dimension.get("measures"))))
                                .as(dimension.get("id").asText())
                                .isEqualTo(100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "score-drop", // A1
                "sponsor-left", // A2
                "competitor-evaluated", // A3
                "escalations-rising", // A4
                "usage-decline", // A5
                "qbr-missed", // A6
                "stakeholders-changed" // A8
            })
    void shouldHaveTheRiskSignalsA1ToA6AndA8(String signal) {
        assertThat(signals("risk")).contains(signal);
    }

    @Test
    void shouldHaveTheSignalOfA7ApartSoThatAProfileCanReplaceItAlone() {
        assertThat(signals("renewal")).containsExactly("renewal-conversation-late");
    }

    @Test
    void shouldHaveTheExpansionSignalsOfA15() {
        assertThat(signals("expansion"))
                .contains(
                        "seats-near-limit",
                        "limit-near",
                        "new-use-case",
                        "organisation-grew",
                        "champion-promoted",
                        "promoter",
                        "features-requested",
                        "positive-feedback",
                        "qbr-succeeded");
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldReadOnlyEventsAndTraitsOfTheCatalogue(Path file) throws IOException {
        // Given
        String text = Files.readString(file);

        // When
        List<String> types = EVENT_TYPE.matcher(text).results().map(it -> it.group(1)).toList();
        List<String> traits = TRAIT.matcher(text).results().map(it -> it.group(1)).toList();

        // Then
        assertThat(types)
                .allSatisfy(type ->
                        assertThat(EventCatalogue.standard().isWellKnown(new EventType(type)))
                                .as(type)
                                .isTrue());
        assertThat(EventCatalogue.standard().traits())
                .extracting(TraitSpec::trait)
                .containsAll(traits);
    }

    @Test
    void shouldCompileEveryExpression() {
        var expressions = new Expressions(EventCatalogue.standard());
        List<Compiled> compiled =
                files().flatMap(DefaultBundleTest::documents)
                        .flatMap(document ->
                                Stream.concat(
                                        texts(document, "value").map(expressions::number),
                                        Stream.of("when", "until")
                                                .flatMap(key -> texts(document, key))
                                                .map(expressions::condition)))
                        .toList();

        assertThat(compiled).hasSizeGreaterThan(40);
        assertThat(compiled).hasOnlyElementsOfType(Compiled.Accepted.class);
    }

    @Test
    void shouldReadAsAWholeWithoutAProblem() {
        // Given the files
        // When
        PolicySet set = set();
        // Then
        assertThat(set.scorecards()).containsOnlyKeys("four-pillar", "five-pillar");
        assertThat(set.signals())
                .extracting(signal -> signal.value().id())
                .containsExactlyInAnyOrder(
                        "score-drop",
                        "sponsor-left",
                        "competitor-evaluated",
                        "escalations-rising",
                        "usage-decline",
                        "qbr-missed",
                        "renewal-conversation-late",
                        "stakeholders-changed",
                        "seats-near-limit",
                        "limit-near",
                        "new-use-case",
                        "organisation-grew",
                        "champion-promoted",
                        "promoter",
                        "features-requested",
                        "positive-feedback",
                        "qbr-succeeded",
                        "usage-below-usual",
                        "usage-far-below-usual",
                        "answers-below-usual",
                        "satisfaction-low",
                        "sponsor-not-replaced",
                        "early-warning");
        assertThat(set.resolver().choices())
                .containsExactly(new Resolver.Choice("five-pillar", Set.of(), Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "100000.01, enterprise",
        "100000, mid-market",
        "25000, mid-market",
        "24999.99, smb",
        "0, smb"
    })
    void shouldClassByTheBoundsOfG2(double arr, String segment) {
        Metrics account = accountOf(arr);
        assertThat(set().segments().segments())
                .filteredOn(it -> it.when().evaluate(account).equals(new Answer.Truth(true)))
                .first()
                .extracting(Segment::id)
                .isEqualTo(segment);
    }

    @Test
    void shouldHaveTheStagesOfL3WithRenewalFirst() {
        assertThat(set().lifecycle().stages())
                .containsExactly(
                        new Stage("renewal", "Renewal", null, new DayRange(null, 90)),
                        new Stage("onboarding", "Onboarding", new DayRange(0, 90), null),
                        new Stage("adoption", "Adoption", new DayRange(90, 180), null),
                        new Stage("optimization", "Optimization", new DayRange(180, null), null));
    }

    @Test
    void shouldAlertOnRedOnA1AndOnA2() {
        // Given the files
        // When
        List<AlertRule> rules = set().alertRules().stream().map(Applied::value).toList();
        // Then
        assertThat(rules)
                .extracting(AlertRule::id, AlertRule::when, AlertRule::severity)
                .containsExactly(
                        tuple( // ours, and apart from those of the requirements
                                "early-warning",
                                new Condition(
                                        Set.of(Status.GREEN, Status.YELLOW),
                                        Set.of("early-warning")),
                                Severity.MEDIUM),
                        tuple(
                                "health-red",
                                new Condition(Set.of(Status.RED), Set.of()),
                                Severity.HIGH),
                        tuple( // A1
                                "score-drop",
                                new Condition(Set.of(), Set.of("score-drop")),
                                Severity.HIGH),
                        tuple( // A2
                                "sponsor-left",
                                new Condition(Set.of(), Set.of("sponsor-left")),
                                Severity.CRITICAL));
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.category()).isEqualTo(SignalCategory.RISK));
        assertThat(rules.get(1).severityBySegment())
                .isEqualTo(Map.of("enterprise", Severity.CRITICAL));
    }

    @Test
    void shouldWantAnAnswerWithinTheHoursOfA9AndA10() {
        assertThat(set().alertRules())
                .allSatisfy(rule ->
                        assertThat(rule.value().respondWithin())
                                .isEqualTo(
                                        Map.of(
                                                Severity.CRITICAL, Duration.ofHours(24), // A9
                                                Severity.HIGH, Duration.ofHours(48), // A10
                                                Severity.MEDIUM, Duration.ofHours(48))));
    }

    @Test
    void shouldBringInTheCsManagerOnDay8AndTheExecutivesOnDay15() {
        assertThat(set().alertRules())
                .as("A11")
                .filteredOn(rule -> !rule.value().id().equals("early-warning"))
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(rule.value().escalation())
                                .containsExactly(
                                        new LadderStep(8, List.of("cs-manager")),
                                        new LadderStep(15, List.of("vp-cs", "executive-sponsor"))));
    }

    @Test
    void shouldSaveByTheActionsOfA12AndTheWeeksOfA14() {
        // Given the files
        // When
        PlaySpec play = play("churn-risk");
        // Then
        assertThat(play.category()).isEqualTo(SignalCategory.RISK);
        assertThat(play.trigger()).isEqualTo(new Condition(Set.of(Status.RED), Set.of()));
        assertThat(play.tasks())
                .extracting(TaskSpec::id, TaskSpec::role, TaskSpec::dueInWorkingDays)
                .containsExactly(
                        tuple("executive-touchpoint", "csm", 1), // A12, A14 week 1
                        tuple("root-cause", "csm", 2), // A12
                        tuple("save-plan", "csm", 3), // A12
                        tuple("involve-executive-sponsor", "vp-cs", 4), // A12
                        tuple("concessions", "csm", 5), // A12
                        tuple("value-assessment", "csm", 10), // A14 week 2
                        tuple("roadmap-review", "product", 15), // A14 week 3
                        tuple("renewal-proposal", "sales", 20)); // A14 week 4
        assertThat(play.successCriteria())
                .as("A14")
                .containsExactly(
                        "Executive meeting completed",
                        "Concerns documented and addressed",
                        "Renewal commitment obtained");
    }

    @Test
    void shouldAskTheVpBeforeAConcessionIsOffered() {
        assertThat(play("churn-risk").tasks())
                .as("A12, action 5")
                .filteredOn(task -> task.approvedBy() != null)
                .extracting(TaskSpec::id, TaskSpec::approvedBy)
                .containsExactly(tuple("concessions", "vp-cs"));
    }

    @Test
    void shouldCloseTheSavePlanAsSavedOrLost() {
        PlaySpec play = play("churn-risk");

        assertThat(play.outcomes()).as("A14").isEqualTo(new Outcomes("saved", "lost"));
        assertThat(play.riskLevelIn("enterprise")).isEqualTo(Severity.CRITICAL);
        assertThat(play.riskLevelIn("smb")).isEqualTo(Severity.HIGH);
    }

    @Test
    void shouldExpandByTheFiveStepsOfA17OnAnySignalOfA15() {
        // Given the files
        // When
        PlaySpec play = play("expansion");
        // Then
        assertThat(play.category()).isEqualTo(SignalCategory.EXPANSION);
        assertThat(play.trigger())
                .isEqualTo(new Condition(Set.of(Status.GREEN), Set.copyOf(signals("expansion"))));
        assertThat(play.tasks())
                .extracting(TaskSpec::id, TaskSpec::role, TaskSpec::dueInWorkingDays)
                .containsExactly(
                        tuple("value-workshop", "csm", 5),
                        tuple("business-case", "csm", 10),
                        tuple("pilot", "csm", 20),
                        tuple("stakeholder-alignment", "sales", 25),
                        tuple("contract-support", "sales", 30));
    }

    @Test
    void shouldTellWithEveryTaskHowToDoIt() {
        assertThat(set().plays())
                .hasSize(2)
                .allSatisfy(play ->
                        assertThat(play.value().tasks())
                                .allSatisfy(task ->
                                        assertThat(task.description())
                                                .hasSizeGreaterThan(task.title().length())));
    }

    private static PlaySpec play(String id) {
        return set().plays().stream()
                .map(Applied::value)
                .filter(play -> play.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Of which nothing is known but its revenue. */
    private static Metrics accountOf(double arr) {
        return (Metrics)
                Proxy.newProxyInstance(
                        Metrics.class.getClassLoader(),
                        new Class<?>[] {Metrics.class},
                        (_, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("number");
                            assertThat(arguments).containsExactly("arr");
                            return OptionalDouble.of(arr);
                        });
    }

    private static PolicySet set() {
        return Bundles.read(Bundles.DEFAULT);
    }

    /** All texts under a key, however deep. */
    private static Stream<String> texts(JsonNode document, String key) {
        return document.findValues(key).stream().filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static List<String> signals(String id) {
        return stream(document("Signals", id).get("signals"))
                .map(signal -> signal.get("id").asText())
                .toList();
    }

    private static JsonNode scorecard(String id) {
        return document("Scorecard", id);
    }

    private static JsonNode dimension(String card, String id) {
        return stream(scorecard(card).get("dimensions"))
                .filter(dimension -> dimension.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode document(String kind, String id) {
        return files().flatMap(DefaultBundleTest::documents)
                .filter(it -> it.get("kind").asText().equals(kind))
                .filter(it -> it.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> documents(Path file) {
        try (var parser = YAML.createParser(file.toFile())) {
            return YAML.readValues(parser, JsonNode.class).readAll().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files() {
        return Bundles.files(Bundles.DEFAULT);
    }

    private static Map<String, Integer> weights(JsonNode parts) {
        var weights = new TreeMap<String, Integer>();
        parts.forEach(part -> weights.put(part.get("id").asText(), part.get("weight").asInt()));
        return weights;
    }

    private static int sum(Map<String, Integer> weights) {
        return weights.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
