package io.keepwell.policy.expression;

/** What an expression says, as a message can show it. */
final class Quoted {

    private static final int LENGTH_MAX = 60;

    private Quoted() {}

    /** On one line, cut where it gets long. */
    static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX) + "…";
    }
}
