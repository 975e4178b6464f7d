package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.systemtests.fuzz.Draft.Packed;
import io.keepwell.systemtests.fuzz.Item.Fate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Calls of Segment's libraries, each by itself and in batches. */
final class SegmentRequests implements Family {

    private static final String TOO_LONG = "\"" + "x".repeat(201) + "\"";
    private static final List<String> NAMES =
            List.of("identify", "group", "track", "page", "screen", "alias");

    private static final Map<String, Kind> CALLS =
            Map.of(
                    "identify",
                    common(Samples.IDENTIFY)
                            .with("context", "{\"groupId\":" + TOO_LONG + "}")
                            .with("timestamp", "\"2999-01-01T00:00:00Z\"", "\"soon\"", "{}")
                            .with("sentAt", "\"soon\"", "[]")
                            .kind(),
                    "group",
                    common(Samples.GROUP)
                            .without("groupId")
                            .with("groupId", "\"\"", "{}", TOO_LONG)
                            .kind(),
                    "track",
                    common(Samples.TRACK)
                            .without("event", "userId")
                            .with("event", "\"\"", "\" \"", "{}", "null")
                            .with("originalTimestamp", "\"soon\"", "[]", "\"2026-13-01\"")
                            .kind(),
                    "page",
                    new Kind.Rules(Samples.PAGE)
                            .without("anonymousId")
                            .with("anonymousId", "\"\"", "{}", TOO_LONG, "\"a\\u0000\"")
                            .with("timestamp", "\"2999-01-01T00:00:00Z\"", "\"soon\"", "true")
                            .kind(),
                    "alias",
                    common(Samples.ALIAS)
                            .without("previousId", "userId")
                            .with("previousId", "\"u-77\"", "{}", TOO_LONG)
                            .kind());

    private static Kind.Rules common(String json) {
        return new Kind.Rules(json)
                .with("messageId", "\"" + "x".repeat(191) + "\"", "{}", "[]", "\"a\\u0000\"")
                .with("userId", "{}", "true", TOO_LONG, "\"\\ud800\"");
    }

    @Override
    public void write(Draft draft, boolean isSpoiled) {
        Chance chance = draft.chance();
        boolean isBatch = chance.oneIn(2);
        // A browser's key says less: what it must not say is passed by.
        boolean isOfBrowser = isBatch && chance.oneIn(6);
        Route route = isOfBrowser ? Route.PAGES : Route.PRODUCT;
        String name = chance.of(NAMES);
        boolean isKeyInside = chance.oneIn(4);
        draft.from(
                        route,
                        Dialect.SEGMENT,
                        "/v1/"
                                + (isBatch
                                        ? chance.of(List.of("batch", "import", "b"))
                                        : path(name, chance)))
                .packed(Packed.PERHAPS)
                .called(isBatch ? "a batch of calls" : "a call of " + name)
                .header("Content-Type", chance.oneIn(4) ? "text/plain" : "application/json");
        if (chance.oneIn(4)) {
            draft.header("X-Strict-Mode", "1");
        }
        if (!isKeyInside) {
            authorize(draft, route);
        }
        String key = isKeyInside ? "\"writeKey\":\"%s\",".formatted(draft.lane().key(route)) : "";
        if (isBatch) {
            draft.body(batch(draft, Moods.several(isSpoiled, chance), key));
        } else {
            byte[] call = call(name).write(draft, Moods.one(isSpoiled, chance));
            draft.body(key.isEmpty() ? call : inside(call, key));
        }
        if (isOfBrowser) {
            draft.unsure();
        }
    }

    private static void authorize(Draft draft, Route route) {
        if (draft.chance().oneIn(3)) {
            draft.bearer(route);
        } else {
            String pair = draft.lane().key(route) + (draft.chance().oneIn(3) ? "" : ":");
            draft.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }
    }

    private static String path(String name, Chance chance) {
        return chance.oneIn(4) ? name.substring(0, 1) : name;
    }

    private static Kind call(String name) {
        return CALLS.getOrDefault(name, CALLS.getOrDefault("page", Kind.of("{}")));
    }

    private static byte[] batch(Draft draft, List<Fate> fates, String key) {
        var body = new Bytes().add("{").add(key).add("\"batch\":[");
        for (int at = 0; at < fates.size(); at++) {
            body.add(at == 0 ? "" : ",")
                    .add(call(draft.chance().of(NAMES)).write(draft, fates.get(at)));
        }
        return body.add("],\"context\":{\"groupId\":\"acme-7\"},\"sentAt\":\"")
                .add(Samples.now())
                .add("\"}")
                .toArray();
    }

    /** Puts the key first, where there is an object to put it into. */
    private static byte[] inside(byte[] call, String key) {
        return call.length > 1 && call[0] == '{' && call[1] == '"'
                ? new Bytes().add("{").add(key).add(call, 1, call.length).toArray()
                : call;
    }
}
