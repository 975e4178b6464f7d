package io.keepwell.systemtests.fuzz;

import java.util.Map;

/**
 * An answer over HTTP.
 *
 * @param status the HTTP status
 * @param headers by their names in lower case
 * @param text all of its body
 */
record Answer(int status, Map<String, String> headers, String text) {

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether nothing more comes over the connection. */
    boolean isLast() {
        return header("connection").equalsIgnoreCase("close");
    }
}
