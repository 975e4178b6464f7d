package io.keepwell.systemtests.fuzz;

import io.keepwell.systemtests.fuzz.Draft.Packed;
import io.keepwell.systemtests.fuzz.Item.Fate;
import java.util.ArrayList;
import java.util.List;

/** Events of our own: one, an array, lines. */
final class EventRequests implements Family {

    private static final String PATH = "/v1/events";

    private static final Kind EVENT =
            new Kind.Rules(Samples.EVENT)
                    .without("id", "accountId", "type", "occurredAt")
                    .twice("id", "accountId", "attributes")
                    .with(
                            "id",
                            "7",
                            "\"\"",
                            "\" @\"",
                            "{}",
                            "\"" + "x".repeat(201) + "\"",
                            "\"a\\u0000\"")
                    .with(
                            "accountId",
                            "[]",
                            "true",
                            "\" \"",
                            "\"" + "x".repeat(201) + "\"",
                            "\"\\ud800\"")
                    .with("type", "\"NOT A TYPE\"", "\"one\"", "1", "\"" + "x".repeat(101) + "\"")
                    .with(
                            "occurredAt",
                            "\"soon\"",
                            "1767225600",
                            "\"2999-01-01T00:00:00Z\"",
                            "\"1969-12-31T23:59:59Z\"",
                            "\"2026-02-30T00:00:00Z\"")
                    .with("actorId", "7", "\"\"", "{\"a\":1}")
                    .with("value", "\"3\"", "1e999", "1000000000001", "1" + "0".repeat(99), "[]")
                    .with(
                            "attributes",
                            "[]",
                            "\"x\"",
                            "{\"a\":[1]}",
                            "{\"a\":{}}",
                            "{\"\":1}",
                            "{\"a\":1,\"a\":2}",
                            "{\"a\":\"" + "x".repeat(1001) + "\"}",
                            "{\"a\":1e999}",
                            "{\"" + "n".repeat(101) + "\":1}",
                            tooMany(),
                            "{\"a\":\"\\u0000\"}")
                    .kind();

    private static String tooMany() {
        var members = new ArrayList<String>();
        for (int at = 0; at <= 50; at++) {
            members.add("\"a%d\":%d".formatted(at, at));
        }
        return "{" + String.join(",", members) + "}";
    }

    @Override
    public void write(Draft draft, boolean isSpoiled) {
        Chance chance = draft.chance();
        draft.from(Route.PRODUCT, Dialect.EVENTS, PATH)
                .bearer(Route.PRODUCT)
                .packed(Packed.PERHAPS);
        switch (chance.below(3)) {
            case 0 ->
                    draft.called("an event")
                            .header("Content-Type", "application/json")
                            .body(EVENT.write(draft, Moods.one(isSpoiled, chance)));
            case 1 ->
                    draft.called("an array of events")
                            .header("Content-Type", "application/json; charset=utf-8")
                            .body(array(draft, Moods.several(isSpoiled, chance), EVENT));
            default ->
                    draft.called("lines of events")
                            .header("Content-Type", "application/x-ndjson")
                            .body(lines(draft, Moods.several(isSpoiled, chance)));
        }
    }

    /** Writes items as an array. */
    static byte[] array(Draft draft, List<Fate> fates, Kind kind) {
        var body = new Bytes().add("[");
        for (int at = 0; at < fates.size(); at++) {
            body.add(at == 0 ? "" : ",").add(kind.write(draft, fates.get(at)));
        }
        return body.add("]").toArray();
    }

    /** A line may hold anything; it says nothing of the others, unless it is two. */
    private static byte[] lines(Draft draft, List<Fate> fates) {
        var body = new Bytes();
        for (Fate fate : fates) {
            body.add(EVENT.write(draft, fate)).add(draft.chance().oneIn(5) ? "\r\n\n" : "\n");
        }
        return body.toArray();
    }
}
