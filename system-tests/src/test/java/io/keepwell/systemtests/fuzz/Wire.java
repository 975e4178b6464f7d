package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * What goes over the wire.
 *
 * @param payload the body, packed or not
 * @param chunks how long the chunks are, or 0 for a body of an announced length
 * @param isBomb whether it unpacks to very much more
 */
record Wire(Raw payload, int chunks, boolean isBomb) {

    /** More than is read before the connection is given up, where a body is not wanted. */
    private static final int UNWANTED_BYTES_MAX = 1024 * 1024;

    /** What takes so much of the service's memory that it is sent by one sender at a time. */
    private static final int HEAVY_BYTES = 64 * 1024;

    boolean isHeavy() {
        return isBomb || payload.length() > HEAVY_BYTES;
    }

    boolean isTooLong() {
        return payload.length() > UNWANTED_BYTES_MAX;
    }

    Raw of(String method, String target, List<Header> headers) {
        var bytes =
                new Bytes()
                        .add("%s %s HTTP/1.1\r\n".formatted(method, target).getBytes(ISO_8859_1))
                        .add("Host: ingest.example\r\n");
        headers.forEach(header -> bytes.add(header.line()));
        if (chunks == 0) {
            return bytes.add("Content-Length: %d\r\n\r\n".formatted(payload.length()))
                    .add(payload.bytes())
                    .toRaw();
        }
        bytes.add("Transfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < payload.length(); from += chunks) {
            int to = Math.min(payload.length(), from + chunks);
            bytes.add("%x\r\n".formatted(to - from)).add(payload.bytes(), from, to).add("\r\n");
        }
        return bytes.add("0\r\n\r\n").toRaw();
    }
}
