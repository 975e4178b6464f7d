package io.keepwell.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one document, turning places in it into places in its file. */
final class Problems {

    private final Slice slice;
    private final List<PolicyProblem> found = new ArrayList<>();

    Problems(Slice slice) {
        this.slice = slice;
    }

    /**
     * Adds one.
     *
     * @param line the line in the document, counted from 0
     * @param column the column, counted from 0
     */
    void add(int line, int column, String message, String cure) {
        // The parser may mean the end of the text, one line below its last.
        int within = Math.max(0, Math.min(line, slice.lineCount() - 1));
        found.add(new PolicyProblem(slice.file(), lineInFile(within), column + 1, message, cure));
    }

    /** Adds one about the separator above the document. */
    void addAbove(String message, String cure) {
        found.add(new PolicyProblem(slice.file(), slice.separatorLine(), 1, message, cure));
    }

    /**
     * Turns a line of the document into a line of the file.
     *
     * @param line counted from 0
     * @return counted from 1
     */
    int lineInFile(int line) {
        return slice.line() + line;
    }

    boolean isFull() {
        return found.size() >= PolicyLimits.PROBLEMS_MAX;
    }

    List<PolicyProblem> all() {
        return found;
    }
}
