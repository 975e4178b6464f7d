package io.keepwell.systemtests.fuzz;

import java.util.List;
import java.util.function.Consumer;

/** Damages what stands around a body: credentials, media types, paths, methods, headers. */
final class EnvelopeDamage {

    private static final List<String> MEDIA_TYPES =
            List.of(
                    "",
                    ";",
                    "/",
                    "json",
                    "application/",
                    "/json",
                    "application/json;",
                    "application/json; charset",
                    "application/json; charset=utf-16",
                    "application/json; charset=\"utf-8\"",
                    "application/json; charset=\"",
                    "application/json;;;a=b",
                    "application/json, text/plain",
                    "application/json; a=\"\u00e4\"",
                    "text/html",
                    "multipart/form-data; boundary=x",
                    "application/x-www-form-urlencoded",
                    "application/cloudevents",
                    "application/cloudevents+xml",
                    "application/cloudevents-batch",
                    "application/cloudevents-batch+avro",
                    "application/cloudeventsx",
                    "application/x-ndjson",
                    "application/cloudevents+json",
                    "application/cloudevents-batch+json",
                    "APPLICATION/JSON",
                    "*/*",
                    "a/b/c",
                    "application/json\t",
                    "=",
                    "application/json; q=2",
                    "text/xml; charset=x",
                    "x".repeat(500) + "/json");

    private static final List<String> ACCEPTS =
            List.of(
                    "",
                    "*",
                    "*/*",
                    "text/html",
                    "application/json;q=0",
                    "application/json;q=nonsense",
                    ";;",
                    "a/b/c",
                    "application/*+json",
                    "text/xml, */*;q=0.1",
                    "\u00e4",
                    "x".repeat(2_000),
                    "image/png, image/gif",
                    "application/json; q=1e999",
                    ",",
                    "*/json");

    private static final List<String> CODINGS =
            List.of(
                    "gzip",
                    "x-gzip",
                    "GZIP ",
                    "deflate",
                    "br",
                    "zstd",
                    "gzip, gzip",
                    "identity",
                    "",
                    "gzip;q=1",
                    "\u00e4",
                    "compress",
                    "chunked");

    private static final List<String> CREDENTIALS =
            List.of(
                    "Bearer",
                    "Bearer ",
                    "Bearer x",
                    "bearer kw_",
                    "Basic",
                    "Basic !!!",
                    "Basic Og==",
                    "Basic eA==",
                    "Basic " + "QUFB".repeat(500),
                    "Digest x",
                    "",
                    " ",
                    "Bearer \u00e4",
                    "Bearer " + "x".repeat(3_000),
                    "Bearer null",
                    "BearerX kw",
                    "Bearer\tkw",
                    "Basic /////w==");

    private static final List<String> QUERIES =
            List.of(
                    "?",
                    "?backfill=",
                    "?backfill=bf_x",
                    "?backfill=%zz",
                    "?backfill=%",
                    "?backfill=%C0%A0",
                    "?backfill=a&backfill=b",
                    "?backfill=%00",
                    "?access_token=x",
                    "?access_token=%ff",
                    "?a=%",
                    "?%",
                    "?=&=",
                    "?&&&",
                    "?key=%zz",
                    "?key=",
                    "?" + "a=b&".repeat(300),
                    "?backfill=" + "x".repeat(2_000),
                    "?a=%ED%A0%80",
                    "?;",
                    "??",
                    "?backfill[]=1");

    private static final List<String> PATHS =
            List.of(
                    "/",
                    "//",
                    "/v1",
                    "/v1/",
                    "/v1/events/",
                    "/v1//events",
                    "/V1/EVENTS",
                    "/v1/events/x",
                    "/v1/%65vents",
                    "/v1/%",
                    "/v1/%zz",
                    "/v1/%00",
                    "/v1/%C0%A0",
                    "/v1/..",
                    "/v1/../in/x",
                    "/v1/events;a=b",
                    "/v1/z",
                    "/v1/bb",
                    "/in",
                    "/in/",
                    "/in/nobody",
                    "/in/%",
                    "/in/%2F",
                    "/in/%2e%2e/x",
                    "/in/%00",
                    "/in/a/b",
                    "/in/\u00e4",
                    "/in/" + "x".repeat(300),
                    "/in/%F0%9F%98%80",
                    "/in/%ED%A0%80",
                    "/v1/backfills",
                    "/v1/backfills/x/close",
                    "/v1/backfills/%zz/close",
                    "/v1/projects/x/settings",
                    "/v1/projects/%/settings",
                    "/v1/m",
                    "/contract/schemas/..%2f..%2fx",
                    "/contract/schemas/x",
                    "/q/nothing",
                    "/v1/events%20",
                    "/v1/events%3Fa",
                    "*",
                    "http://other.example/v1/events",
                    "/v1/events#x",
                    "/in/{source}",
                    "/favicon.ico",
                    "/v1/\\events");

    private static final List<String> METHODS =
            List.of(
                    "GET",
                    "PUT",
                    "DELETE",
                    "PATCH",
                    "HEAD",
                    "TRACE",
                    "OPTIONS",
                    "post",
                    "FOO",
                    "PROPFIND",
                    "X-Y");

    private static final List<String> ORIGINS =
            List.of(
                    "",
                    "null",
                    "https://a.example",
                    "*",
                    "://",
                    "https://",
                    "http://[::1",
                    "javascript:x",
                    "\u00e4",
                    "x".repeat(1_000),
                    "https://a.example, https://b.example",
                    "%zz",
                    "http://a b");

    private static final List<String> EXPECTATIONS =
            List.of("100-continue", "nonsense", "", "200-ok");

    private static final List<String> VALUES =
            List.of(
                    "",
                    " ",
                    "\u00e4\u00ff",
                    "x".repeat(4_000),
                    "%zz",
                    "\t",
                    "a\tb",
                    "\"",
                    "\\",
                    "0",
                    "-1",
                    "1e999",
                    "Mon, 99 Foo 2026 99:99:99 GMT",
                    "bytes=0-",
                    "for=\"[::1\";host=x",
                    "gzip;q=x",
                    "W/\"",
                    "a=b; c");

    private static final List<String> NAMES =
            List.of(
                    "X-Strict-Mode",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "Forwarded",
                    "Cookie",
                    "Range",
                    "If-Match",
                    "If-None-Match",
                    "If-Modified-Since",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Accept-Charset",
                    "Date",
                    "Referer",
                    "User-Agent",
                    "Via",
                    "Upgrade",
                    "Connection",
                    "TE",
                    "Trailer",
                    "traceparent",
                    "X-HTTP-Method-Override",
                    "Sec-WebSocket-Key",
                    "Idempotency-Key",
                    "Content-MD5",
                    "Content-Language",
                    "Content-Range",
                    "X-GitHub-Event",
                    "WebHook-Request-Origin",
                    "HTTP2-Settings");

    /** No HTTP any more: the connection need not be kept. */
    private static final List<Header> NO_HEADERS =
            List.of(
                    new Header("X-A", "a\u0000b"),
                    new Header("X-A", "a\u0001b"),
                    new Header("X-A", "a\rb"),
                    new Header("X A", "a"),
                    new Header("", "a"),
                    new Header("X-A\u0000", "a"),
                    new Header("X-\u00e4", "a"),
                    new Header("X(A)", "a"),
                    new Header("X-A", "x".repeat(17_000)),
                    new Header("Content-Type", "x".repeat(20_000)),
                    new Header("x".repeat(17_000), "a"));

    private static final List<Consumer<Draft>> DAMAGES =
            List.of(
                    draft -> draft.without("Content-Type").called("no media type"),
                    draft -> replaced(draft, "Content-Type", MEDIA_TYPES),
                    draft -> replaced(draft, "Content-Type", MEDIA_TYPES),
                    draft ->
                            draft.header("Content-Type", draft.chance().of(MEDIA_TYPES))
                                    .called("two media types"),
                    draft -> replaced(draft, "Accept", ACCEPTS),
                    draft -> replaced(draft, "Content-Encoding", CODINGS),
                    draft -> replaced(draft, "Authorization", CREDENTIALS),
                    draft ->
                            draft.header("Authorization", draft.chance().of(CREDENTIALS))
                                    .called("two credentials"),
                    EnvelopeDamage::unsigned,
                    draft ->
                            draft.target(draft.target() + draft.chance().of(QUERIES))
                                    .called("query"),
                    EnvelopeDamage::path,
                    draft ->
                            draft.method(draft.chance().of(METHODS))
                                    .answeredBy(Dialect.ANYBODY)
                                    .called("method"),
                    EnvelopeDamage::askedByBrowser,
                    draft ->
                            draft.header("Expect", draft.chance().of(EXPECTATIONS))
                                    .called("Expect"),
                    EnvelopeDamage::someHeaders,
                    EnvelopeDamage::manyHeaders,
                    draft -> {
                        Header header = draft.chance().of(NO_HEADERS);
                        draft.header(header.name(), header.value()).mayBreak().called("no header");
                    });

    private EnvelopeDamage() {}

    /** Damages something; nothing is sure of the items then. */
    static void to(Draft draft) {
        draft.chance().of(DAMAGES).accept(draft);
        draft.unsure();
    }

    private static void replaced(Draft draft, String name, List<String> values) {
        draft.without(name).header(name, draft.chance().of(values)).called(name);
    }

    /** Signed for another body, or not at all. */
    private static void unsigned(Draft draft) {
        byte[] body = draft.body();
        if (draft.chance().oneIn(2)) {
            draft.signedBy(_ -> {});
        } else {
            draft.sign();
            draft.signedBy(_ -> {}).body(new Bytes().add(body).add(" ").toArray());
        }
        draft.called("signature");
    }

    private static void path(Draft draft) {
        String path = draft.chance().of(PATHS);
        draft.target(path).answeredBy(Dialect.ANYBODY).called("path");
    }

    private static void askedByBrowser(Draft draft) {
        Chance chance = draft.chance();
        draft.header("Origin", chance.of(ORIGINS)).called("Origin").answeredBy(Dialect.ANYBODY);
        if (chance.oneIn(2)) {
            draft.method("OPTIONS").header("Access-Control-Request-Method", chance.of(METHODS));
            if (chance.oneIn(2)) {
                draft.header("Access-Control-Request-Headers", chance.of(VALUES));
            }
        }
    }

    private static void someHeaders(Draft draft) {
        int count = 1 + draft.chance().below(4);
        for (int at = 0; at < count; at++) {
            String name = draft.chance().of(NAMES);
            draft.header(name, draft.chance().of(VALUES)).called(name);
        }
    }

    private static void manyHeaders(Draft draft) {
        int count = draft.chance().of(List.of(50, 200, 600));
        for (int at = 0; at < count; at++) {
            draft.header("X-" + at, "1");
        }
        draft.mayBreak().called("many headers");
    }
}
