package io.keepwell.policy;

import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Finds characters that YAML does not allow, where an editor mostly shows nothing. */
final class Characters {

    private Characters() {}

    /** Reports the first such character; true if there is none. */
    static boolean check(String text, Problems problems) {
        int line = 0;
        int column = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            if (!StreamReader.isPrintable(character)) {
                problems.add(
                        line,
                        column,
                        "the character U+%04X is not allowed".formatted(character),
                        "Delete it; it may not be visible.");
                return false;
            }
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 0 : column + 1;
            at += Character.charCount(character);
        }
        return true;
    }
}
