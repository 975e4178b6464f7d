package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.keepwell.model.WireName;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicySchemas;
import io.keepwell.policy.portfolio.KpiFormula;
import io.keepwell.policy.source.SignatureSchemes;
import io.keepwell.policy.source.SourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas, against the readers and against what is shipped. */
class PolicySchemasTest {

    private static final Path POLICIES = Path.of("../policies");

    /** All that read documents of the kinds that have schemas. */
    private static final List<Class<?>> READERS =
            List.of(
                    AccountsReader.class,
                    AlertRulesReader.class,
                    BandsReader.class,
                    BundleReader.class,
                    CadencesReader.class,
                    CapacityReader.class,
                    ConditionReader.class,
                    DatesReader.class,
                    ExpectedReader.class,
                    Fields.class,
                    KpisReader.class,
                    LimitsReader.class,
                    MappedEventReader.class,
                    MappedFileReader.class,
                    MappingReader.class,
                    MissingReader.class,
                    PlayReader.class,
                    PolicyTestsReader.class,
                    ResolverReader.class,
                    RiskScoreReader.class,
                    ScorecardReader.class,
                    SignalsReader.class,
                    SignatureReader.class,
                    SourcesReader.class,
                    StalenessReader.class,
                    TestEventsReader.class,
                    TransformReader.class,
                    WebhookMappingReader.class);

    @Test
    void shouldHaveJustTheKeysThatTheReadersKnow() {
        Map<String, Set<String>> read = new TreeMap<>();
        shapes().forEach(it ->
                read.computeIfAbsent(it.what(), _ -> new TreeSet<>())
                        .add(new TreeSet<>(it.keys()).toString()));
        Map<String, Set<String>> published = new TreeMap<>();
        definitions()
                .forEach(it -> {
                    var keys = new TreeSet<String>();
                    it.path("properties").fieldNames().forEachRemaining(keys::add);
                    published
                            .computeIfAbsent(it.path("title").asText(), _ -> new TreeSet<>())
                            .add(keys.toString());
                });

        assertThat(published).isEqualTo(read);
    }

    @Test
    void shouldExplainEveryKeyAndGiveAnExampleOfEveryPlainOne() {
        for (JsonNode definition : definitions()) {
            definition
                    .path("properties")
                    .properties()
                    .forEach(it -> {
                        String key = definition.path("title").asText() + "." + it.getKey();
                        assertThat(it.getValue().path("description").asText()).as(key).isNotBlank();
                        boolean isPlain =
                                it.getValue().has("type")
                                        && !it.getValue().path("type").asText().equals("array")
                                        && !it.getKey().equals("description");
                        assertThat(!isPlain || it.getValue().has("examples")).as(key).isTrue();
                    });
        }
    }

    @Test
    void shouldNameEveryFormulaOfKpis() throws JsonProcessingException {
        var kpi = new ObjectMapper().readTree(PolicySchemas.of("Kpis").orElseThrow());

        assertThat(kpi.at("/$defs/Kpi/properties/formula/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(KpiFormula.values()).map(WireName::wireName).toList());
    }

    @Test
    void shouldNameEveryKindOfSourceAndEveryWayToSign() throws JsonProcessingException {
        var source = new ObjectMapper().readTree(PolicySchemas.of("Source").orElseThrow());

        assertThat(source.at("/$defs/Source/properties/type/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        SourceType.all().stream().map(SourceType::word).toList());
        assertThat(source.at("/$defs/Source/properties/signature/anyOf/0/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(SignatureSchemes.names());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shouldAcceptEveryDocumentThatIsShipped(PolicyDocument document) {
        assertThat(objections(document.kind(), document.text())).isEmpty();
        assertThat(objections(PolicySchemas.ANY, document.text())).isEmpty();
    }

    /** What a reader refuses for its structure alone: a key, a kind of value, a number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "minCoverage: 0 | minCoverage: 2",
                "minCoverage: 0 | mincoverage: 0",
                "minCoverage: 0 | bandOn: shown",
                "minCoverage: 0 | {minCoverage: 0, edges: upper}",
                "id: usage | name: usage",
                "id: usage | id: Usage",
                "weight: 1 | weight: -1",
                "weight: 1 | weight: much",
                "status: green | status: amber",
                "from: 50 | from: 101",
                "linear: {at0: 0, at100: 5} | linear: {at0: 0}",
                "linear: {at0: 0, at100: 5} | line: {at0: 0}",
                "linear: {at0: 0, at100: 5} | {linear: {at0: 0, at100: 5}, ratio: {full: 1}}",
                "linear: {at0: 0, at100: 5} | ratio: {full: 0}",
                "linear: {at0: 0, at100: 5} | growth: {baseline: 101}",
                "linear: {at0: 0, at100: 5} | curve: {points: [{at: 1, score: 2}]}",
                "value: activeUsers(30) | value: 7",
                "value: activeUsers(30) | {value: activeUsers(30), missing: nothing}",
                "value: activeUsers(30) | {value: activeUsers(30), carryDays: 0}",
                "value: activeUsers(30) | {value: activeUsers(30), carryDays: 1.5}",
                "value: activeUsers(30) | {value: activeUsers(30), stale: {afterDays: 3}}",
                "value: activeUsers(30) | {value: activeUsers(30), unit: euros}",
                "measures: | measure:"
            })
    void shouldRefuseWhatTheReaderRefusesForItsStructure(String right, String wrong) {
        String card =
                """
                kind: Scorecard
                id: card
                minCoverage: 0
                bands: [{status: green, from: 50}, {status: red, from: 0}]
                dimensions:
                - id: usage
                  weight: 1
                  measures:
                  - {id: users, weight: 2, value: activeUsers(30), transform: {linear: {at0: 0, at100: 5}}}
                """;
        String without =
                wrong.startsWith("{") && !right.startsWith("linear")
                        ? wrong.substring(1, wrong.length() - 1)
                        : wrong;
        String flat =
                without.startsWith("{") ? without.substring(1, without.length() - 1) : without;
        String broken =
                right.equals("minCoverage: 0")
                        ? card.replace(right, flat.replace(", ", "\n"))
                        : card.replace(right, flat);

        assertThat(refuses(card)).as("the right one").isFalse();
        assertThat(objections("Scorecard", card)).isEmpty();
        assertThat(refuses(broken)).as(broken).isTrue();
        assertThat(objections("Scorecard", broken)).as(broken).isNotEmpty();
        assertThat(objections(PolicySchemas.ANY, broken)).as(broken).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Signals | signals: [{id: a, category: danger, when: score() < 5}]",
                "Signals | signals: []",
                "Resolver | scorecards: [{card: a}]",
                "SegmentSet | segments: [{id: a}]",
                "LifecycleSet | stages: [{id: a}]",
                "LifecycleSet | stages: [{id: a, daysSinceStart: {}}]",
                "AlertRules | rules: [{id: a, category: risk, when: {}, severity: high}]",
                "AlertRules | rules: [{id: a, category: risk, when: {status: red}, severity: low}]",
                "AlertRules | {rules: [{id: a, category: risk, when: {status: red}, severity:"
                        + " high}], respondWithin: {high: 2 days}}",
                "Play | {category: risk, trigger: {status: red}, tasks: [{id: a, title: b, role:"
                        + " csm, dueInWorkingDays: 251}]}",
                "RiskScore | {minCoverage: 0, parts: [{id: a, points: 100}]}",
                "RiskScore | {minCoverage: 0, parts: [{id: a, points: 0, when: activeUsers(30) <"
                        + " 2}]}",
                "RiskScore | {minCoverage: 0, parts: [{id: a, points: 100, value:"
                        + " activeUsers(30)}]}",
                "Bundle | extends: ../../default",
                "Bundle | without: [Scorecard/a]",
                "PolicyTests | tests: [{name: a, given: {events: [{type: a.b}]}, expect: {status:"
                        + " red}}]",
                "PolicyTests | tests: [{name: a, given: {scores: {a: 1}}, expect: {state: red}}]",
                "Mapping | {dates: {formats: [iso]}, files: [{id: a, name: b/a.csv, columns:"
                        + " [c]}]}",
                "Mapping | {dates: {formats: [iso]}, files: [{id: a, name: a.csv, columns:"
                        + " [a-b]}]}",
                "Mapping | {dates: {formats: [iso]}, files: [{id: a, name: a.csv, columns: ab}]}",
                "WebhookMapping | {dates: {formats: [iso]}, fields: {a: /a}}",
                "WebhookMapping | {dates: {formats: []}, fields: {a: /a}, events: [{type: a.b}]}",
                "Source | type: zendesc",
                "Source | {type: events, keys: secret}",
                "Source | {type: webhook, signature: {header: a, algorithm: md5, message: a}}"
            })
    void shouldRefuseOtherKindsLikewise(String kind, String rest) {
        String lines =
                rest.startsWith("{")
                        ? rest.substring(1, rest.length() - 1)
                                .replace(", respondWithin", "\nrespondWithin")
                                .replace(", trigger", "\ntrigger")
                                .replace(", tasks", "\ntasks")
                                .replace(", parts", "\nparts")
                                .replace(", files", "\nfiles")
                                .replace(", fields", "\nfields")
                                .replace(", events", "\nevents")
                                .replace(", keys", "\nkeys")
                                .replace(", signature", "\nsignature")
                        : rest;
        String document = "kind: %s\nid: a\n%s\n".formatted(kind, lines);

        assertThat(objections(kind, document)).isNotEmpty();
        assertThat(objections(PolicySchemas.ANY, document)).isNotEmpty();
    }

    /** Who an event is of and when it happened is said by the whole or by each event. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | account: c | type: x.y, occurredAt: date(d)",
                "true | rowId: c | type: x.y, account: c, occurredAt: date(d)",
                "false | rowId: c | type: x.y, occurredAt: date(d)",
                "false | account: c | type: x.y"
            })
    void shouldWantOfAnExportWhatTheReaderWants(boolean isRight, String file, String event) {
        String mapping =
                """
                kind: Mapping
                id: a
                dates: {formats: [iso]}
                files:
                - {id: a, name: a.csv, columns: [c, d], %s, events: [{%s}]}
                """
                        .formatted(file, event);

        assertThat(objections("Mapping", mapping).isEmpty())
                .as("%s", objections("Mapping", mapping))
                .isEqualTo(isRight)
                .isEqualTo(isRead(mapping));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | account: a, occurredAt: date(d) | type: x.y",
                "true | user: a, occurredAt: date(d) | type: x.y",
                "true | occurredAt: date(d) | type: x.y, account: a",
                "true | itemId: a | type: x.y, user: a, occurredAt: date(d)",
                "true | itemId: a | nothing",
                "false | account: a | type: x.y",
                "false | occurredAt: date(d) | type: x.y",
                "false | itemId: a | type: x.y"
            })
    void shouldWantOfAWebhookWhatTheReaderWants(boolean isRight, String whole, String event) {
        String mapping =
                """
                kind: WebhookMapping
                id: a
                dates: {formats: [iso]}
                fields: {a: /a, d: /d}
                %s
                %s
                """
                        .formatted(
                                whole.replace(", ", "\n"),
                                event.equals("nothing")
                                        ? "links: [{user: a, account: d}]"
                                        : "events: [{%s}]".formatted(event));

        assertThat(objections("WebhookMapping", mapping).isEmpty())
                .as("%s", objections("WebhookMapping", mapping))
                .isEqualTo(isRight)
                .isEqualTo(isRead(mapping));
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, false", "100, false"})
    void shouldWantNamesOfSourcesAsShortAsTheReaderWantsThem(int length, boolean isRight) {
        String source = source("a".repeat(length));

        assertThat(objections("Source", source).isEmpty())
                .isEqualTo(isRight)
                .isEqualTo(isRead(source));
    }

    @Test
    void shouldLeaveToKeepwellTheNameThatTheReaderLeavesToIt() {
        assertThat(isRead(source("keepwell"))).isFalse();
        assertThat(objections("Source", source("keepwell"))).isNotEmpty();
        assertThat(objections("Source", source("keepwell-2"))).isEmpty();
    }

    @Test
    void shouldNotKnowOtherKinds() {
        assertThat(objections(PolicySchemas.ANY, "kind: Scorecards\nid: a\n")).isNotEmpty();
        assertThat(PolicySchemas.of("Scorecards")).isEmpty();
    }

    static Stream<PolicyDocument> shipped() {
        try (Stream<Path> files = Files.walk(POLICIES)) {
            return files
                    .filter(it -> it.toString().endsWith(".yaml"))
                    .filter(it -> !it.toString().contains("/target/"))
                    .flatMap(PolicySchemasTest::documents)
                    .filter(it -> PolicySchemas.kinds().contains(it.kind()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<PolicyDocument> documents(Path file) {
        try {
            return switch (PolicyParser.parse(
                    new PolicyFile(file.toString(), Files.readString(file)))) {
                case PolicyResult.Accepted<List<PolicyDocument>>(var all) -> all.stream();
                case PolicyResult.Refused<List<PolicyDocument>>(var problems) ->
                        fail("" + problems);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String source(String id) {
        return "kind: Source\nid: %s\ntype: events\nkeys: sha256:%s\n"
                .formatted(id, "0".repeat(64));
    }

    /** A mapping of an export, or what sources are of. */
    private static boolean isRead(String text) {
        PolicyBundle bundle =
                switch (PolicyParser.parseAll(List.of(new PolicyFile("a.yaml", text)))) {
                    case PolicyResult.Accepted<PolicyBundle>(var all) -> all;
                    case PolicyResult.Refused<PolicyBundle>(var problems) -> fail("" + problems);
                };
        PolicyDocument document = bundle.documents().getFirst();
        PolicyResult<?> result =
                document.kind().equals(MappingReader.KIND)
                        ? MappingReader.read(document, EventCatalogue.standard())
                        : SourcesReader.read(bundle, EventCatalogue.standard());
        return result instanceof PolicyResult.Accepted<?>;
    }

    private static boolean refuses(String card) {
        return PolicyParser.parseAll(List.of(new PolicyFile("a.yaml", card)))
                        instanceof PolicyResult.Accepted<PolicyBundle>(var bundle)
                ? PolicyReader.read(bundle, EventCatalogue.standard())
                        instanceof PolicyResult.Refused<PolicySet>
                : fail("no YAML: " + card);
    }

    private static List<String> objections(String kind, String yaml) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(PolicySchemas.of(kind).orElseThrow());
        return schema.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
    }

    private static List<JsonNode> definitions() {
        try {
            var found = new ArrayList<JsonNode>();
            new ObjectMapper()
                    .readTree(PolicySchemas.of(PolicySchemas.ANY).orElseThrow())
                    .path("$defs")
                    .forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Shape> shapes() {
        var shapes = new ArrayList<Shape>();
        for (Class<?> reader : READERS) {
            for (Field field : reader.getDeclaredFields()) {
                if (field.getType().equals(Shape.class)
                        && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    try {
                        shapes.add((Shape) field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return shapes;
    }
}
