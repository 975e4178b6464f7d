package io.keepwell.policy;

import java.util.TreeSet;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Finds lines that are indented with a tab, comments too. YAML forbids it; the parser only trips
 * over it when the meaning becomes unclear, and else takes the line for something it is not.
 */
final class Tabs {

    private final TreeSet<Integer> lines = new TreeSet<>();

    Tabs(String text) {
        int line = 0;
        for (String each : text.split("\n", -1)) {
            if (isIndentedByTab(each)) {
                lines.add(line);
            }
            line++;
        }
    }

    /** Lets the lines be that continue a text in quotes or in a block: there a tab is content. */
    void accept(Event event) {
        if (event instanceof ScalarEvent scalar && !scalar.isPlain()) {
            int first = scalar.getStartMark().map(Mark::getLine).orElse(0) + 1;
            // A block's end is marked at the beginning of the line that follows it.
            int last =
                    scalar.getEndMark()
                            .map(end -> end.getColumn() == 0 ? end.getLine() - 1 : end.getLine())
                            .orElse(first);
            if (first <= last) {
                lines.subSet(first, true, last, true).clear();
            }
        }
    }

    /**
     * Reports the first such line; true if there is none.
     *
     * @param lineMax the last line to look at, counted from 0
     */
    boolean check(int lineMax, Problems problems) {
        if (lines.isEmpty() || lines.first() > lineMax) {
            return true;
        }
        problems.add(lines.first(), 0, "a tab indents this line", "Indent with spaces.");
        return false;
    }

    private static boolean isIndentedByTab(String line) {
        String content = line.stripLeading();
        int blanks = line.length() - content.length();
        return !content.isEmpty() && line.substring(0, blanks).indexOf('\t') >= 0;
    }
}
