package io.keepwell.ingest.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.cloudevent.HeaderBinding;
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
import io.keepwell.model.event.SubmittedEventV1;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final CloudEventReader READER =
            new CloudEventReader(new Limits(200_000, 2_000, 5, 10));
    private static final String REQUIRED =
            "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"com.acme.usage.feature-used\"";
    private static final SubmittedEventV1 EXPORT =
            new SubmittedEventV1(
                    "/s#1",
                    new AccountId("acme"),
                    new EventType("usage.feature-used"),
                    Instant.parse("2026-11-03T09:15:28Z"),
                    "u",
                    new BigDecimal("2"),
                    new Attributes(Map.of("feature", new AttributeValue.Text("export"))));
    private static final String DATA = "{\"feature\":\"export\",\"userId\":\"u\",\"value\":2}";

    @Test
    void shouldReadTheStructuredMode() {
        assertThat(
                        structured(
                                "\"subject\":\"acme\",\"time\":\"2026-11-03T09:15:28Z\","
                                        + "\"data\":"
                                        + DATA))
                .isEqualTo(new Verdict.Sound(EXPORT));
    }

    @Test
    void shouldReadDataInBase64() {
        assertThat(
                        structured(
                                "\"subject\":\"acme\",\"time\":\"2026-11-03T09:15:28Z\","
                                        + "\"data_base64\":\""
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        DATA.getBytes(StandardCharsets.UTF_8))
                                        + "\",\"datacontenttype\":\"application/json\""))
                .isEqualTo(new Verdict.Sound(EXPORT));
    }

    @Test
    void shouldReadTheBinaryMode() {
        assertThat(binary("application/json", DATA, "subject=acme", "time=2026-11-03T09:15:28Z"))
                .isEqualTo(new Verdict.Sound(EXPORT));
    }

    @Test
    void shouldReadABatchAndJudgeEachOfIt() {
        Content content =
                READER.readBatch(
                        body(
                                "[{%s,\"subject\":\"a\",\"data\":{\"feature\":\"x\"}},{\"id\":\"2\"},5]"
                                        .formatted(REQUIRED)),
                        NOW);

        assertThat(((Content.Events) content).items())
                .extracting(it -> it.verdict() instanceof Verdict.Sound)
                .containsExactly(true, false, false);
        assertThat(READER.readBatch(body("[]"), NOW))
                .isEqualTo(new Content.Events(List.of(), false));
        assertThat(READER.readBatch(body("{}"), NOW)).isInstanceOf(Content.Unreadable.class);
        assertThat(READER.readBatch(body("[{},{},{},{},{},{}]"), NOW))
                .isInstanceOf(Content.TooMany.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'subject':'s','data':{'accountId':'d','feature':'x'} | d",
                "'subject':'s','accountid':'e','data':{'feature':'x'} | e",
                "'subject':'s','data':{'feature':'x'} | s",
            })
    void shouldTakeTheAccountFromWhereItIsNamedBest(String fields, String account) {
        assertThat(event(structured(fields.replace('\'', '"'))).accountId().value())
                .isEqualTo(account);
    }

    @Test
    void shouldLeaveAnEventWithoutAnAccountToItsUser() {
        Verdict verdict = structured("\"data\":{\"userId\":\"u\",\"feature\":\"x\"}");

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Sound.class,
                        it ->
                                assertThat(it.statements())
                                        .singleElement()
                                        .isInstanceOf(Statement.OfUser.class));
    }

    @Test
    void shouldTellSourcesOfOneSenderApart() {
        assertThat(
                        event(
                                        binary(
                                                "",
                                                "",
                                                "subject=a",
                                                "type=x.y",
                                                "source=//b",
                                                "id=" + "7".repeat(300)))
                                .id())
                .startsWith("sha256-")
                .isNotEqualTo(
                        event(
                                        binary(
                                                "",
                                                "",
                                                "subject=a",
                                                "type=x.y",
                                                "source=//c",
                                                "id=" + "7".repeat(300)))
                                .id());
        assertThat(event(binary("", "", "subject=a", "type=x.y", "source=//b")).id())
                .isEqualTo("//b#1");
    }

    @Test
    void shouldNotTakeTwoEventsForOne() {
        assertThat(event(binary("", "", "subject=a", "type=x.y", "source=/a#b", "id=c")).id())
                .isNotEqualTo(
                        event(binary("", "", "subject=a", "type=x.y", "source=/a", "id=b#c")).id());
        assertThat(event(binary("", "", "subject=a", "type=x.y", "id=1 ")).id())
                .startsWith("sha256-");
    }

    @Test
    void shouldTakeIdsInDataThatAreNumbers() {
        SubmittedEventV1 event =
                event(
                        structured(
                                "\"subject\":\"s\",\"data\":{\"accountId\":42,\"userId\":1,\"actorId\":2,\"feature\":\"x\"}"));

        assertThat(event.accountId().value()).isEqualTo("42");
        assertThat(event.actorId()).isEqualTo("2");
    }

    @Test
    void shouldTakeAnEventAsLongAsTheSpecificationSays() {
        String data = "{\"feature\":\"x\",\"pad\":\"" + "y".repeat(60_000) + "\"}";

        assertThat(event(binary("application/json", data, "subject=a")).attributes()).isNotNull();
        assertThat(pointers(binary("application/json", data + " ".repeat(6_000), "subject=a")))
                .containsExactly("");
    }

    @Test
    void shouldKeepDataThatAreNoObjectAsAText() {
        assertThat(event(binary("text/plain", "hé", "subject=a", "type=x.y")).attributes())
                .isEqualTo(new Attributes(Map.of("data", new AttributeValue.Text("hé"))));
        assertThat(event(binary("application/json", "7", "subject=a", "type=x.y")).attributes())
                .isEqualTo(
                        new Attributes(
                                Map.of("data", new AttributeValue.Numeric(new BigDecimal("7")))));
        assertThat(event(binary("application/xml", "", "subject=a", "type=x.y")).attributes())
                .isEqualTo(Attributes.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id':'1' | /specversion,/source,/type,/subject",
                "'specversion':'0.3','id':'1','source':'/s','type':'x.y','subject':'a' |"
                        + " /specversion",
                "'specversion':'1.0','id':'','source':'/s','type':'x.y','subject':'a' | /id",
                "'specversion':'1.0','id':'1','source':'/s','type':'x.y','subject':'a','time':'now'"
                        + " | /time",
                "'specversion':'1.0','id':'1','source':'/s','type':'x.y','subject':'a','time':'2026-11-03T09:20:31Z'"
                    + " | /time",
                "'specversion':'1.0','id':'1','source':'/s','type':'x.y','subject':'a','Upper':'x'"
                        + " | ''",
                "'specversion':'1.0','id':'1','source':'/s','type':'x.y','subject':'a','id':'2' |"
                        + " /id",
                "'specversion':'1.0','id':'1','source':'/s','type':'x.y','subject':{} |"
                        + " /subject,/subject",
                "'specversion':'1.0','id':'1','source':'/s','type':'x.y','subject':'a','data':1,'data_base64':'MQ=='"
                    + " | /data_base64",
                "'specversion':'1.0','id':'1','source':'/s','type':'x.y','subject':'a','data_base64':'!'"
                    + " | /data_base64",
                "'specversion':'1.0','id':'1','source':'/s','type':'usage.feature-used','subject':'a'"
                    + " | /data/feature",
            })
    void shouldNameTheFieldThatIsWrong(String fields, String pointers) {
        Content content =
                READER.readStructured(
                        body("{" + fields.replace('\'', '"').replace("\"\" ", "") + "}"), NOW);

        assertThat(pointers(((Content.Events) content).items().getFirst().verdict()))
                .containsExactlyInAnyOrder(pointers.replace("''", "").split(","));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, {, /data",
        "application/json, 1 2, /data",
        "application/vnd.acme+json; charset=utf-8, nope, /data",
    })
    void shouldNameDataThatAreNotWhatTheyClaim(String contentType, String data, String pointer) {
        assertThat(pointers(binary(contentType, data, "subject=a", "type=x.y")))
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject=%C0%A0", "datacontenttype=text/plain", "sub_ject=x"})
    void shouldNotTakeHeadersThatNoSenderMayWrite(String header) {
        assertThat(
                        pointers(
                                binary(
                                        "",
                                        "",
                                        "type=x.y",
                                        "subject=a".equals(header) ? "" : header,
                                        "accountid=a")))
                .hasSize(1);
    }

    @Test
    void shouldKeepARejectedEventOfTheBinaryModeWithItsAttributes() {
        Body kept =
                READER.structured(
                        HeaderBinding.HTTP,
                        List.of(Map.entry("id", "%31"), Map.entry("type", "x.y%FF")),
                        "text/plain",
                        body("abc"));

        assertThat(new String(kept.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"id\":\"1\",\"type\":\"x.y%FF\",\"datacontenttype\":\"text/plain\",\"data_base64\":\"YWJj\"}");
    }

    private static Body body(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict structured(String fields) {
        Content content = READER.readStructured(body("{" + REQUIRED + "," + fields + "}"), NOW);
        assertThat(content).isInstanceOf(Content.Events.class);
        Item item = ((Content.Events) content).items().getFirst();
        return item.verdict();
    }

    /** With the required attributes, where they are not among the others. */
    private static Verdict binary(String contentType, String data, String... headers) {
        var all = new ArrayList<Map.Entry<String, String>>();
        for (String header : headers) {
            String[] parts = header.split("=", 2);
            all.add(Map.entry(parts[0], parts[1]));
        }
        for (String required :
                List.of(
                        "specversion=1.0",
                        "id=1",
                        "source=/s",
                        "type=com.acme.usage.feature-used")) {
            String[] parts = required.split("=", 2);
            if (Arrays.stream(headers).noneMatch(it -> it.startsWith(parts[0] + "="))) {
                all.add(Map.entry(parts[0], parts[1]));
            }
        }
        return READER.readBinary(
                HeaderBinding.HTTP,
                all,
                contentType.isEmpty() ? null : contentType,
                body(data),
                NOW);
    }

    private static SubmittedEventV1 event(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
        return ((Statement.OfAccount) ((Verdict.Sound) verdict).statements().getFirst()).event();
    }

    private static List<String> pointers(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Flawed.class);
        return ((Verdict.Flawed) verdict).flaws().stream().map(Flaw::pointer).toList();
    }
}
