package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no HTTP, or could be read in two ways, is refused, and brings nothing in. */
class IngestRawHttpST {

    private static final Lane LANE = new Lane(0);
    private static final String KEY =
            "Host: a\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                    .formatted(LANE.key(Route.PRODUCT));
    private static final String POST = "POST /v1/events HTTP/1.1\r\n" + KEY;
    private static final String HIDDEN = "hidden";
    private static final int ANSWERS_MAX = 3;

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldRefuseWhatCanBeReadInTwoWaysAndTakeNothingOfIt() throws Exception {
        try (FuzzedIngest ingest = FuzzedIngest.start(folder, false);
                TopicTail tail = ingest.tail()) {
            // Given
            assertThat(answers(ingest.port(), POST + sized(event("fz1i0z")))).containsExactly(202);

            // When
            var softly = new SoftAssertions();
            var names = new LinkedHashMap<String, String>();
            for (var request : requests().entrySet()) {
                String named = "hid%03d".formatted(names.size());
                names.put(named, request.getKey());
                softly.assertThat(answers(ingest.port(), request.getValue().replace(HIDDEN, named)))
                        .as(request.getKey())
                        .allMatch(status -> status >= 400 && status < 500)
                        .hasSizeLessThan(2);
            }

            // Then
            softly.assertAll();
            assertThat(answers(ingest.port(), POST + sized(event("fz2i0z")))).containsExactly(202);
            var accepted = new ArrayList<String>();
            tail.readTo(it -> {
                if (it.isAccepted()) {
                    accepted.add(it.id());
                }
            });
            assertThat(accepted).as("%s", names).containsExactlyInAnyOrder("fz1i0z", "fz2i0z");
            assertThat(ingest.said()).doesNotContain(" ERROR ");
        }
    }

    /** Each with an event that somebody might take for a request of its own. */
    private static Map<String, String> requests() {
        String hidden = POST + sized(event(HIDDEN));
        // What can be read in one way only, though it should not be: nobody is let in by it.
        String stranger = hidden.replace("kw_", "no_");
        String chunked = POST + "Transfer-Encoding: chunked\r\n";
        var requests = new LinkedHashMap<String, String>();
        for (String coding :
                List.of(
                        "xchunked",
                        "chunked, identity",
                        "identity",
                        "chunked\u000b",
                        "gzip, chunked, x",
                        "\"chunked\"",
                        "chunked;a=b",
                        "chunked, chunked")) {
            requests.put(
                    "coding " + coding,
                    POST
                            + "Transfer-Encoding: "
                            + coding
                            + "\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
                            + hidden);
        }
        requests.put(
                "two codings",
                chunked
                        + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
                        + hidden);
        requests.put(
                "two lengths",
                POST + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n{}{}{" + hidden);
        for (String length :
                List.of(
                        "-1",
                        "-0x1",
                        "+2",
                        "0x2",
                        "2, 2",
                        "2,3",
                        "2 2",
                        "",
                        "1e1",
                        "\u0662",
                        "two",
                        "99999999999999999999",
                        "9223372036854775808",
                        "2;a",
                        "2\u0000")) {
            requests.put(
                    "length " + length, POST + "Content-Length: " + length + "\r\n\r\n{}" + hidden);
        }
        requests.put("length with a space", POST + "Content-Length : 2\r\n\r\n{}" + hidden);
        for (String size :
                List.of("-1", "g", "0x2", "", "FFFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF", "+2")) {
            requests.put(
                    "chunk of " + size, chunked + "\r\n" + size + "\r\n{}\r\n0\r\n\r\n" + hidden);
        }
        requests.put(
                "chunk longer than it says", chunked + "\r\n2\r\n{}{}{}\r\n0\r\n\r\n" + hidden);
        requests.put("bare line feeds", stranger.replace("\r\n", "\n"));
        requests.put("bare carriage returns", hidden.replace("\r\n", "\r") + "\r\n\r\n");
        requests.put(
                "a carriage return in a header",
                POST + "X-A: b\rContent-Length: 2\r\n\r\n{}" + hidden);
        requests.put("10,000 headers", POST + headers(10_000) + sized(event(HIDDEN)));
        requests.put(
                "a header of a megabyte",
                POST + "X-A: " + "b".repeat(1 << 20) + "\r\n" + sized("{}"));
        requests.put("a name of a megabyte", POST + "b".repeat(1 << 20) + ": a\r\n" + sized("{}"));
        requests.put(
                "a path of a megabyte", hidden.replace("/v1/events", "/" + "x".repeat(1 << 20)));
        requests.put("a method of a megabyte", "P".repeat(1 << 20) + hidden);
        requests.put("no path", hidden.replace("/v1/events ", ""));
        requests.put("no version", hidden.replace(" HTTP/1.1", ""));
        requests.put("version 9.9", stranger.replace("HTTP/1.1", "HTTP/9.9"));
        requests.put("another protocol", stranger.replace("HTTP/1.1", "ICY/1.1"));
        requests.put("a NUL in the path", hidden.replace("/v1/events", "/v1/events\u0000"));
        requests.put("a NUL in the method", "PO\u0000" + hidden);
        requests.put(
                "a TLS greeting",
                "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003\r\n\r\n");
        requests.put("noise", "\u00ff\u00fe\u0000\u0001 \u0000 \u00ff\r\n\r\n" + hidden);
        return requests;
    }

    /** The statuses of all answers, none where the connection was closed. */
    private static List<Integer> answers(int port, String request) throws IOException {
        var statuses = new ArrayList<Integer>();
        try (HttpConnection connection = HttpConnection.open(port)) {
            try {
                connection.send(request.getBytes(ISO_8859_1));
                while (statuses.size() < ANSWERS_MAX) {
                    statuses.add(connection.answer("POST").status());
                    connection.waitNoLongerThan(300);
                }
            } catch (SocketTimeoutException nothingMore) {
                assertThat(statuses)
                        .as("neither answered nor closed: %.200s", request)
                        .isNotEmpty();
            } catch (IOException closed) {
                // Which is an answer, too.
            }
        }
        return statuses;
    }

    private static String sized(String body) {
        return "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    private static String headers(int count) {
        var headers = new StringBuilder();
        for (int at = 0; at < count; at++) {
            headers.append("X-").append(at).append(": a\r\n");
        }
        return headers.toString();
    }

    private static String event(String id) {
        return Samples.EVENT.strip().replace("@T@", id).replace("@NOW@", Samples.now());
    }
}
