package io.keepwell.ingest.adapter.fields;

import static io.keepwell.ingest.adapter.fields.WebhookBodies.body;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.cells;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.items;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.sent;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.policy.webhook.BodyShape;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlFieldsTest {

    private static final BodyFieldsReader READER =
            new BodyFieldsReader(new Limits(9_000_000, 2_000, 5, 10));
    private static final String NOTIFICATION = "/Envelope/Body/notifications/Notification";
    private static final BodyShape A = xml(null, List.of("/r/a"), List.of());

    @Test
    void shouldReadAnOutboundMessageOfSalesforce() {
        var shape =
                xml(
                        NOTIFICATION,
                        List.of(
                                "/Id",
                                "/sObject/Id",
                                "/sObject/@type",
                                "/sObject/Amount",
                                "/sObject/Name",
                                "/sObject/StageName",
                                "/sObject/NextStep"),
                        List.of(
                                "/Envelope/Body/notifications/OrganizationId",
                                "/Envelope/Body/notifications/SessionId"));

        assertThat(cells(read(shape, WebhookBodies.SALESFORCE)))
                .containsExactly(
                        List.of(
                                "04l5g00000AbCdEAAV",
                                "0065g00000XyZaBAAV",
                                "sf:Opportunity",
                                "125000.50",
                                "Rénovation & Söhne <2027>",
                                "Closed Won",
                                "",
                                "00D5g000004xYzAEAU",
                                ""),
                        List.of(
                                "04l5g00000AbCdFAAV",
                                "0065g00000XyZaCAAV",
                                "sf:Opportunity",
                                "",
                                "<b>Bold</b> & Co",
                                "Closed Lost",
                                "",
                                "00D5g000004xYzAEAU",
                                ""));
    }

    @Test
    void shouldKeepEveryNotificationFromItsFirstToItsLastTag() {
        Body body = body(WebhookBodies.SALESFORCE);
        String between = "<!-- between <Notification> and another -->";
        String sent = WebhookBodies.SALESFORCE.replace(between, "");

        assertThat(items(READER.read(xml(NOTIFICATION, List.of(), List.of()), body)))
                .extracting(item -> sent(body, item))
                .containsExactly(
                        sent.substring(
                                sent.indexOf("<Notification>"),
                                sent.indexOf("</Notification>") + "</Notification>".length()),
                        sent.substring(
                                sent.lastIndexOf("<Notification>"),
                                sent.lastIndexOf("</Notification>") + "</Notification>".length()));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void shouldTakeTheBodyItselfAsTheOneItem(@Nullable String each) {
        String text = "<?xml version='1.0'?>\n<r><a>1</a></r>\n";

        BodyFields fields = read(xml(each, List.of("/r/a"), List.of("/r/a")), text);

        assertThat(cells(fields)).containsExactly(List.of("1", "1"));
        assertThat(fields)
                .isInstanceOfSatisfying(
                        BodyFields.Items.class, it -> assertThat(it.single()).isTrue());
        assertThat(sent(body(text), items(fields).getFirst())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a>x</a> | x",
                "<a> \t x y&#10;</a> | x y",
                "<a>1<!-- 2 -->3<?four 5?>6</a> | 136",
                "<a>&lt;&#65;&#x1F600;&amp;</a> | <A😀&",
                "<a>a<![CDATA[<b>]]>c</a> | a<b>c",
                "<a/> | ``",
                "<a></a> | ``",
                "<a>x<b/></a> | ``",
                "<a>x<b>y</b>z</a> | ``",
                "<a><b>y</b>z</a> | ``",
                "<x:a xmlns:x='u'>x</x:a> | x",
                "<b><a>x</a></b> | ``",
                "<A>x</A> | ``",
                "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'> - </a> | ``",
                "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1'/> | ``",
                "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='false'>x</a> | x",
                "<a nil='true'>x</a> | x",
                "<a>x</a><a>y</a> | y",
                "<a>x</a><a/> | ``",
            })
    void shouldGiveTextsOfElementsWithoutElements(String inside, String cell) {
        assertThat(cells(read(A, "<r>%s</r>".formatted(inside)))).containsExactly(List.of(cell));
    }

    @Test
    void shouldReadAttributesByTheirLocalNames() {
        var shape = xml("/r/i", List.of("/@id", "/@type", "/a/@v", ""), List.of("/r/@of"));

        assertThat(
                        cells(
                                read(
                                        shape,
                                        "<r of='&#x41;'><i id=' 1 ' x:type='t' xmlns:x='u'>w</i>"
                                                + "<i><a v='>'/></i></r>")))
                .containsExactly(List.of(" 1 ", "t", "", "w", "A"), List.of("", "", ">", "", "A"));
    }

    @Test
    void shouldForgetWhatTheFirstOfTwoElementsHeld() {
        var shape = xml("/r/i", List.of("/a/x", "/a/y", "/a/@z"), List.of("/r/b/x", "/r/b/y"));

        assertThat(
                        cells(
                                read(
                                        shape,
                                        "<r><b><x>1</x><y>1</y></b><i><a"
                                                + " z='1'><x>1</x></a><a><y>2</y></a></i>"
                                                + "<i><a><x>3</x></a></i><b><y>2</y></b></r>")))
                .containsExactly(List.of("", "2", "", "", "2"), List.of("3", "", "", "", "2"));
    }

    @Test
    void shouldTakeEveryRepeatedElementWhereverItsParentsStand() {
        assertThat(
                        cells(
                                read(
                                        xml("/r/g/i", List.of(""), List.of()),
                                        "<r><g><i>1</i><j/><i>2</i></g><i>no</i><g><i>3</i></g></r>")))
                .containsExactly(List.of("1"), List.of("2"), List.of("3"));
        assertThat(cells(read(xml("/r/g/i", List.of(""), List.of()), "<r/>"))).isEmpty();
    }

    @Test
    void shouldTakeAsManyItemsAsItMayAndNoMore() {
        var shape = xml("/r/i", List.of(""), List.of("/r/a"));

        assertThat(items(read(shape, "<r>" + "<i/>".repeat(5) + "</r>"))).hasSize(5);
        assertThat(read(shape, "<r>" + "<i/>".repeat(6) + "</r>"))
                .isEqualTo(new BodyFields.TooMany());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t", "\uFEFF", "\uFEFF\n"})
    void shouldSayThatNothingIsThere(String text) {
        assertThat(read(A, text)).isEqualTo(new BodyFields.Empty());
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, <?xml version='1.0'?>",
        "UTF-8, <?xml version='1.0' encoding='utf-8' standalone='yes'?>",
        "UTF-8, <?xml version=\"1.0\" encoding=\"UTF8\"?>",
        "UTF-8, \uFEFF",
        "UTF-8, \uFEFF<?xml version='1.0' encoding='UTF-8'?>",
        "ISO-8859-1, <?xml version='1.0' encoding='iso-8859-1'?>",
        "ISO-8859-15, <?xml version='1.0' encoding = 'ISO-8859-15' ?>",
        "windows-1252, <?xml version='1.0' encoding='Windows-1252'?>",
    })
    void shouldReadEncodingsThatAreDeclared(String charset, String beginning) {
        byte[] bytes = (beginning + "<r><a>é</a><i>ü</i></r>").getBytes(Charset.forName(charset));
        var body = new Body(bytes);

        BodyFields fields = READER.read(xml("/r/i", List.of(""), List.of("/r/a")), body);

        assertThat(cells(fields)).containsExactly(List.of("ü", "é"));
        assertThat(items(fields).getFirst().to()).isEqualTo(bytes.length - "</r>".length());
        assertThat(bytes[items(fields).getFirst().from()]).isEqualTo((byte) '<');
    }

    @Test
    void shouldReadAsciiThatIsDeclared() {
        assertThat(cells(read(A, "<?xml version='1.0' encoding='US-ASCII'?><r><a>x</a></r>")))
                .containsExactly(List.of("x"));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, '', XML must not be in UTF-16 or UTF-32",
        "UTF-16BE, '', XML must not be in UTF-16 or UTF-32",
        "UTF-16, '', XML must not be in UTF-16 or UTF-32",
        "UTF-16LE, \uFEFF, XML must not be in UTF-16 or UTF-32",
        "UTF-32, '', XML must not be in UTF-16 or UTF-32",
        "UTF-32LE, '', XML must not be in UTF-16 or UTF-32",
        "UTF-8, <?xml version='1.0' encoding='utf-16'?>, 'XML must not declare the encoding"
                + " \"utf-16\": send UTF-8, or declare ISO-8859-1, ISO-8859-15 or windows-1252'",
        "UTF-8, <?xml version='1.0' encoding='UTF-7'?>, XML must not declare the encoding"
                + " \"UTF-7\"",
        "UTF-8, <?xml version='1.0' encoding=''?>, XML must not declare the encoding \"\"",
        "UTF-8, \uFEFF<?xml version='1.0' encoding='ISO-8859-1'?>, XML begins with the byte order"
                + " mark of UTF-8 but declares \"ISO-8859-1\"",
        "ISO-8859-1, '', 'XML must be valid UTF-8, was not at byte 6'",
        "UTF-8, <?xml version='1.0' encoding='US-ASCII'?>, 'XML must be valid US-ASCII, was not at"
                + " byte 47'",
    })
    void shouldRefuseOtherEncodings(String charset, String beginning, String detail) {
        var body = new Body((beginning + "<r><a>é</a></r>").getBytes(Charset.forName(charset)));

        assertThat(READER.read(A, body))
                .isInstanceOfSatisfying(
                        BodyFields.Unreadable.class,
                        it -> assertThat(it.detail()).startsWith(detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<r><a>1</a> | not XML at line 1, column",
                "<r>~<a>1</b></r> | not XML at line 2, column",
                "<r/><r/> | not XML at line 1, column",
                "<r/>x | not XML at line 1, column 5",
                "{\"r\":{\"a\":1}} | not XML at line 1, column 1",
                "<r><a>&x;</a></r> | not XML at line 1, column",
                "<r a='&x;'/> | not XML at line 1, column",
                "<r><a>&#0;</a></r> | not XML at line 1, column",
                "<r><a>\u0001</a></r> | not XML at line 1, column",
                "<r a='1' a='2'/> | not XML at line 1, column",
                "~<?xml version='1.0'?><r/> | not XML at line 2, column",
                "<?xml version='2.0'?><r/> | not XML at line 1, column",
                "<x:r/> | not XML at line 1, column 7: namespaces are not declared well:"
                        + " ElementPrefixUnbound",
            })
    void shouldSayWhereABodyBreaks(String text, String detail) {
        assertThat(read(A, text.replace('~', '\n')))
                .isInstanceOfSatisfying(
                        BodyFields.Unreadable.class,
                        it ->
                                assertThat(it.detail())
                                        .startsWith(detail)
                                        .doesNotContain("ParseError", "JAXP", "\n"));
    }

    @Test
    void shouldNotLaughABillionTimes() {
        var dtd = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"lol\">");
        for (int level = 1; level < 10; level++) {
            dtd.append(
                    "<!ENTITY l%d \"%s\">"
                            .formatted(level, "&l%d;".formatted(level - 1).repeat(10)));
        }

        assertThat(read(A, dtd + "]>\n<r><a>&l9;</a></r>"))
                .isInstanceOfSatisfying(
                        BodyFields.Unreadable.class,
                        it ->
                                assertThat(it.detail())
                                        .startsWith("XML must have no DOCTYPE, had one at line 1"));
    }

    @Test
    void shouldReadNoFileForASender(@TempDir Path files) throws IOException {
        Path secret = Files.writeString(files.resolve("secret"), "s3cret");
        for (String dtd :
                List.of(
                        "<!DOCTYPE r [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri()),
                        "<!DOCTYPE r SYSTEM \"%s\">".formatted(secret.toUri()),
                        "<!DOCTYPE r [<!ENTITY %% x SYSTEM \"%s\"> %%x;]>"
                                .formatted(secret.toUri()))) {
            assertThat(read(A, dtd + "<r><a>&x;</a></r>"))
                    .isInstanceOfSatisfying(
                            BodyFields.Unreadable.class,
                            it -> assertThat(it.detail()).doesNotContain("s3cret"));
        }
        assertThat(
                        cells(
                                read(
                                        xml(null, List.of("/r/include"), List.of()),
                                        "<r xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='%s' parse='text'/></r>"
                                                .formatted(secret.toUri()))))
                .containsExactly(List.of(""));
    }

    @Test
    void shouldCallNobodyForASender() throws IOException {
        try (var server = new ServerSocket(0)) {
            server.setSoTimeout(1);
            String uri = "http://localhost:%d/x.dtd".formatted(server.getLocalPort());

            assertThat(read(A, "<!DOCTYPE r SYSTEM \"%s\"><r><a>1</a></r>".formatted(uri)))
                    .isInstanceOf(BodyFields.Unreadable.class);
            assertThat(
                            read(
                                    A,
                                    "<!DOCTYPE r [<!ENTITY %% x SYSTEM \"%s\"> %%x;]><r><a>1</a></r>"
                                            .formatted(uri)))
                    .isInstanceOf(BodyFields.Unreadable.class);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shouldReadAsDeepAsAnySenderMayNestAndNoDeeper() {
        assertThat(items(read(A, "<r>".repeat(200) + "</r>".repeat(200)))).hasSize(1);
        assertThat(read(A, "<r>".repeat(201) + "</r>".repeat(201)))
                .isInstanceOfSatisfying(
                        BodyFields.Unreadable.class,
                        it ->
                                assertThat(it.detail())
                                        .startsWith("not XML at line 1, column")
                                        .contains("depth of \"201\"")
                                        .doesNotContain("jdk.xml"));
        assertThat(read(A, "<r>".repeat(1_000_000))).isInstanceOf(BodyFields.Unreadable.class);
    }

    @Test
    void shouldReadAsManyAttributesAsAnySenderMayWriteAndNoMore() {
        assertThat(items(read(A, "<r%s/>".formatted(attributes(200))))).hasSize(1);
        for (int count : List.of(201, 100_000)) {
            assertThat(read(A, "<r%s/>".formatted(attributes(count))))
                    .isInstanceOfSatisfying(
                            BodyFields.Unreadable.class,
                            it ->
                                    assertThat(it.detail())
                                            .startsWith("not XML at line 1, column")
                                            .contains("more than \"200\" attributes")
                                            .doesNotContain("jdk.xml"));
        }
    }

    @Test
    void shouldReadTextsAsLongAsBodies() {
        String text = "é😀>".repeat(600_000);
        String escaped = "&amp;&#65;".repeat(300_000);
        var shape = xml("/r/i", List.of("/a", "/@a"), List.of());

        assertThat(
                        cells(
                                read(
                                        shape,
                                        "<r><i><a>%s</a></i><i a='%s'/><i><a><![CDATA[%s]]></a></i><i><a>%s</a></i></r>"
                                                .formatted(text, text, text, escaped))))
                .containsExactly(
                        List.of(text, ""),
                        List.of("", text),
                        List.of(text, ""),
                        List.of("&A".repeat(300_000), ""));
        assertThat(
                        items(
                                read(
                                        shape,
                                        "<!--%s--><r><b>%s</b><?p %s?><i/></r>"
                                                .formatted(text, text, text.replace(">", "")))))
                .hasSize(1);
    }

    @Test
    void shouldNotReadNamesWithoutAnEnd() {
        assertThat(read(A, "<r><%s/></r>".formatted("n".repeat(1_000_000))))
                .isInstanceOfSatisfying(
                        BodyFields.Unreadable.class,
                        it ->
                                assertThat(it.detail())
                                        .contains("exceeds the \"1,000\" limit")
                                        .doesNotContain("set by"));
    }

    @Test
    void shouldSayToTheByteWhereItemsStand() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<String> between =
                List.of(
                        "é",
                        "\r\n",
                        "<!-- <i> é </i> - > -->",
                        "<![CDATA[ <i> ]] > ]]]]>",
                        "<?i <i> ?>",
                        "<j><i>no</i></j>",
                        "<j k='/>' l=\"'\"/>",
                        "&gt;😀",
                        "x".repeat(3_000));
        List<String> items =
                List.of(
                        "<i/>",
                        "<i />",
                        "<i\n>1</i >",
                        "<i a='é>' b=\"<\"/>".replace("<\"", "&lt;\""),
                        "<i><i><!-- </i> --></i><k/>é</i\r\n>",
                        "<p:i xmlns:p='u' q='/'>1</p:i>",
                        "<i>" + "é".repeat(9_000) + "</i>");
        var reader = new BodyFieldsReader(new Limits(9_000_000, 2_000, 1_000, 10));
        for (int run = 0; run < 300; run++) {
            // Given
            var text = new StringBuilder("<?xml version='1.0'?><!-- é --><r a='>'>");
            var sent = new ArrayList<String>();
            for (int count = random.nextInt(60); count > 0; count--) {
                if (random.nextBoolean()) {
                    sent.add(items.get(random.nextInt(items.size())));
                    text.append(sent.getLast());
                } else {
                    text.append(between.get(random.nextInt(between.size())));
                }
            }
            Body body = body(text.append("</r>\n").toString());
            // When
            BodyFields fields = reader.read(xml("/r/i", List.of("/@a"), List.of()), body);
            // Then
            assertThat(items(fields))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .extracting(item -> sent(body, item))
                    .containsExactlyElementsOf(sent);
        }
    }

    private static String attributes(int count) {
        var attributes = new StringBuilder();
        for (int at = 0; at < count; at++) {
            attributes.append(" a").append(at).append("='1'");
        }
        return attributes.toString();
    }

    private static BodyFields read(BodyShape shape, String text) {
        return READER.read(shape, new Body(text.getBytes(StandardCharsets.UTF_8)));
    }
}
