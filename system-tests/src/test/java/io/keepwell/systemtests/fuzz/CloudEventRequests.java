package io.keepwell.systemtests.fuzz;

import io.keepwell.systemtests.fuzz.Draft.Packed;
import io.keepwell.systemtests.fuzz.Item.Fate;
import java.util.List;
import java.util.Map;

/** CloudEvents in all three modes. */
final class CloudEventRequests implements Family {

    private static final String PATH = "/v1/events";

    private static final Kind EVENT =
            new Kind.Rules(Samples.CLOUD_EVENT)
                    .without("specversion", "id", "source", "type")
                    .twice("id", "subject", "type")
                    .with("specversion", "\"2.0\"", "\"1\"", "{}", "1")
                    .with("id", "\"\"", "[]", "\"a\\u0000\"", "{}")
                    .with("source", "\"\"", "[]", "\"" + "x".repeat(2001) + "\"")
                    .with("type", "\"\"", "\"" + "x".repeat(301) + "\"", "\"...\"", "\"-\"", "{}")
                    .with("subject", "\" \"", "\"\"", "\"" + "x".repeat(201) + "\"", "{}")
                    .with("time", "\"yesterday\"", "\"2999-01-01T00:00:00Z\"", "1767225600", "[]")
                    .with("region", "[]", "{}", "\"" + "x".repeat(10_001) + "\"")
                    .kind();

    private static final JsonSample DATA =
            JsonSample.of(
                    "{\"feature\":\"export\",\"actorId\":\"u-77\",\"value\":3,\"deep\":{\"a\":[1]},\"mark\":\"@T@\"}");

    /** As the binding writes them, and as it must not. */
    private static final List<String> VALUES =
            List.of(
                    "",
                    "%",
                    "%2",
                    "%zz",
                    "%00",
                    "%C0%A0",
                    "%ED%A0%80",
                    "%F4%90%80%80",
                    "%FF",
                    "%20",
                    "%C3%A4",
                    "%e2%82%ac",
                    "%25%32%30",
                    "\"quoted\"",
                    "\"half",
                    "half\"",
                    "\"a\\\"b\"",
                    "\"a\\",
                    "\"\"",
                    "a b",
                    "\u00e4",
                    "\u00c3\u00a4",
                    "\u00ff\u00fe",
                    "a\tb",
                    "x".repeat(201),
                    "x".repeat(3000),
                    "%61".repeat(300),
                    "=?utf-8?Q?a?=",
                    "null",
                    "1e999");

    private static final List<String> NAMES =
            List.of(
                    "ce-id",
                    "ce-source",
                    "ce-type",
                    "ce-specversion",
                    "ce-subject",
                    "ce-time",
                    "ce-accountid",
                    "ce-actorid",
                    "ce-region",
                    "ce-datacontenttype",
                    "ce-dataschema",
                    "ce-",
                    "ce-a-b",
                    "ce-a.b",
                    "ce-data",
                    "ce-data_base64",
                    "ce-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");

    @Override
    public void write(Draft draft, boolean isSpoiled) {
        Chance chance = draft.chance();
        draft.from(Route.PRODUCT, Dialect.EVENTS, PATH)
                .bearer(Route.PRODUCT)
                .packed(Packed.PERHAPS);
        switch (chance.below(3)) {
            case 0 -> binary(draft, isSpoiled);
            case 1 ->
                    draft.called("a CloudEvent")
                            .header("Content-Type", "application/cloudevents+json")
                            .body(EVENT.write(draft, Moods.one(isSpoiled, chance)));
            default ->
                    draft.called("a batch of CloudEvents")
                            .header("Content-Type", "application/cloudevents-batch+json")
                            .body(
                                    EventRequests.array(
                                            draft, Moods.several(isSpoiled, chance), EVENT));
        }
    }

    private static void binary(Draft draft, boolean isSpoiled) {
        Chance chance = draft.chance();
        String token = draft.token();
        draft.called("a CloudEvent in headers")
                .header("ce-specversion", "1.0")
                .header("ce-id", token)
                .header("ce-source", "/billing")
                .header("ce-type", "com.acme.usage.feature-used")
                .header("ce-subject", "acme-7")
                .header("Content-Type", "application/json")
                .item(new Item(token, isSpoiled ? Fate.ANY : Fate.ACCEPTED));
        boolean ofHeaders = isSpoiled && chance.oneIn(2);
        if (ofHeaders) {
            int times = 1 + chance.below(3);
            for (int time = 0; time < times; time++) {
                spoil(draft, chance);
            }
        }
        draft.body(
                DATA.write(
                        Draft.marks(token),
                        isSpoiled && !ofHeaders
                                ? Map.of(
                                        chance.below(DATA.places()),
                                        new Edit.Replace(new Raw(Nasty.value(chance))))
                                : Map.of()));
    }

    private static void spoil(Draft draft, Chance chance) {
        String name = chance.of(NAMES);
        switch (chance.below(4)) {
            case 0 -> draft.without(name);
            case 1 -> draft.header(name, chance.of(VALUES));
            case 2 ->
                    draft.without("Content-Type")
                            .header(
                                    "Content-Type",
                                    chance.of(List.of("text/plain", "image/png", "a/b+json", ";")));
            default -> draft.without(name).header(name, chance.of(VALUES));
        }
    }
}
