package io.keepwell.benchmarks.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where requests go, and what stands in their head.
 *
 * @param url without TLS
 * @param headers such as {@code Content-Type}
 */
public record HttpAddress(URI url, Map<String, String> headers) {

    private static final int DEFAULT_PORT = 80;

    /** Copies the headers, checks the address. */
    public HttpAddress {
        headers = Map.copyOf(headers);
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the address must be http://HOST[:PORT]/..., was '%s'".formatted(url));
        }
    }

    /**
     * The host.
     *
     * @return as in the address
     */
    public String host() {
        return url.getHost();
    }

    /**
     * The port.
     *
     * @return that of HTTP where the address names none
     */
    public int port() {
        return url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    }

    /** The head of a request with a body of this length. */
    byte[] head(int bodyBytes) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var head =
                new StringBuilder("POST %s%s HTTP/1.1\r\n".formatted(path, query))
                        .append("Host: %s:%d\r\n".formatted(host(), port()))
                        .append("Content-Length: %d\r\n".formatted(bodyBytes));
        new TreeMap<>(headers)
                .forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
