package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A connection over which any bytes can be sent. Clients as one uses them refuse to send what is no
 * HTTP.
 */
final class HttpConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int INTERIM_END = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Socket socket;
    private final InputStream in;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static HttpConnection open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new HttpConnection(socket);
    }

    /** Sends bytes, whatever they are. */
    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** For the answers that are still to come. */
    void waitNoLongerThan(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /**
     * Reads the answer to one request.
     *
     * @param method of the request: the answer to some has no body
     * @throws EOFException when the connection was closed instead
     */
    Answer answer(String method) throws IOException {
        while (true) {
            String first = line();
            if (!first.startsWith("HTTP/1.")) {
                throw new IOException("no answer of HTTP: " + first);
            }
            int status = Integer.parseInt(first.split(" ", 3)[1]);
            Map<String, String> headers = headers();
            if (status >= INTERIM_END) {
                boolean hasBody =
                        !method.equals("HEAD") && status != NO_CONTENT && status != NOT_MODIFIED;
                return new Answer(status, headers, hasBody ? new String(body(headers), UTF_8) : "");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header in the answer: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            var body = new ByteArrayOutputStream();
            int length = Integer.parseInt(line(), 16);
            while (length > 0) {
                body.writeBytes(exactly(length));
                line();
                length = Integer.parseInt(line(), 16);
            }
            line();
            return body.toByteArray();
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed in the middle of an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed without an answer");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
