package io.keepwell.benchmarks.load;

/** What differs from event to event, always as long, so that a body is made once and filled in. */
enum Field {
    /** A number that never repeats. */
    ID("{id}", 16),
    /** One of some hundred accounts. */
    ACCOUNT("{account}", 10),
    /** The present, in UTC, to the millisecond. */
    TIME("{time}", 24);

    private final String mark;
    private final int length;

    Field(String mark, int length) {
        this.mark = mark;
        this.length = length;
    }

    /** How it is written in a template. */
    String mark() {
        return mark;
    }

    /** How many bytes take its place. */
    int length() {
        return length;
    }
}
