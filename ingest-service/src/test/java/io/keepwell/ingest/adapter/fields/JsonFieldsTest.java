package io.keepwell.ingest.adapter.fields;

import static io.keepwell.ingest.adapter.fields.WebhookBodies.body;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.cells;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.items;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.json;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.policy.webhook.BodyShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    private static final BodyFieldsReader READER =
            new BodyFieldsReader(new Limits(200_000, 2_000, 5, 10));

    @Test
    void shouldReadAnEventOfZendesk() {
        var shape =
                json(
                        null,
                        List.of(
                                "/id",
                                "/time",
                                "/detail/organization_id",
                                "/detail/is_public",
                                "/detail/external_id",
                                "/detail/description",
                                "/detail/tags",
                                "/detail/tags/1",
                                "/event/previous"),
                        List.of("/account_id"));

        assertThat(cells(read(shape, WebhookBodies.ZENDESK_EVENT)))
                .containsExactly(
                        List.of(
                                "01JBR1FZQ1D6K4NX7VQ7T0E6JH",
                                "2026-11-03T09:15:28.105387842Z",
                                "8447346622462",
                                "true",
                                "",
                                "Hällo,\n\"export\" fails 😀",
                                "",
                                "export",
                                "OPEN",
                                "22129848"));
    }

    @Test
    void shouldReadABodyThatAnAdministratorWrote() {
        var shape =
                json(
                        "",
                        List.of(
                                "/ticket/organization/external_id",
                                "/ticket/organization/name",
                                "/ticket/priority",
                                "/ticket/satisfaction/current_rating"),
                        List.of("/at"));

        assertThat(cells(read(shape, WebhookBodies.ZENDESK_TRIGGER)))
                .containsExactly(
                        List.of("acme", "Acmé, \"Inc.\"", "", "Good", "2026-11-03T09:15:28Z"));
    }

    @Test
    void shouldReadEveryElementOfARootArray() {
        var shape =
                json(
                        "",
                        List.of("/objectId", "/occurredAt", "/propertyValue"),
                        List.of("/0/portalId", "/2/attemptNumber"));
        Body body = body(WebhookBodies.HUBSPOT);

        BodyFields fields = READER.read(shape, body);

        assertThat(cells(fields))
                .containsExactly(
                        List.of("1246965", "1614556800000", "customer", "33", "2"),
                        List.of("1246978", "1614556801000", "", "33", "2"),
                        List.of("1246978", "1614556802000", "", "33", "2"));
        assertThat(items(fields))
                .extracting(item -> sent(body, item))
                .containsExactlyElementsOf(
                        WebhookBodies.HUBSPOT
                                .lines()
                                .filter(line -> line.startsWith("  {"))
                                .map(line -> line.replaceAll("^  |,$", ""))
                                .toList());
    }

    @Test
    void shouldReadDeeplyInsideOfAnEventOfStripe() {
        var shape =
                json(
                        null,
                        List.of(
                                "/created",
                                "/data/object/customer",
                                "/data/object/items/data/0/quantity",
                                "/data/object/items/data/0/price/unit_amount_decimal",
                                "/data/object/metadata/keepwell~1account",
                                "/data/previous_attributes/items/data/0/quantity",
                                "/request/id"),
                        List.of());

        assertThat(cells(read(shape, WebhookBodies.STRIPE)))
                .containsExactly(
                        List.of(
                                "1614556800",
                                "cus_Na6dX7aXxi11N4",
                                "12",
                                "1000.50",
                                "acme",
                                "15",
                                ""));
    }

    @Test
    void shouldReadTheItemsOfAnEventOfStripeWithWhatStandsAroundThem() {
        var shape =
                json(
                        "/data/object/items/data",
                        List.of("/id", "/quantity"),
                        List.of("/data/object/customer", "/type"));

        assertThat(cells(read(shape, WebhookBodies.STRIPE)))
                .containsExactly(
                        List.of(
                                "si_Na6dzxczY5fwHx",
                                "12",
                                "cus_Na6dX7aXxi11N4",
                                "customer.subscription.updated"),
                        List.of(
                                "si_Na6dzxczY5fwHy",
                                "1",
                                "cus_Na6dX7aXxi11N4",
                                "customer.subscription.updated"));
    }

    @Test
    void shouldReadANotificationOfIntercom() {
        var shape =
                json(
                        "/data/item",
                        List.of(
                                "/contacts/contacts/0/external_id",
                                "/conversation_rating/rating",
                                "/statistics/median_time_to_reply"),
                        List.of("/topic", "/id"));

        BodyFields fields = read(shape, WebhookBodies.INTERCOM);

        assertThat(cells(fields))
                .containsExactly(
                        List.of(
                                "u-7",
                                "4",
                                "",
                                "conversation.rating.added",
                                "notif_ccd8a4d0-f965-11e3-a367-c779cae3e1b3"));
        assertThat(((BodyFields.Items) fields).single()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\" | ``",
                "\"a\\u00e9\\/\\\"\" | aé/\"",
                "0 | 0",
                "-0 | -0",
                "1614556800 | 1614556800",
                "1.50 | 1.50",
                "1E400 | 1E400",
                "1e-7 | 1e-7",
                "12345678901234567890123 | 12345678901234567890123",
                "true | true",
                "false | false",
                "null | ``",
                "NaN | ``",
                "-Infinity | ``",
                "{} | ``",
                "[] | ``",
                "[1] | ``",
                "{\"a\":1} | ``",
            })
    void shouldGiveValuesAsTheyAreWritten(String value, String cell) {
        assertThat(
                        cells(
                                read(
                                        json(null, List.of("/a", ""), List.of("/a")),
                                        "{\"a\":%s}".formatted(value))))
                .containsExactly(List.of(cell, "", cell));
        assertThat(cells(read(json("", List.of("/a", ""), List.of()), "[%s]".formatted(value))))
                .containsExactly(List.of(value.startsWith("{\"") ? "1" : "", cell));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":[{\"x\":1},{\"x\":2}]} | 1,2",
                "{\"a\":[]} | ``",
                "{\"a\":{\"x\":1}} | 1",
                "{\"a\":null} | ``",
                "{\"b\":[{\"x\":1}]} | ``",
                "{} | ``",
                "[] | ``",
                "null | ``",
                "7 | ``",
                "{\"a\":[null,{\"x\":1},7,[{\"x\":2}]]} | ,1,,",
            })
    void shouldTakeAnArrayOrAnObjectOrNothingForTheItems(String body, String xs) {
        List<String> found =
                cells(read(json("/a", List.of("/x"), List.of()), body)).stream()
                        .map(List::getFirst)
                        .toList();

        assertThat(String.join(",", found)).isEqualTo(xs);
    }

    @ParameterizedTest
    @CsvSource({"/a, '{\"a\":{}}', true", "/a, '{\"a\":[{}]}', false", ", [{}], true"})
    void shouldSayWhetherAnItemStoodByItself(@Nullable String each, String body, boolean single) {
        assertThat(read(json(each, List.of(), List.of()), body))
                .isInstanceOfSatisfying(
                        BodyFields.Items.class, it -> assertThat(it.single()).isEqualTo(single));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"7 | a number", "\"b\" | a text", "true | true or false"})
    void shouldNotTakeAValueForTheItems(String value, String kind) {
        assertThat(read(json("/a", List.of("/x"), List.of()), "{\n \"a\":%s}".formatted(value)))
                .isEqualTo(
                        new BodyFields.Unreadable(
                                "at line 2, column 6 an array of items must stand, or an object,"
                                        + " which is the one item; there was "
                                        + kind));
        assertThat(read(json("", List.of("/x"), List.of()), value))
                .isInstanceOf(BodyFields.Unreadable.class);
    }

    @Test
    void shouldGiveWhatStandsBehindTheItemsToAllOfThem() {
        var shape = json("/a", List.of("/x"), List.of("/before", "/after", "/a/1/x", "/none"));

        assertThat(
                        cells(
                                read(
                                        shape,
                                        "{\"before\":\"b\",\"a\":[{\"x\":1},{\"x\":2}],\"after\":\"c\"}")))
                .containsExactly(List.of("1", "b", "c", "2", ""), List.of("2", "b", "c", "2", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"x\":1,\"y\":2},\"a\":{\"x\":3}} | 3,",
                "{\"a\":{\"x\":1,\"x\":null,\"y\":2}} | ,2",
                "{\"a\":{\"x\":1},\"a\":7} | ,",
                "{\"a\":{\"x\":1},\"a\":[{\"x\":1}]} | ,",
                "{\"a\":{\"x\":{\"x\":1},\"x\":5}} | 5,",
            })
    void shouldCountTheLastOfANameThatStandsTwiceAndNothingOfTheFirst(String body, String cells) {
        assertThat(cells(read(json(null, List.of("/a/x", "/a/y"), List.of()), body)))
                .containsExactly(List.of(cells.split(",", -1)));
        assertThat(cells(read(json("/none", List.of(), List.of("/a/x", "/a/y")), body))).isEmpty();
        assertThat(cells(read(json("", List.of(), List.of("/a/x", "/a/y")), body)))
                .containsExactly(List.of(cells.split(",", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"b\":[1,2]},\"a\":{\"b\":[3]}} | 3",
                "{\"a\":{\"b\":[1,2]},\"a\":{\"b\":null}} | ``",
                "{\"a\":{\"b\":[1,2]},\"a\":5} | ``",
                "{\"a\":{\"b\":[1,2],\"b\":[4,5]}} | 4,5",
                "{\"a\":{\"b\":7,\"b\":[4]}} | 4",
                "{\"a\":{\"b\":[1,2,3,4,5,6],\"b\":[4]}} | 4",
            })
    void shouldCountTheLastItemsOnly(String body, String items) {
        List<String> found =
                cells(read(json("/a/b", List.of(""), List.of()), body)).stream()
                        .map(List::getFirst)
                        .toList();

        assertThat(String.join(",", found)).isEqualTo(items);
    }

    @Test
    void shouldTellNamesFromIndexes() {
        var shape = json(null, List.of("/0", "/01", "/-", "/1/0", "/99999999999"), List.of());

        assertThat(cells(read(shape, "{\"0\":\"a\",\"01\":\"b\",\"-\":\"c\",\"1\":[\"d\"]}")))
                .containsExactly(List.of("a", "b", "c", "d", ""));
        assertThat(cells(read(shape, "[\"a\",[\"b\"],\"c\"]")))
                .containsExactly(List.of("a", "", "", "b", ""));
    }

    @Test
    void shouldReadNamesThatAreWrittenInAnyWay() {
        assertThat(
                        cells(
                                read(
                                        json(null, List.of("/é", "//x", "/a~1b", "/@c"), List.of()),
                                        "{\"\\u00e9\":1,\"\":{\"x\":2},\"a\\/b\":3,\"@c\":4}")))
                .containsExactly(List.of("1", "2", "3", "4"));
    }

    @Test
    void shouldSayToTheByteWhereItemsStand() {
        List<String> values =
                List.of(
                        "{\"é\" : [ \"😀]\" ] }",
                        "\"ä\\\"\"",
                        "-1.5e3",
                        "[ [ ] , { } ]",
                        "true",
                        "null",
                        "NaN",
                        "0");
        var reader = new BodyFieldsReader(new Limits(200_000, 2_000, 20, 10));
        for (String between : List.of(",", " ,\n", "\t,\r\n ")) {
            String text = "{\"é\":1,\"a\" : [ " + String.join(between, values) + " ] } ";
            Body body = body(text);
            for (String field : List.of("/é", "", "/0")) {
                assertThat(items(reader.read(json("/a", List.of(field), List.of()), body)))
                        .extracting(item -> sent(body, item))
                        .containsExactlyElementsOf(values);
            }
        }
        assertThat(items(read(json(null, List.of(), List.of()), " {\"a\":1}\n")))
                .singleElement()
                .satisfies(item -> assertThat(item.from()).isEqualTo(1))
                .satisfies(item -> assertThat(item.to()).isEqualTo(8));
    }

    @Test
    void shouldTakeAsManyItemsAsItMayAndNoMore() {
        var shape = json("/a", List.of(""), List.of("/b"));

        assertThat(items(read(shape, "{\"a\":[1,2,3,4,5]}"))).hasSize(5);
        assertThat(read(shape, "{\"a\":[1,2,3,4,5,6],\"b\":1}"))
                .isEqualTo(new BodyFields.TooMany());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void shouldSayThatNothingIsThere(String text) {
        assertThat(read(json(null, List.of("/a"), List.of()), text))
                .isEqualTo(new BodyFields.Empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1 | not JSON at line 1",
                "{\"a\":} | not JSON at line 1, column 6",
                "{'a':1} | not JSON at line 1, column 2",
                "{\"a\":1}} | not JSON at line 1, column 8",
                "{\"a\":1}{\"a\":2} | something follows the end of the JSON at line 1, column 8",
                "{\"a\":1} 2 | something follows the end of the JSON at line 1, column 9",
                "{\"a\":1} x | not JSON at line 1, column 9",
                "<a/> | not JSON at line 1, column 1",
                "a=1&b=2 | not JSON at line 1, column 1",
            })
    void shouldSayWhereABodyBreaks(String text, String detail) {
        assertThat(read(json(null, List.of("/a"), List.of()), text))
                .isInstanceOfSatisfying(
                        BodyFields.Unreadable.class,
                        it -> assertThat(it.detail()).startsWith(detail));
    }

    @Test
    void shouldNotGuessEncodings() {
        var shape = json(null, List.of("/a"), List.of());

        assertThat(
                        READER.read(
                                shape,
                                new Body("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(
                        new BodyFields.Unreadable("JSON must be valid UTF-8, was not at byte 6"));
        assertThat(READER.read(shape, new Body("{}".getBytes(StandardCharsets.UTF_16LE))))
                .isInstanceOf(BodyFields.Unreadable.class);
    }

    @Test
    void shouldReadAsDeepAsAnySenderMayNestAndNoDeeper() {
        var shape = json(null, List.of("/a/a/a"), List.of());

        assertThat(items(read(shape, "{\"a\":".repeat(200) + "1" + "}".repeat(200)))).hasSize(1);
        assertThat(read(shape, "{\"a\":".repeat(201) + "1" + "}".repeat(201)))
                .isInstanceOf(BodyFields.Unreadable.class);
        assertThat(read(shape, "[".repeat(100_000))).isInstanceOf(BodyFields.Unreadable.class);
    }

    @Test
    void shouldReadOneShapeWithManyThreads() throws Exception {
        var reader = new BodyFieldsReader(new Limits(200_000, 2_000, 5, 10));
        BodyShape shape = json("", List.of("/objectId"), List.of());
        var tasks = new ArrayList<Callable<List<List<String>>>>();
        for (int task = 0; task < 200; task++) {
            tasks.add(() -> cells(reader.read(shape, body(WebhookBodies.HUBSPOT))));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get())
                        .containsExactly(
                                List.of("1246965"), List.of("1246978"), List.of("1246978"));
            }
        }
    }

    @Test
    void shouldReadAnyNumberOfShapes() {
        for (int shape = 0; shape < 3_000; shape++) {
            assertThat(cells(read(json(null, List.of("/" + shape), List.of()), "{\"7\":1}")))
                    .containsExactly(List.of(shape == 7 ? "1" : ""));
        }
    }

    private static BodyFields read(BodyShape shape, String text) {
        return READER.read(shape, body(text));
    }
}
