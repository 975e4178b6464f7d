package io.keepwell.systemtests.fuzz;

import java.util.Locale;

/**
 * One sender. It sends one request after the other, as sources that no other sender has: so every
 * record tells by its source and its time which request it came with, whatever was done to the
 * body.
 */
record Lane(int number) {

    /** How many there are: enough to keep the service busy while each waits for Kafka. */
    static final int COUNT = 24;

    /** Who sends a request. */
    static Lane of(long attempt) {
        return new Lane((int) (attempt % COUNT));
    }

    /** Its source of a kind. */
    String source(Route route) {
        return "%s-%d".formatted(route.name().toLowerCase(Locale.ROOT), number);
    }

    /** What that source shows. Two bytes must be damaged to make another sender's of it. */
    String key(Route route) {
        return "kw_key-of-%1$s-and-only-of-%1$s".formatted(source(route));
    }
}
