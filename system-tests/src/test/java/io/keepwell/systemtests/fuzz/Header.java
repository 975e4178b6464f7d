package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A header as it goes out.
 *
 * @param name any text
 * @param value each character a byte
 */
record Header(String name, String value) {

    byte[] line() {
        return (name + ": " + value + "\r\n").getBytes(ISO_8859_1);
    }
}
