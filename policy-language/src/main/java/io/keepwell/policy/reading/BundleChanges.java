package io.keepwell.policy.reading;

import io.keepwell.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What documents of one bundle say and those of another do not. */
public final class BundleChanges {

    private BundleChanges() {}

    /** How a document differs. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It says something else, or says the same in other words. */
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
     * @param fields which of its fields do; empty unless it is changed, and where only comments or
     *     layout differ
     */
    public record OfDocument(
            String kind, String id, Kind change, List<DocumentChanges.Change> fields) {
        /** Copies the list. */
        public OfDocument {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Compares.
     *
     * @param before documents whose YAML is in order, each kind and id once
     * @param after the same
     * @return those that differ, by kind and id
     */
    public static List<OfDocument> between(
            Collection<PolicyDocument> before, Collection<PolicyDocument> after) {
        var had = new TreeMap<String, PolicyDocument>();
        var has = new TreeMap<String, PolicyDocument>();
        before.forEach(it -> had.put(it.key(), it));
        after.forEach(it -> has.put(it.key(), it));
        var keys = new TreeSet<>(had.keySet());
        keys.addAll(has.keySet());
        var changes = new ArrayList<OfDocument>();
        for (String key : keys) {
            PolicyDocument old = had.get(key);
            PolicyDocument now = has.get(key);
            if (old == null && now != null) {
                changes.add(new OfDocument(now.kind(), now.id(), Kind.ADDED, List.of()));
            } else if (old != null && now == null) {
                changes.add(new OfDocument(old.kind(), old.id(), Kind.REMOVED, List.of()));
            } else if (old != null && now != null && !old.version().equals(now.version())) {
                changes.add(
                        new OfDocument(
                                now.kind(),
                                now.id(),
                                Kind.CHANGED,
                                DocumentChanges.between(old, now)));
            }
        }
        return List.copyOf(changes);
    }
}
