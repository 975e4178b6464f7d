package io.keepwell.ingest.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Statement;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.ingest.domain.segment.SegmentKind;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SubmittedEventV1;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final UUID MADE = new UUID(1, 2);
    private static final SegmentReader READER =
            new SegmentReader(new Limits(100_000, 2_000, 5, 10), () -> MADE);

    @Test
    void shouldTakeAGroupCallForWhatIsKnownOfAnAccount() {
        var statements =
                sound(
                        SegmentKind.GROUP,
                        """
                        {"messageId":"m","userId":"u","groupId":"acme","timestamp":"2026-11-03T09:15:28Z",
                         "traits":{"name":"Acme","employees":"120","renewal_date":"2027-01-31T00:00:00Z",
                                   "plan":3,"address":{"city":"Bonn"},"tags":["a"],"segment":null}}
                        """);

        assertThat(statements)
                .containsExactly(
                        new Statement.OfAccount(
                                new SubmittedEventV1(
                                        "m",
                                        new AccountId("acme"),
                                        new EventType("account.updated"),
                                        Instant.parse("2026-11-03T09:15:28Z"),
                                        "u",
                                        null,
                                        attributes(
                                                "name", "Acme",
                                                "employees", 120,
                                                "renewalDate", "2027-01-31",
                                                "plan", "3",
                                                "address.city", "Bonn",
                                                "segment", null))),
                        new Statement.Linked(
                                "m.link",
                                "u",
                                new AccountId("acme"),
                                Instant.parse("2026-11-03T09:15:28Z")));
    }

    @Test
    void shouldLeaveOutATraitThatCannotBeWhatTheCatalogueSaysAndKeepTheRest() {
        SubmittedEventV1 event =
                event(
                        SegmentKind.GROUP,
                        "{\"userId\":\"u\",\"groupId\":\"a\",\"traits\":{\"employees\":\"50-100\",\"name\":\"A\"}}");

        assertThat(event.attributes()).isEqualTo(attributes("name", "A"));
    }

    @Test
    void shouldTakeAnIdentifyCallForAContactAndTellWhoseItIs() {
        var statements =
                sound(
                        SegmentKind.IDENTIFY,
                        """
                        {"messageId":"m","userId":"u","anonymousId":"anon","context":{"groupId":"acme"},
                         "traits":{"name":"Ann","email":null,"title":"CTO"}}
                        """);

        assertThat(statements)
                .containsExactly(
                        new Statement.OfAccount(
                                new SubmittedEventV1(
                                        "m",
                                        new AccountId("acme"),
                                        new EventType("relationship.contact-identified"),
                                        NOW,
                                        "u",
                                        null,
                                        attributes("name", "Ann", "title", "CTO"))),
                        new Statement.Linked("m.link", "u", new AccountId("acme"), NOW),
                        new Statement.Merged("m.merge", "anon", "u", NOW));
    }

    @Test
    void shouldFindTheTraitsOfAUserInTheContextToo() {
        assertThat(
                        event(
                                        SegmentKind.IDENTIFY,
                                        "{\"userId\":\"u\",\"context\":{\"traits\":{\"title\":\"CTO\"},\"groupId\":\"a\"},\"traits\":{\"name\":\"Ann\"}}")
                                .attributes())
                .isEqualTo(attributes("title", "CTO", "name", "Ann"));
        assertThat(
                        event(
                                        SegmentKind.GROUP,
                                        "{\"userId\":\"u\",\"groupId\":\"a\",\"context\":{\"traits\":{\"name\":\"Ann\"}}}")
                                .attributes())
                .isEqualTo(Attributes.NONE);
    }

    @Test
    void shouldLeaveOutNumbersThatOnlyPythonCallsJson() {
        assertThat(
                        event(
                                        SegmentKind.TRACK,
                                        "{\"userId\":\"u\",\"event\":\"e\",\"context\":{\"groupId\":\"a\"},\"properties\":{\"n\":NaN,\"i\":-Infinity,\"x\":1}}")
                                .attributes())
                .isEqualTo(attributes("feature", "e", "x", 1));
    }

    @Test
    void shouldLeaveAnEventToItsUserWhereNoAccountIsNamed() {
        assertThat(
                        sound(
                                SegmentKind.TRACK,
                                "{\"messageId\":\"m\",\"userId\":\"u\",\"event\":\"Exported\"}"))
                .containsExactly(
                        new Statement.OfUser(
                                "m",
                                "u",
                                new EventType("usage.feature-used"),
                                NOW,
                                null,
                                attributes("feature", "Exported")));
        assertThat(
                        sound(
                                SegmentKind.TRACK,
                                "{\"messageId\":\"m\",\"anonymousId\":\"anon\",\"event\":\"Exported\"}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Statement.OfUser.class, it -> assertThat(it.userId()).isEqualTo("anon"));
    }

    @Test
    void shouldCallAFeatureByTheEventAndKeepWhatTheSenderCallsSo() {
        SubmittedEventV1 event =
                event(
                        SegmentKind.TRACK,
                        """
                        {"userId":7,"context":{"groupId":12},"event":"Report Exported",
                         "properties":{"feature":"x","durationSeconds":"2.5","format":"pdf","deep":{"er":true}}}
                        """);

        assertThat(event.type().value()).isEqualTo("usage.feature-used");
        assertThat(event.accountId().value()).isEqualTo("12");
        assertThat(event.actorId()).isEqualTo("7");
        assertThat(event.id()).isEqualTo(MADE.toString());
        assertThat(event.attributes())
                .isEqualTo(
                        attributes(
                                "feature", "Report Exported",
                                "properties.feature", "x",
                                "durationSeconds", 2.5,
                                "format", "pdf",
                                "deep.er", true));
    }

    @ParameterizedTest
    @CsvSource({
        "Account Created, account.updated",
        "account deleted, account.deleted",
        "Signed Up, usage.session-started",
        "Signed In, usage.session-started",
        "Signed Out, usage.session-ended",
        "Invite Sent, usage.invite-sent",
        "Account Added User, relationship.contact-added",
        "Account Removed User, relationship.contact-left",
        "Trial Started, commercial.trial-started",
        "Trial Ended, commercial.trial-ended",
        "usage.session-started, usage.session-started",
        "checkout.completed, usage.feature-used",
        "Signed  In, usage.feature-used",
        "User Signed Up, usage.session-started",
        "User Invite Sent, usage.invite-sent",
    })
    void shouldKnowWhatTheNamesOfTheB2bSpecificationMean(String name, String type) {
        SubmittedEventV1 event =
                event(
                        SegmentKind.TRACK,
                        "{\"userId\":\"u\",\"context\":{\"groupId\":\"a\"},\"event\":\"%s\"}"
                                .formatted(name));

        assertThat(event.type().value()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "Account Created, account_name, Acme, name, Acme",
        "Invite Sent, invitee_role, admin, role, admin",
        "Account Added User, role, Admin, role, admin",
        "Account Added User, other, x, role, user",
        "Trial Started, trial_end_date, 2026-12-01T00:00:00Z, endsOn, 2026-12-01",
    })
    void shouldCallTheirPropertiesAsTheCatalogueDoes(
            String name, String property, String told, String attribute, String kept) {
        SubmittedEventV1 event =
                event(
                        SegmentKind.TRACK,
                        "{\"userId\":\"u\",\"context\":{\"groupId\":\"a\"},\"event\":\"%s\",\"properties\":{\"%s\":\"%s\"}}"
                                .formatted(name, property, told));

        assertThat(event.attributes())
                .isNotNull()
                .satisfies(it -> assertThat(it.text(attribute)).contains(kept));
    }

    @Test
    void shouldHoldASenderThatSpeaksTheCataloguesWordsToThem() {
        assertThat(
                        event(
                                        SegmentKind.TRACK,
                                        call(
                                                "support.csat-submitted",
                                                "\"value\":4,\"scaleMax\":5"))
                                .value())
                .isEqualTo(new BigDecimal("4"));
        assertThat(
                        flawed(
                                SegmentKind.TRACK,
                                call("support.csat-submitted", "\"value\":6,\"scaleMax\":\"5\"")))
                .containsExactly("/properties/scaleMax");
        assertThat(
                        flawed(
                                SegmentKind.TRACK,
                                call("support.csat-submitted", "\"value\":6,\"scaleMax\":5")))
                .containsExactly("/properties/value");
    }

    private static String call(String event, String properties) {
        return "{\"userId\":\"u\",\"context\":{\"groupId\":\"a\"},\"event\":\"%s\",\"properties\":{%s}}"
                .formatted(event, properties);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAGE", "SCREEN"})
    void shouldTakeAPageForOneThatWasLookedAt(SegmentKind kind) {
        SubmittedEventV1 event =
                event(
                        kind,
                        """
                        {"userId":"u","context":{"groupId":"a"},"name":"Pricing","category":"Docs",
                         "properties":{"path":"/pricing"}}
                        """);

        assertThat(event.type().value()).isEqualTo("usage.page-viewed");
        assertThat(event.attributes())
                .isEqualTo(attributes("page", "Pricing", "category", "Docs", "path", "/pricing"));
    }

    @Test
    void shouldCallAPageWithoutANameByItsPath() {
        assertThat(
                        event(
                                        SegmentKind.PAGE,
                                        "{\"userId\":\"u\",\"context\":{\"groupId\":\"a\"},\"properties\":{\"path\":\"/p\"}}")
                                .attributes())
                .isEqualTo(attributes("page", "/p", "path", "/p"));
    }

    @Test
    void shouldTakeAnAliasForTwoIdsOfOneUser() {
        assertThat(
                        sound(
                                SegmentKind.ALIAS,
                                "{\"messageId\":\"m\",\"previousId\":\"a\",\"userId\":\"u\"}"))
                .containsExactly(new Statement.Merged("m", "a", "u", NOW));
    }

    /** Received at 09:15:30; the sender's clock is an hour late. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-11-03T08:15:20Z, 2026-11-03T08:15:30Z, -, 2026-11-03T09:15:20Z",
                "2026-11-03T08:15:20Z, -, -, 2026-11-03T08:15:20Z",
                "-, -, -, 2026-11-03T09:15:30Z",
                "-, 2026-11-03T08:15:30Z, -, 2026-11-03T09:15:30Z",
                "-, 2026-11-03T08:15:30Z, 2026-11-03T08:15:20Z, 2026-11-03T09:15:20Z",
                "2026-11-03T09:15:20Z, 2026-11-03T08:15:30Z, 2026-11-03T08:15:20Z,"
                        + " 2026-11-03T09:15:20Z",
                "2026-11-03T10:15:20.25+01:00, -, -, 2026-11-03T09:15:20.250Z",
                "2026-11-03T10:15:20+0100, -, -, 2026-11-03T09:15:20Z",
                "2026-11-03 09:15:20, -, -, 2026-11-03T09:15:20Z",
                "2026-11-03T09:15:20.123456, -, -, 2026-11-03T09:15:20.123Z",
                "2026-11-03, -, -, 2026-11-03T00:00:00Z",
                // set in between
                "2026-11-03T09:15:20Z, 2026-11-03T08:15:30Z, -, 2026-11-03T09:15:20Z",
                "2026-11-03T09:15:20Z, 2026-11-03T09:15:20Z, -, 2026-11-03T09:15:30Z",
            })
    void shouldCorrectTheSendersClock(
            String timestamp, String sentAt, String original, Instant occurredAt) {
        String times =
                field("timestamp", timestamp)
                        + field("sentAt", sentAt)
                        + field("originalTimestamp", original);

        assertThat(
                        event(
                                        SegmentKind.TRACK,
                                        "{%s\"userId\":\"u\",\"event\":\"e\",\"context\":{\"groupId\":\"a\"}}"
                                                .formatted(times))
                                .occurredAt())
                .isEqualTo(occurredAt);
    }

    private static String field(String name, String text) {
        return text == null ? "" : "\"%s\":\"%s\",".formatted(name, text);
    }

    @Test
    void shouldTakeFromTheBatchWhatACallDoesNotSay() {
        Content content =
                READER.readBatch(
                                body(
                                        """
                                        {"batch":[
                                          {"type":"track","userId":"u","event":"e","messageId":"1",
                                           "timestamp":"2026-11-03T08:15:20Z"},
                                          {"type":"track","userId":"u","event":"e","messageId":"2",
                                           "context":{"groupId":"own"},
                                           "timestamp":"2026-11-03T08:15:20Z","sentAt":"2026-11-03T08:15:40Z"}],
                                         "context":{"groupId":"all"},"sentAt":"2026-11-03T08:15:30Z"}
                                        """),
                                NOW)
                        .content();

        assertThat(events(content))
                .extracting(
                        SubmittedEventV1::id,
                        it -> it.accountId().value(),
                        SubmittedEventV1::occurredAt)
                .containsExactly(
                        tuple("1", "all", Instant.parse("2026-11-03T09:15:20Z")),
                        tuple("2", "own", Instant.parse("2026-11-03T09:15:10Z")));
    }

    @Test
    void shouldJudgeEachCallOfABatchAndSayWhereItStands() {
        String text =
                """
                {"batch":[{"type":"track","userId":"u","event":"e"},7,{"userId":"u"},{"type":"nap","userId":"u"}]}\
                """;

        Content content = READER.readBatch(body(text), NOW).content();

        assertThat(content).isInstanceOf(Content.Events.class);
        List<Item> items = ((Content.Events) content).items();
        assertThat(items.stream().map(it -> text.substring(it.from(), it.to())))
                .containsExactly(
                        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}",
                        "7",
                        "{\"userId\":\"u\"}",
                        "{\"type\":\"nap\",\"userId\":\"u\"}");
        assertThat(items.stream().map(Item::verdict).map(SegmentReaderTest::pointers))
                .containsExactly(List.of(), List.of(""), List.of("/type"), List.of("/type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"batch\":{}}", "{\"batch\":[}", "7", "{\"batch\":[]} {}"})
    void shouldNotReadWhatIsNoBatch(String text) {
        assertThat(READER.readBatch(body(text), NOW).content())
                .isInstanceOf(Content.Unreadable.class);
    }

    @Test
    void shouldNotReadMoreCallsThanABatchMayHold() {
        String calls = "{},".repeat(5) + "{}";

        assertThat(READER.readBatch(body("{\"batch\":[" + calls + "]}"), NOW).content())
                .isInstanceOf(Content.TooMany.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRACK | {} | /userId,/event",
                "TRACK | {'userId':'u'} | /event",
                "TRACK | {'userId':{},'event':'e'} | /userId,/userId",
                "TRACK | {'userId':NaN,'event':'e'} | /userId",
                "TRACK | {'userId':'  ','event':'e'} | /userId",
                "TRACK | {'userId':'u','event':'e','timestamp':'yesterday'} | /timestamp",
                "TRACK | {'userId':'u','event':'e','timestamp':'2026-02-30 09:15'} | /timestamp",
                "TRACK | {'userId':'u','event':'e','timestamp':'2026-02-28 24:00'} | /timestamp",
                "TRACK | {'userId':'u','event':'e','timestamp':'2026-11-03T09:20:31Z'} |"
                        + " /timestamp",
                "TRACK | {'userId':'u','event':'e','timestamp':'2026-11-03T09:15:00Z','sentAt':'x'}"
                        + " | /sentAt",
                "GROUP | {'userId':'u'} | /groupId",
                "ALIAS | {'userId':'u'} | /previousId",
                "ALIAS | {'userId':'u','previousId':'u'} | /previousId",
            })
    void shouldNameTheFieldThatIsWrong(SegmentKind kind, String call, String pointers) {
        String text = call.strip().replace('\'', '"');

        List<String> found = flawed(kind, text);

        assertThat(String.join(",", found)).contains(pointers.split(",", -1)[0]);
        assertThat(found).allSatisfy(it -> assertThat(pointers.split(",", -1)).contains(it));
    }

    @Test
    void shouldNotTakeIdsThatAreTooLong() {
        String id = "x".repeat(191);

        assertThat(
                        flawed(
                                SegmentKind.TRACK,
                                "{\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"%s\"}"
                                        .formatted(id)))
                .containsExactly("/messageId");
        assertThat(
                        sound(
                                SegmentKind.TRACK,
                                "{\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"%s\"}"
                                        .formatted(id.substring(1))))
                .hasSize(1);
    }

    @Test
    void shouldCutWhatIsTooMuchInsteadOfLosingTheEvent() {
        var properties = new StringBuilder("\"first\":\"" + "y".repeat(1_200) + "\"");
        for (int n = 0; n < 60; n++) {
            properties.append(",\"p").append(n).append("\":1");
        }
        SubmittedEventV1 event =
                event(
                        SegmentKind.TRACK,
                        "{\"userId\":\"u\",\"event\":\"e\",\"context\":{\"groupId\":\"a\"},\"properties\":{%s}}"
                                .formatted(properties));

        Attributes attributes = Objects.requireNonNull(event.attributes());
        assertThat(attributes.text("first"))
                .hasValueSatisfying(it -> assertThat(it).hasSize(1_000).endsWith("…"));
        assertThat(attributes.text("feature")).contains("e");
        assertThat(attributes.values()).hasSizeLessThanOrEqualTo(Attributes.COUNT_MAX);
    }

    @Test
    void shouldNotTakeACallThatIsTooLong() {
        assertThat(
                        flawed(
                                SegmentKind.TRACK,
                                "{\"userId\":\"u\",\"event\":\"e\",\"properties\":{\"p\":\"%s\"}}"
                                        .formatted("y".repeat(2_000))))
                .containsExactly("");
    }

    @Test
    void shouldFindTheKeyWhereverItStands() {
        assertThat(READER.readCall(SegmentKind.TRACK, body("{\"writeKey\":\"k\"}"), NOW).writeKey())
                .isEqualTo("k");
        assertThat(
                        READER.readBatch(
                                        body(
                                                "{\"batch\":[{\"writeKey\":\"x\"}],\"writeKey\":\"k\"}"),
                                        NOW)
                                .writeKey())
                .isEqualTo("k");
    }

    private static Body body(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict verdict(SegmentKind kind, String text) {
        Content content = READER.readCall(kind, body(text), NOW).content();
        assertThat(content).isInstanceOf(Content.Events.class);
        return ((Content.Events) content).items().getFirst().verdict();
    }

    private static List<Statement> sound(SegmentKind kind, String text) {
        Verdict verdict = verdict(kind, text);
        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
        return ((Verdict.Sound) verdict).statements();
    }

    private static SubmittedEventV1 event(SegmentKind kind, String text) {
        return ((Statement.OfAccount) sound(kind, text).getFirst()).event();
    }

    private static List<String> flawed(SegmentKind kind, String text) {
        Verdict verdict = verdict(kind, text);
        assertThat(verdict).isInstanceOf(Verdict.Flawed.class);
        return pointers(verdict);
    }

    private static List<String> pointers(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Sound _, Verdict.Ignored _ -> List.of();
            case Verdict.Flawed flawed -> {
                assertThat(flawed.flaws())
                        .allSatisfy(it -> assertThat(it.code()).isInstanceOf(RejectionCode.class));
                yield flawed.flaws().stream().map(it -> it.pointer()).toList();
            }
        };
    }

    private static List<SubmittedEventV1> events(Content content) {
        return ((Content.Events) content)
                .items().stream()
                        .map(it -> ((Verdict.Sound) it.verdict()).statements().getFirst())
                        .map(it -> ((Statement.OfAccount) it).event())
                        .toList();
    }

    private static Attributes attributes(@Nullable Object... namesAndValues) {
        Map<String, AttributeValue> values = new TreeMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            @Nullable Object value = namesAndValues[at + 1];
            values.put(
                    String.valueOf(namesAndValues[at]),
                    switch (value) {
                        case null -> new AttributeValue.Nothing();
                        case String text -> new AttributeValue.Text(text);
                        case Boolean flag -> new AttributeValue.Flag(flag);
                        default -> new AttributeValue.Numeric(new BigDecimal(value.toString()));
                    });
        }
        return new Attributes(values);
    }
}
