package io.keepwell.scoring.application.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one bundle has and another has not.
 *
 * @param changed the documents that differ, by kind and id
 * @param unchanged how many do not
 */
public record Difference(List<Entry> changed, int unchanged) {

    /** Copies the list. */
    public Difference {
        changed = List.copyOf(changed);
    }

    /** How a document differs. */
    public enum Change {
        /** It is new. */
        ADDED,
        /** It says something else. */
        CHANGED,
        /** It is gone. */
        REMOVED
    }

    /**
     * A document that differs.
     *
     * @param kind its kind
     * @param id its id
     * @param change how it differs
     */
    public record Entry(String kind, String id, Change change) {}

    /**
     * Compares two bundles.
     *
     * @param before the documents in force, none at first
     * @param after the documents that are to be
     * @return what differs
     */
    public static Difference between(
            Collection<DocumentVersion> before, Collection<DocumentVersion> after) {
        Map<String, DocumentVersion> had = byKey(before);
        Map<String, DocumentVersion> has = byKey(after);
        var changed = new TreeMap<String, Entry>();
        has.forEach((key, document) -> {
            DocumentVersion old = had.get(key);
            if (old == null) {
                changed.put(key, entry(document, Change.ADDED));
            } else if (!old.version().equals(document.version())) {
                changed.put(key, entry(document, Change.CHANGED));
            }
        });
        int unchanged = has.size() - changed.size();
        had.forEach((key, document) -> {
            if (!has.containsKey(key)) {
                changed.put(key, entry(document, Change.REMOVED));
            }
        });
        return new Difference(List.copyOf(changed.values()), unchanged);
    }

    private static Map<String, DocumentVersion> byKey(Collection<DocumentVersion> documents) {
        return documents.stream()
                .collect(Collectors.toMap(DocumentVersion::key, Function.identity()));
    }

    private static Entry entry(DocumentVersion document, Change change) {
        return new Entry(document.kind(), document.id(), change);
    }
}
