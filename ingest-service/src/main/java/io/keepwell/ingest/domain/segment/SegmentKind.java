package io.keepwell.ingest.domain.segment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The calls of Segment's tracking API. */
public enum SegmentKind {
    /** Who a user is. */
    IDENTIFY,
    /** Which account a user belongs to, and what is known of it. */
    GROUP,
    /** A user did something. */
    TRACK,
    /** A user looked at a page. */
    PAGE,
    /** A user looked at a screen. */
    SCREEN,
    /** Two ids are of one user. */
    ALIAS;

    /**
     * Finds a call.
     *
     * @param name its name on the wire, as {@code identify}
     * @return the call, or empty when there is no such call
     */
    public static Optional<SegmentKind> named(String name) {
        return Arrays.stream(values()).filter(it -> it.wireName().equals(name)).findFirst();
    }

    /**
     * Its name on the wire.
     *
     * @return as {@code identify}
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
