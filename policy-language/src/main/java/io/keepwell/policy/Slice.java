package io.keepwell.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document's part of a file.
 *
 * @param file the file's name
 * @param line the line of the file where the text begins, counted from 1
 * @param text without blank lines at either end, every line ended by a line feed
 * @param separatorLine the line of the separator above, or 0 when there is none
 * @param besideSeparator what stands on the line of the separator above, which is no place for it;
 *     mostly nothing
 */
record Slice(String file, int line, String text, int separatorLine, String besideSeparator) {

    /** YAML knows a separator by the first column, even inside quotes and block texts. */
    private static final Pattern SEPARATOR =
            Pattern.compile("---(?:[ \t]+(?!#)(?<rest>\\S.*)|[ \t]*|[ \t]+#.*)");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The parts of a file from top to bottom; empty ones too, but not a heading comment. */
    static List<Slice> allOf(PolicyFile file) {
        List<String> lines = linesOf(file.text());
        List<Slice> slices = new ArrayList<>();
        String beside = "";
        int from = 0;
        for (int at = 0; at < lines.size(); at++) {
            Matcher separator = SEPARATOR.matcher(lines.get(at));
            if (!separator.matches()) {
                continue;
            }
            Slice above = of(file.name(), lines, from, at, beside);
            // What comes before the first separator may be a comment on the whole file.
            if (from > 0 || !above.isEmpty()) {
                slices.add(above);
            }
            from = at + 1;
            beside = separator.group("rest") == null ? "" : separator.group("rest").strip();
        }
        slices.add(of(file.name(), lines, from, lines.size(), beside));
        return slices;
    }

    /** True if there is nothing but blank lines and comments. */
    boolean isEmpty() {
        return besideSeparator.isEmpty()
                && text.lines()
                        .map(String::strip)
                        .allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    int lineCount() {
        return (int) text.lines().count();
    }

    private static List<String> linesOf(String text) {
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return List.of(unmarked.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1));
    }

    private static Slice of(String file, List<String> lines, int from, int to, String beside) {
        int first = from;
        int last = to;
        while (first < last && lines.get(first).isBlank()) {
            first++;
        }
        while (last > first && lines.get(last - 1).isBlank()) {
            last--;
        }
        boolean blank = first == last;
        // Lines count from 1, so the line before the first one is the separator's number.
        int begin = blank ? Math.max(from, 1) : first + 1;
        String text = blank ? "" : String.join("\n", lines.subList(first, last)) + "\n";
        return new Slice(file, begin, text, from, beside);
    }
}
