package io.keepwell.ingest.domain.event;

import io.keepwell.model.event.RejectionCode;

/**
 * One thing that is wrong with an event.
 *
 * @param code why, for programs
 * @param pointer where in the event, as a JSON Pointer; empty for the whole
 * @param detail why, for people: the field, the value and the cure
 */
public record Flaw(RejectionCode code, String pointer, String detail) {

    /** The pointer of the whole event. */
    public static final String WHOLE = "";

    private static final int NAME_LENGTH_MAX = 100;
    private static final int DETAIL_LENGTH_MAX = 400;
    private static final int POINTER_LENGTH_MAX = 300;

    /** Makes the texts fit for JSON: they may quote what was sent. */
    public Flaw {
        pointer = Printable.of(pointer, POINTER_LENGTH_MAX);
        detail = Printable.of(detail, DETAIL_LENGTH_MAX);
    }

    /**
     * The pointer of an attribute.
     *
     * @param name the attribute's name, as it was sent
     * @return the pointer, with the name cut where it is too long to be one
     */
    public static String attribute(String name) {
        return "/attributes/"
                + Printable.of(name, NAME_LENGTH_MAX).replace("~", "~0").replace("/", "~1");
    }
}
