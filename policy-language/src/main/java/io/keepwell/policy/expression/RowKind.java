package io.keepwell.policy.expression;

/** What an expression over the row of a file comes to. */
public enum RowKind {
    /** A text, as every cell is. */
    TEXT("a text"),
    /** A number. */
    NUMBER("a number"),
    /** A condition, true or false. */
    TRUTH("a condition"),
    /** A moment. */
    TIME("a time"),
    /** Something is wrong with it and has been said; nothing more is to be said because of it. */
    WRONG("wrong");

    private final String words;

    RowKind(String words) {
        this.words = words;
    }

    /**
     * The kind in words for people.
     *
     * @return for example {@code a text}
     */
    public String words() {
        return words;
    }
}
