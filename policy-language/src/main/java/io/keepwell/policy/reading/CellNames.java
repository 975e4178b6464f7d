package io.keepwell.policy.reading;

import io.keepwell.policy.words.Words;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that mappings give to cells, so that expressions can ask for them. */
final class CellNames {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** CEL keeps these words to itself. */
    private static final Set<String> RESERVED =
            Set.of(
                    "as",
                    "break",
                    "const",
                    "continue",
                    "else",
                    "false",
                    "for",
                    "function",
                    "if",
                    "import",
                    "in",
                    "let",
                    "loop",
                    "namespace",
                    "null",
                    "package",
                    "return",
                    "true",
                    "var",
                    "void",
                    "while");

    private CellNames() {}

    /** Reports what no expression could name; true if it is a name. */
    static boolean check(String name, Place place, String cure, Report report) {
        if (SHAPE.matcher(name).matches() && !RESERVED.contains(name)) {
            return true;
        }
        report.add(
                place,
                "%s is no name that an expression can have".formatted(Words.quoted(name)),
                cure);
        return false;
    }
}
