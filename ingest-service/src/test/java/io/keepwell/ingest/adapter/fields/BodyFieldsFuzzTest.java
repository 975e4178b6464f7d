package io.keepwell.ingest.adapter.fields;

import static io.keepwell.ingest.adapter.fields.WebhookBodies.json;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.xml;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.ingest.domain.webhook.BodyItem;
import io.keepwell.policy.webhook.BodyShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Bodies that were damaged by chance. Whatever comes in, nothing is thrown; and an item stands
 * where it is said to stand.
 */
class BodyFieldsFuzzTest {

    private static final int RUNS = 20_000;
    private static final int ITEMS_MAX = 3;
    private static final BodyFieldsReader READER =
            new BodyFieldsReader(new Limits(100_000, 2_000, ITEMS_MAX, 10));

    private static final List<String> JSON =
            List.of(
                    WebhookBodies.ZENDESK_EVENT,
                    WebhookBodies.ZENDESK_TRIGGER,
                    WebhookBodies.HUBSPOT,
                    WebhookBodies.STRIPE,
                    WebhookBodies.INTERCOM);
    private static final List<String> JSON_FIELDS =
            List.of(
                    "",
                    "/id",
                    "/quantity",
                    "/objectId",
                    "/detail/description",
                    "/detail/tags/1",
                    "/data/object/items/data/0/quantity",
                    "/data/item/contacts/contacts/0/external_id",
                    "/ticket/organization/name",
                    "/0/portalId");
    private static final List<BodyShape> JSON_SHAPES =
            List.of(
                    json(null, JSON_FIELDS, List.of("/type")),
                    json("", JSON_FIELDS, List.of("/type", "/1/objectId")),
                    json("/data/object/items/data", JSON_FIELDS, JSON_FIELDS),
                    json("/data/item", JSON_FIELDS, JSON_FIELDS),
                    json("/0", JSON_FIELDS, JSON_FIELDS));

    private static final List<String> XML_FIELDS =
            List.of("", "/Id", "/sObject/@type", "/sObject/Name", "/sObject/NextStep");
    private static final List<String> XML_BODY_FIELDS =
            List.of(
                    "/Envelope/Body/notifications/OrganizationId",
                    "/Envelope/Body/notifications/Notification/Id");
    private static final List<BodyShape> XML_SHAPES =
            List.of(
                    xml(null, XML_BODY_FIELDS, XML_BODY_FIELDS),
                    xml("/Envelope/Body/notifications/Notification", XML_FIELDS, XML_BODY_FIELDS),
                    xml("/Envelope/Body", XML_FIELDS, XML_BODY_FIELDS));

    private static final List<String> PIECES =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "\u0000",
                    "\uFEFF",
                    "\n",
                    "\r",
                    " ",
                    "null",
                    "NaN",
                    "1E999999999",
                    "-0",
                    "9".repeat(150),
                    "9".repeat(1_001),
                    "{\"a\":".repeat(40),
                    "[".repeat(300),
                    "\"id\":",
                    "\"data\":[",
                    "\"data\":{",
                    "\"quantity\":1,",
                    "\"" + "k".repeat(1_100) + "\":1,",
                    "😀",
                    "\u0085",
                    "<",
                    ">",
                    "/>",
                    "</",
                    "</a>",
                    "<a>",
                    "<a>".repeat(250),
                    "<!--",
                    "-->",
                    "--",
                    "<![CDATA[",
                    "]]>",
                    "<?",
                    "?>",
                    "<?xml",
                    "encoding='utf-16'",
                    "version='1.1'",
                    "&",
                    "&#",
                    "&#x0;",
                    "&#xD800;",
                    "&x;",
                    "&lt;",
                    "'",
                    "=",
                    " a='1'",
                    " xmlns='u'",
                    " xmlns:sf=''",
                    " xsi:nil='true'",
                    "xml:",
                    "<!DOCTYPE a [<!ENTITY x 'y'>]>",
                    "<!DOCTYPE",
                    "<!ENTITY",
                    "<Notification>",
                    "</Notification>",
                    "<Notification/>",
                    "<" + "n".repeat(1_100) + "/>");

    @Test
    void shouldReadAnyBodyWithoutFailing() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < RUNS; run++) {
            boolean isJson = random.nextBoolean();
            String good = isJson ? any(JSON, random) : WebhookBodies.SALESFORCE;
            BodyShape shape = any(isJson ? JSON_SHAPES : XML_SHAPES, random);
            byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bytes = damaged(bytes, random);
            }
            var body = new Body(bytes);
            try {
                requireSound(shape, body);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "rerun with -Dseed=%d, run %d, %s: %s"
                                .formatted(
                                        seed,
                                        run,
                                        shape,
                                        new String(bytes, StandardCharsets.ISO_8859_1)),
                        e);
            }
        }
    }

    private static void requireSound(BodyShape shape, Body body) {
        switch (READER.read(shape, body)) {
            case BodyFields.Items(var items, boolean single) -> {
                assertThat(items).hasSizeLessThanOrEqualTo(ITEMS_MAX);
                assertThat(!single || items.size() == 1).isTrue();
                int before = 0;
                for (var item : items) {
                    assertThat(item.cells())
                            .hasSize(shape.itemFields().size() + shape.bodyFields().size());
                    assertThat(item.from()).isBetween(before, item.to());
                    assertThat(item.to()).isLessThanOrEqualTo(body.length());
                    before = item.to();
                    requireInPlace(shape, body, item);
                }
            }
            case BodyFields.Unreadable(String detail) -> assertThat(detail).isNotBlank();
            case BodyFields.TooMany() -> assertThat(shape.each()).isNotNull();
            case BodyFields.Empty() -> {
                // Nothing more is said.
            }
        }
    }

    /** What is kept of an item must hold the item, and nothing but the item. */
    private static void requireInPlace(BodyShape shape, Body body, BodyItem item) {
        byte[] bytes = Arrays.copyOfRange(body.bytes(), item.from(), item.to());
        switch (shape.format()) {
            case JSON -> {
                var alone = new BodyShape(shape.format(), null, shape.itemFields(), List.of());
                assertThat(WebhookBodies.cells(READER.read(alone, new Body(bytes))))
                        .containsExactly(item.cells().subList(0, shape.itemFields().size()));
            }
            case XML -> {
                String sent = new String(bytes, StandardCharsets.UTF_8).strip();
                assertThat(sent).endsWith(">");
                if (shape.each() != null) {
                    String name = shape.each().names().getLast();
                    assertThat(sent).matches("(?s)<([\\w.-]+:)?%s[\\s/>].*".formatted(name));
                    assertThat(sent).matches("(?s).*(</([\\w.-]+:)?%s\\s*>|/>)".formatted(name));
                }
            }
        }
    }

    private static byte[] damaged(byte[] bytes, RandomGenerator random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(1 + (1 << random.nextInt(11))));
        byte[] middle =
                switch (random.nextInt(6)) {
                    case 0 -> new byte[0];
                    case 1 -> new byte[] {(byte) random.nextInt()};
                    case 2 -> joined(bytes, from, to, bytes, from, to);
                    case 3 -> {
                        int other = random.nextInt(bytes.length + 1);
                        yield joined(
                                bytes,
                                other,
                                Math.min(bytes.length, other + random.nextInt(300)),
                                bytes,
                                from,
                                to);
                    }
                    default -> {
                        byte[] piece = any(PIECES, random).getBytes(StandardCharsets.UTF_8);
                        yield random.nextBoolean()
                                ? piece
                                : joined(piece, 0, piece.length, bytes, from, to);
                    }
                };
        byte[] start = joined(bytes, 0, from, middle, 0, middle.length);
        return random.nextInt(20) == 0
                ? start
                : joined(start, 0, start.length, bytes, to, bytes.length);
    }

    private static byte[] joined(
            byte[] one, int oneFrom, int oneTo, byte[] other, int otherFrom, int otherTo) {
        byte[] joined =
                Arrays.copyOf(
                        Arrays.copyOfRange(one, oneFrom, oneTo),
                        oneTo - oneFrom + otherTo - otherFrom);
        System.arraycopy(other, otherFrom, joined, oneTo - oneFrom, otherTo - otherFrom);
        return joined;
    }

    private static <T> T any(List<T> things, RandomGenerator random) {
        return things.get(random.nextInt(things.size()));
    }
}
