package io.keepwell.policy.reading;

import io.keepwell.policy.words.Words;
import java.util.Set;

/**
 * What other documents have, and this one may name.
 *
 * @param what it is, for messages
 * @param ids of all that there are
 */
record Known(String what, Set<String> ids) {

    /** Reports a name that is none of them; true if it is one. */
    boolean check(String id, Place place, Report report) {
        if (ids.contains(id)) {
            return true;
        }
        report.add(
                place,
                "there is no %s %s".formatted(what, Words.quoted(id)),
                Words.nearest(id, ids)
                        .map("Did you mean '%s'?"::formatted)
                        .orElse(
                                ids.isEmpty()
                                        ? "Write a document that has it."
                                        : "Write one of %s.".formatted(Words.quotedList(ids))));
        return false;
    }
}
