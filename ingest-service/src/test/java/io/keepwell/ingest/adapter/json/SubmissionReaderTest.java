package io.keepwell.ingest.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Statement;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SubmittedEventV1;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final SubmissionReader READER =
            new SubmissionReader(new Limits(100_000, 2_000, 5, 10));
    private static final String REQUIRED =
            "\"id\":\"e1\",\"accountId\":\"a1\",\"type\":\"x.y\",\"occurredAt\":\"2026-11-03T09:15:28Z\"";

    @Test
    void shouldReadAnEvent() {
        String text =
                """
                {"id":"e1","accountId":"acme","type":"usage.feature-used",
                 "occurredAt":"2026-11-03T10:15:28.1234567+01:00","actorId":"u","value":1.50,
                 "attributes":{"feature":"x","n":1e3,"f":true,"gone":null},
                 "unknown":{"id":[{"value":"x"}]}}
                """;

        assertThat(json(text))
                .isEqualTo(
                        new Content.Events(
                                List.of(
                                        new Item(
                                                new Verdict.Sound(
                                                        new SubmittedEventV1(
                                                                "e1",
                                                                new AccountId("acme"),
                                                                new EventType("usage.feature-used"),
                                                                Instant.parse(
                                                                        "2026-11-03T09:15:28.123Z"),
                                                                "u",
                                                                new BigDecimal("1.5"),
                                                                attributes())),
                                                0,
                                                text.strip().length())),
                                true));
    }

    private static Attributes attributes() {
        return new Attributes(
                Map.of(
                        "feature", new AttributeValue.Text("x"),
                        "n", new AttributeValue.Numeric(new BigDecimal("1000")),
                        "f", new AttributeValue.Flag(true),
                        "gone", new AttributeValue.Nothing()));
    }

    @Test
    void shouldTakeNullForAbsentInOptionalFields() {
        Content content = json(event("\"actorId\":null,\"value\":null,\"attributes\":null"));

        assertThat(sound(content)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":null                  | /id            | MISSING_FIELD",
                "\"id\":\"\"                  | /id            | INVALID_FIELD",
                "\"id\":\" x\"                | /id            | INVALID_FIELD",
                "\"id\":7                     | /id            | INVALID_FIELD",
                "\"id\":[\"x\"]               | /id            | INVALID_FIELD",
                "\"id\":\"\\u0000\"           | /id            | INVALID_FIELD",
                "\"id\":\"\\ud800\"           | /id            | INVALID_FIELD",
                "\"accountId\":null           | /accountId     | MISSING_FIELD",
                "\"accountId\":true           | /accountId     | INVALID_FIELD",
                "\"type\":\"Login\"           | /type          | INVALID_FIELD",
                "\"type\":\"login\"           | /type          | INVALID_FIELD",
                "\"occurredAt\":1762161328    | /occurredAt    | INVALID_FIELD",
                "\"occurredAt\":\"yesterday\" | /occurredAt    | INVALID_FIELD",
                "\"occurredAt\":\"2026-11-03\"            | /occurredAt | INVALID_FIELD",
                "\"occurredAt\":\"1969-12-31T23:59:59Z\"  | /occurredAt | INVALID_FIELD",
                "\"occurredAt\":\"+12026-11-03T09:15:28Z\"| /occurredAt | INVALID_FIELD",
                "\"actorId\":{}               | /actorId       | INVALID_FIELD",
                "\"value\":\"5\"              | /value         | INVALID_FIELD",
                "\"value\":1E999999999        | /value         | INVALID_FIELD",
                "\"value\":1E99999999999      | /value         | INVALID_FIELD",
                "\"value\":1000000000001      | /value         | INVALID_FIELD",
                "\"attributes\":[]            | /attributes    | INVALID_FIELD",
                "\"attributes\":{\"a\":{}}    | /attributes/a  | INVALID_FIELD",
                "\"attributes\":{\"a\":[[1]]} | /attributes/a  | INVALID_FIELD",
                "\"attributes\":{\"a\":1E999} | /attributes/a  | INVALID_FIELD",
                "\"attributes\":{\"\":1}      | /attributes/   | INVALID_FIELD",
                "\"attributes\":{\"a/~\":[]}  | /attributes/a~1~0 | INVALID_FIELD",
                "\"attributes\":{\"a\":1,\"a\":2} | /attributes/a | INVALID_FIELD"
            })
    void shouldSayWhatIsWrongWithAField(String field, String pointer, RejectionCode code) {
        String name = field.substring(1, field.indexOf('"', 1));

        List<Flaw> flaws = flaws(json("{" + replaced(name, field.strip()) + "}"));

        assertThat(flaws)
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.pointer()).isEqualTo(pointer);
                    assertThat(flaw.code()).isEqualTo(code);
                    assertThat(flaw.detail()).isNotBlank();
                });
    }

    @Test
    void shouldSayWhatIsTooLarge() {
        Content content =
                json(
                        "{%s,\"attributes\":{%s,\"t\":\"%s\"}}"
                                .formatted(
                                        replaced("id", "\"id\":\"" + "x".repeat(201) + "\""),
                                        numbered(48),
                                        "y".repeat(1001)));

        assertThat(flaws(content))
                .extracting(Flaw::code, Flaw::pointer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RejectionCode.TOO_LARGE, "/id"),
                        org.assertj.core.groups.Tuple.tuple(
                                RejectionCode.TOO_LARGE, "/attributes/t"));
    }

    @Test
    void shouldSayWhenThereAreTooManyAttributes() {
        Content content = json(event("\"attributes\":{%s}".formatted(numbered(51))));

        assertThat(flaws(content))
                .containsExactly(
                        new Flaw(
                                RejectionCode.TOO_LARGE,
                                "/attributes",
                                "attributes must be at most 50, were 51"));
    }

    @Test
    void shouldSayWhenAnEventIsTooLong() {
        Content content = json(event("\"unknown\":\"%s\"".formatted("x".repeat(2_000))));

        assertThat(flaws(content))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.code()).isEqualTo(RejectionCode.TOO_LARGE));
    }

    @Test
    void shouldRefuseAFieldThatStandsThereTwice() {
        assertThat(flaws(json(event("\"id\":\"e2\""))))
                .containsExactly(
                        new Flaw(
                                RejectionCode.INVALID_FIELD,
                                "/id",
                                "id must not stand there twice"));
    }

    @Test
    void shouldReportAllThatIsWrongWithAnEvent() {
        Content content =
                json(
                        """
                        {"accountId":"","type":"engagement.nps-submitted",
                         "occurredAt":"2026-11-03T09:20:31Z","value":11,"attributes":{"a":[]}}
                        """);

        assertThat(flaws(content))
                .extracting(Flaw::pointer)
                .containsExactlyInAnyOrder(
                        "/id", "/accountId", "/occurredAt", "/value", "/attributes/a");
    }

    @Test
    void shouldBoundWhatItReportsOfAnEvent() {
        String many =
                IntStream.range(0, 50)
                        .mapToObj(n -> "\"a%d\":[]".formatted(n))
                        .collect(Collectors.joining(","));

        assertThat(flaws(json("{\"attributes\":{" + many + "}}"))).hasSize(20);
    }

    @Test
    void shouldKeepWhoAFlawedEventIsAbout() {
        Content content = json("{\"id\":\"e1\",\"accountId\":\"a1\"}");

        assertThat(verdicts(content))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(((Verdict.Flawed) verdict).eventId()).isEqualTo("e1");
                    assertThat(((Verdict.Flawed) verdict).accountId()).isEqualTo("a1");
                });
    }

    @Test
    void shouldSayWhatACatalogueTypeMisses() {
        String csat = replaced("type", "\"type\":\"support.csat-submitted\"");

        assertThat(flaws(json("{" + csat + ",\"value\":4}")))
                .extracting(Flaw::code, Flaw::pointer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                RejectionCode.MISSING_FIELD, "/attributes/scaleMax"));
    }

    @Test
    void shouldNotObjectToOneFieldTwice() {
        String nps = replaced("type", "\"type\":\"engagement.nps-submitted\"");

        assertThat(flaws(json("{" + nps + ",\"value\":\"9\"}"))).hasSize(1);
    }

    @Test
    void shouldAcceptAnEventFiveMinutesAhead() {
        assertThat(sound(json("{" + occurredAt(Duration.ofMinutes(5)) + "}"))).hasSize(1);
    }

    @Test
    void shouldNotAcceptAnEventFurtherAhead() {
        assertThat(flaws(json("{" + occurredAt(Duration.ofMinutes(5).plusMillis(1)) + "}")))
                .extracting(Flaw::code)
                .containsExactly(RejectionCode.IN_THE_FUTURE);
    }

    @Test
    @Timeout(5)
    void shouldTakeANumberOfManyZerosForZero() {
        SubmittedEventV1 event =
                sound(json(event("\"value\":1E-999999999,\"attributes\":{\"n\":-0.5e-900000000}")))
                        .getFirst();

        assertThat(event.value()).isEqualTo(BigDecimal.ZERO);
        assertThat(event.attributes())
                .isEqualTo(
                        new Attributes(Map.of("n", new AttributeValue.Numeric(BigDecimal.ZERO))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "7",
                "\"text\"",
                "null",
                "{",
                "[",
                "[{}",
                "[{},",
                "{}}",
                "{} {}",
                "[] []",
                "{\"value\":NaN}",
                "{\"value\":01}",
                "{\"value\":+1}",
                "{\"value\":.5}",
                "{\"value\":Infinity}",
                "{'id':'x'}",
                "{id:1}",
                "{\"id\":\"\\x\"}",
                "{\"id\":\"a\nb\"}",
                "{/**/}",
                "{\"id\":\"x\",}",
                "\uFEFF{}",
                "{\0\"\0a\0",
                "\0{\0}",
                "{\"a\":\"\0\"}",
                "{\"\\ud800\":1}"
            })
    void shouldAcceptNothingOfWhatIsNotJson(String text) {
        assertThat(json(text)).isInstanceOf(Content.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0, 0xFF, 0x80, 0xED, 0xF8})
    void shouldAcceptNothingOfWhatIsNotUtf8(int wrong) {
        byte[] bytes = "{\"id\":\"...\"}".getBytes(StandardCharsets.US_ASCII);
        bytes[7] = (byte) wrong;
        bytes[8] = (byte) 0xA0;
        bytes[9] = (byte) 0x80;

        assertThat(READER.read(Format.JSON, new Body(bytes), NOW))
                .isInstanceOf(Content.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deep                | nesting depth (11) exceeds the maximum allowed (10)",
                "long                | value length (101) exceeds the maximum allowed (100)",
                "[{\"value\":NaN}]    | Non-standard token 'NaN'",
                "[{\"value\"\u001e:1}] | Illegal character ((CTRL-CHAR, code 30))",
                "[{\"value\":1}       | close marker for Array (begun at line 1, column 1)",
                "[{\"value\":1]       | expected '}' (for Object begun at line 1, column 2)"
            })
    void shouldSayWhatBrokeInNoWordsOfTheLibrary(String broken, String expected) {
        String text =
                switch (broken) {
                    case "deep" -> "[".repeat(11);
                    case "long" -> "[{\"value\":%s}]".formatted("9".repeat(101));
                    default -> broken;
                };

        Content content = json(text);

        assertThat(content).isInstanceOf(Content.Unreadable.class);
        assertThat(((Content.Unreadable) content).detail())
                .contains(expected)
                .doesNotContain("`", "Stream", "JsonReadFeature", "REDACTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":["})
    @Timeout(5)
    void shouldNotFollowBracketsWithoutEnd(String opening) {
        assertThat(json(opening.repeat(90_000 / opening.length())))
                .isInstanceOf(Content.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\r\n\t"})
    void shouldTellAnEmptyBodyFromABrokenOne(String text) {
        assertThat(json(text)).isEqualTo(new Content.Empty());
        assertThat(lines(text)).isEqualTo(new Content.Empty());
    }

    @Test
    void shouldTakeAnEmptyArrayForABatchOfNone() {
        assertThat(json("[]")).isEqualTo(new Content.Events(List.of(), false));
    }

    @Test
    void shouldJudgeEachItemOfAnArrayByItself() {
        Content content = json("[" + event("") + ",7,\"x\",[{}]," + event("\"value\":\"\"") + "]");

        assertThat(verdicts(content).stream().map(Verdict.Sound.class::isInstance))
                .containsExactly(true, false, false, false, false);
    }

    @Test
    void shouldKnowWhereItemsStand() {
        String text = " [ {\"id\":\"é\"} , 7 ,[ 1 ] ,\"x\\\"y\",-1.5e3 ]";

        assertThat(slices(json(text), text))
                .containsExactly("{\"id\":\"é\"}", "7", "[ 1 ]", "\"x\\\"y\"", "-1.5e3");
    }

    @Test
    void shouldJudgeEachLineByItself() {
        String text = event("") + "\n\n{broken\r\n" + event("\"value\":2") + "\r\n \n[]\n{} {}";

        Content content = lines(text);

        assertThat(verdicts(content).stream().map(Verdict.Sound.class::isInstance))
                .containsExactly(true, false, true, false, false);
        assertThat(slices(content, text).get(1).strip()).isEqualTo("{broken");
    }

    @Test
    void shouldRejectOnlyTheLineThatIsNotUtf8() {
        byte[] bytes = (event("") + "\n{\"id\":\"?\"}").getBytes(StandardCharsets.US_ASCII);
        bytes[bytes.length - 3] = (byte) 0xFF;

        Content content = READER.read(Format.NDJSON, new Body(bytes), NOW);

        assertThat(verdicts(content).stream().map(Verdict.Sound.class::isInstance))
                .containsExactly(true, false);
    }

    @Test
    void shouldRejectALineThatBeginsWithAByteOrderMarkWhereverItStands() {
        Content content = lines(event("") + "\n\uFEFF" + event(""));

        assertThat(verdicts(content).stream().map(Verdict.Sound.class::isInstance))
                .containsExactly(true, false);
    }

    @Test
    void shouldNotTakeMoreEventsThanABatchMayHold() {
        assertThat(json("[" + "{},".repeat(5) + "{}]")).isEqualTo(new Content.TooMany());
        assertThat(lines("{}\n".repeat(6))).isEqualTo(new Content.TooMany());
    }

    @Test
    void shouldTakeAsManyEventsAsABatchMayHold() {
        assertThat(verdicts(json("[" + "{},".repeat(4) + "{}]"))).hasSize(5);
        assertThat(verdicts(lines("{}\n".repeat(5)))).hasSize(5);
    }

    private static String event(String more) {
        return "{" + REQUIRED + (more.isEmpty() ? "" : "," + more) + "}";
    }

    /** The required fields, one of them otherwise; or with one field more. */
    private static String replaced(String name, String field) {
        String others =
                REQUIRED.lines()
                        .flatMap(all -> List.of(all.split(",")).stream())
                        .filter(other -> !other.startsWith("\"" + name + "\""))
                        .collect(Collectors.joining(","));
        return others + "," + field;
    }

    private static String occurredAt(Duration ahead) {
        return replaced("occurredAt", "\"occurredAt\":\"%s\"".formatted(NOW.plus(ahead)));
    }

    private static String numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "\"n%d\":%d".formatted(n, n))
                .collect(Collectors.joining(","));
    }

    private static Content json(String text) {
        return READER.read(Format.JSON, body(text), NOW);
    }

    private static Content lines(String text) {
        return READER.read(Format.NDJSON, body(text), NOW);
    }

    private static Body body(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Item> items(Content content) {
        assertThat(content).isInstanceOf(Content.Events.class);
        return ((Content.Events) content).items();
    }

    private static List<Verdict> verdicts(Content content) {
        return items(content).stream().map(Item::verdict).toList();
    }

    private static List<SubmittedEventV1> sound(Content content) {
        return verdicts(content).stream()
                .map(verdict -> {
                    assertThat(verdict).isInstanceOf(Verdict.Sound.class);
                    return ((Statement.OfAccount) ((Verdict.Sound) verdict).statements().getFirst())
                            .event();
                })
                .toList();
    }

    private static List<Flaw> flaws(Content content) {
        assertThat(verdicts(content)).singleElement().isInstanceOf(Verdict.Flawed.class);
        return ((Verdict.Flawed) verdicts(content).getFirst()).flaws();
    }

    private static List<String> slices(Content content, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return items(content).stream()
                .map(item ->
                        new String(
                                bytes,
                                item.from(),
                                item.to() - item.from(),
                                StandardCharsets.UTF_8))
                .toList();
    }
}
