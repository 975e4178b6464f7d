package io.keepwell.ingest.adapter.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.keepwell.ingest.WebhookSender;
import io.keepwell.ingest.adapter.fields.BodyFieldsReader;
import io.keepwell.ingest.adapter.json.CloudEventReader;
import io.keepwell.ingest.adapter.json.EventBodies;
import io.keepwell.ingest.adapter.json.SegmentReader;
import io.keepwell.ingest.adapter.json.SubmissionReader;
import io.keepwell.ingest.adapter.json.Taken;
import io.keepwell.ingest.domain.cloudevent.HeaderBinding;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.ingest.domain.segment.SegmentKind;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policies.ReadyMappings;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.reading.SourcesReader;
import io.keepwell.policy.source.SourceSpec;
import io.keepwell.policy.webhook.WebhookMapping;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of an item is a request that has this one item, and is read as it was. */
class FramingTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:20:00Z");
    private static final Limits LIMITS = new Limits(1_000_000, 32_000, 200, 20);
    private static final SegmentReader SEGMENT = new SegmentReader(LIMITS, () -> new UUID(0, 1));
    private static final CloudEventReader CLOUD_EVENTS = new CloudEventReader(LIMITS);
    private static final EventBodies EVENTS =
            new EventBodies(new SubmissionReader(LIMITS), CLOUD_EVENTS);
    private static final Webhooks WEBHOOKS = new Webhooks(new BodyFieldsReader(LIMITS), LIMITS);

    private static final String EVENT =
            "{\"id\": \"%s\", \"accountId\": \"acmé\", \"type\": \"%s\", \"occurredAt\":"
                    + " \"2026-11-03T09:15:28Z\"}";
    private static final String CLOUD_EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/é\",\"type\":\"%s\",\"subject\":\"acme\"}";
    private static final String CALL =
            "{\"type\":\"%s\",\"userId\":\"ü\",\"event\":\"Signed"
                    + " In\",\"timestamp\":\"2026-11-03T09:15:28Z\"}";

    static Stream<Arguments> requests() {
        return Stream.of(
                        Stream.of(
                                events(
                                        "application/json",
                                        "[ %s ,\n %s]"
                                                .formatted(
                                                        EVENT.formatted("1", "usage.logged-in"),
                                                        EVENT.formatted("2", "no type"))),
                                events("application/json", " " + EVENT.formatted("1", "?")),
                                events(
                                        "application/x-ndjson",
                                        "\n%s\r\n\n no JSON \n%s"
                                                .formatted(
                                                        EVENT.formatted("1", "?"),
                                                        EVENT.formatted("2", "usage.x"))),
                                events(
                                        "application/cloudevents-batch+json",
                                        " [%s, 7,%s ]\n"
                                                .formatted(
                                                        CLOUD_EVENT.formatted("1", "com.acme.a.b"),
                                                        CLOUD_EVENT.formatted("", "x"))),
                                events(
                                        "application/cloudevents+json",
                                        CLOUD_EVENT.formatted("", "com.acme.a.b")),
                                segment(
                                        batch(
                                                CALL.formatted("track"),
                                                CALL.formatted("page"),
                                                CALL.formatted("unheard-of"))),
                                segment("{\"batch\":[[]]}")),
                        Arrays.stream(SegmentKind.values())
                                .map(kind ->
                                        arguments(
                                                kind.wireName(),
                                                body(CALL.formatted("?")),
                                                Framing.ENVELOPE,
                                                reading(it ->
                                                        SEGMENT.readCall(kind, it, NOW)
                                                                .content()))),
                        Stream.of(
                                webhook("zendesk", "zendesk-ticket-created.json"),
                                webhook("zendesk", "zendesk-organization.json"),
                                webhook("zendesk", "zendesk-trigger.json"),
                                webhook("hubspot", "hubspot-companies.json"),
                                webhook("stripe", "stripe-subscription-created.json"),
                                webhook("stripe", "stripe-payment-failed.json"),
                                webhook("intercom", "intercom-conversation.json"),
                                webhook("intercom", "intercom-rating.json"),
                                webhook("salesforce", "salesforce-outbound-message.xml"),
                                latin1(),
                                aroundItems()))
                .flatMap(Function.identity());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void shouldMakeARequestOfOneItemThatIsReadAsItWas(
            String name, Body body, Framing framing, Function<Body, Content> reading) {
        List<Item> items = items(reading.apply(body));
        assertThat(items).isNotEmpty();

        for (Item item : items) {
            Body request = framing.request(body, items, item).orElseThrow();
            Item again = assertThat(items(reading.apply(request))).singleElement().actual();

            assertThat(again.verdict()).isEqualTo(item.verdict());
            assertThat(bytes(request, again)).isEqualTo(bytes(body, item));
        }
    }

    @Test
    void shouldKeepTheBodyOnlyWhereItemsAreReadFromIt() {
        WebhookMapping mapping = own("bodyFields: {first: /items/0/id}");
        Body two = body("{\"items\":[{\"id\":1},{\"id\":2}]}");
        Body one = body("{\"items\":[{\"id\":1}]}");
        List<Item> items = items(read(mapping, two));

        assertThat(Webhooks.framing(mapping).request(two, items, items.getLast())).isEmpty();
        List<Item> single = items(read(mapping, one));
        assertThat(Webhooks.framing(mapping).request(one, single, single.getFirst()))
                .hasValueSatisfying(it -> assertThat(it.bytes()).isEqualTo(one.bytes()));
    }

    /** By itself it would be a batch of what stands in it. */
    @Test
    void shouldMakeNoRequestOfAnItemThatIsAnArray() {
        Body body = body("[ [%s]]".formatted(EVENT.formatted("1", "usage.x")));
        Item array = new Item(new Verdict.Ignored(), 1, body.length() - 1);

        assertThat(Framing.ITEM.request(body, List.of(array), array)).isEmpty();
    }

    @Test
    void shouldNotRepeatALongEnvelopeWithEveryItem() {
        WebhookMapping mapping = own("");
        String envelope = "{\"rest\":\"%s\",\"items\":[{\"id\":1},{\"id\":2}]}";
        Body longest = body(envelope.formatted("x".repeat(16 * 1024 - 22)));
        Body tooLong = body(envelope.formatted("x".repeat(16 * 1024 - 21)));

        assertThat(first(mapping, longest)).isPresent();
        assertThat(first(mapping, tooLong)).isEmpty();
    }

    @Test
    void shouldNotMakeALargeRequestOfASmallOne() {
        WebhookMapping mapping = own("");
        String envelope =
                "{\"rest\":\"%s\",\"items\":[%s]}"
                        .formatted("x".repeat(16 * 1024 - 22), "{\"id\":1}%s");
        Body most = body(envelope.formatted(",{\"id\":1}".repeat(127)));
        Body tooMany = body(envelope.formatted(",{\"id\":1}".repeat(128)));

        assertThat(first(mapping, most)).isPresent();
        assertThat(first(mapping, tooMany)).isEmpty();
    }

    private static Optional<Body> first(WebhookMapping mapping, Body body) {
        List<Item> items = items(read(mapping, body));
        return Webhooks.framing(mapping).request(body, items, items.getFirst());
    }

    @Test
    void shouldNotTakeForGoodWhatWasNoTextInAHeader() {
        List<Map.Entry<String, String>> headers =
                List.of(
                        Map.entry("specversion", "1.0"),
                        Map.entry("id", "1"),
                        Map.entry("source", "/s"),
                        Map.entry("type", "com.acme.a.b"),
                        Map.entry("subject", "acme%FF"));

        Taken broken =
                CLOUD_EVENTS.takeBinary(HeaderBinding.HTTP, headers, null, body("{}"), NOW, false);

        assertThat(broken.framing()).isEqualTo(Framing.NONE);
    }

    @Test
    void shouldReadAnEventOfHeadersAsItWas() {
        List<Map.Entry<String, String>> headers =
                List.of(
                        Map.entry("specversion", "1.0"),
                        Map.entry("id", ""),
                        Map.entry("source", "/s"),
                        Map.entry("type", "com.acme.a.b"),
                        Map.entry("subject", "acm%C3%A9"));

        Taken taken =
                CLOUD_EVENTS.takeBinary(
                        HeaderBinding.HTTP,
                        headers,
                        "application/json",
                        body("{\"value\":1}"),
                        NOW,
                        false);

        List<Item> items = items(taken.content());
        Body request = taken.framing().request(taken.kept(), items, items.getFirst()).orElseThrow();
        Content again = EVENTS.of(taken.contentType()).orElseThrow().read(request, NOW).content();
        assertThat(items(again).getFirst().verdict()).isEqualTo(items.getFirst().verdict());
    }

    private static Arguments events(String contentType, String body) {
        EventBodies.Form form = EVENTS.of(contentType).orElseThrow();
        Body sent = body(body);
        return arguments(
                contentType,
                sent,
                form.read(sent, NOW).framing(),
                reading(it -> form.read(it, NOW).content()));
    }

    private static String batch(String first, String second, String last) {
        return """
        {"context": {"groupId": "acmé", "traits": {"title": "CTO"}}, "writeKey": "**",
         "batch": [ %s ,
           %s, 3, %s ]
        , "sentAt": "2026-11-03T09:15:29Z"}
        """
                .formatted(first, second, last);
    }

    private static Arguments segment(String body) {
        return arguments(
                "batch",
                body(body),
                Framing.ENVELOPE,
                reading(it -> SEGMENT.readBatch(it, NOW).content()));
    }

    private static Arguments webhook(String type, String recorded) {
        WebhookMapping mapping =
                mapping(
                        "kind: Source\nid: a\ntype: %s\n%s"
                                .formatted(
                                        type,
                                        type.equals("salesforce")
                                                ? "organization: 00Dxx0000001gPLEAY\n"
                                                      + "keys:"
                                                      + " 'sha256:46b7270e1fdf2e76e0fcbcd050676a25fa5070f1514d37a6ab8f1828a37086c0'\n"
                                                : "secretFiles: [secret]\n"));
        return webhook(recorded, mapping, body(WebhookSender.recorded(recorded)));
    }

    private static Arguments latin1() {
        String body =
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a"
                        + " at=\"é\"><items><id>é</id></items> <!-- <items> -->"
                        + " <items><id>ü</id></items></a>";
        return webhook(
                "latin 1",
                mapping(OWN.formatted("xml", "/a/items", "bodyFields: {at: /a/@at}")),
                new Body(body.getBytes(ISO_8859_1)));
    }

    private static Arguments aroundItems() {
        return webhook(
                "around items",
                own("bodyFields: {at: /at, last: /last}"),
                body("{\"at\":1,\"items\":[{\"id\":\"1\"} , {\"id\":\"2\"}],\"last\":[]}"));
    }

    private static Arguments webhook(String name, WebhookMapping mapping, Body body) {
        return arguments(name, body, Webhooks.framing(mapping), reading(it -> read(mapping, it)));
    }

    private static Content read(WebhookMapping mapping, Body body) {
        return WEBHOOKS.read(mapping, body, header -> "1614556800000", NOW);
    }

    private static final String OWN =
            """
            kind: WebhookMapping
            id: own
            format: %s
            dates: {formats: [iso]}
            each: %s
            fields: {id: /id}
            %s
            account: id
            occurredAt: now()
            events:
            - {type: usage.session-started, when: id == '1'}
            ---
            kind: Source
            id: own
            type: webhook
            mapping: own
            signature: github
            secretFiles: [secret]
            """;

    private static WebhookMapping own(String bodyFields) {
        return mapping(OWN.formatted("json", "/items", bodyFields));
    }

    private static WebhookMapping mapping(String documents) {
        return PolicyParser.parseAll(
                                        Stream.concat(
                                                        ReadyMappings.all().stream(),
                                                        Stream.of(
                                                                new PolicyFile(
                                                                        "a.yaml", documents)))
                                                .toList())
                                instanceof PolicyResult.Accepted<PolicyBundle>(var bundle)
                        && SourcesReader.read(bundle, EventCatalogue.standard())
                                instanceof PolicyResult.Accepted<List<SourceSpec>>(var sources)
                ? Objects.requireNonNull(sources.getFirst().mapping())
                : fail("the mapping is wrong");
    }

    private static Function<Body, Content> reading(Function<Body, Content> reading) {
        return reading;
    }

    private static List<Item> items(Content content) {
        if (content instanceof Content.Events(List<Item> items, _)) {
            return items;
        }
        throw new AssertionError("must be items, was " + content);
    }

    private static byte[] bytes(Body body, Item item) {
        return Arrays.copyOfRange(body.bytes(), item.from(), item.to());
    }

    private static Body body(String text) {
        return new Body(text.getBytes(UTF_8));
    }
}
