package io.keepwell.standalone;

import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.reading.BundleChanges;
import io.keepwell.policy.reading.DocumentChanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What lies between two bundles, for people and for programs.
 *
 * @param documents those that differ
 */
record PolicyDifference(List<OfDocument> documents) {

    /** A document that differs. */
    record OfDocument(String kind, String id, String change, List<DocumentChanges.Change> fields) {}

    /** Compares. */
    static PolicyDifference between(
            Collection<PolicyDocument> before, Collection<PolicyDocument> after) {
        return new PolicyDifference(
                BundleChanges.between(before, after).stream()
                        .map(it ->
                                new OfDocument(
                                        it.kind(),
                                        it.id(),
                                        it.change().name().toLowerCase(Locale.ROOT),
                                        it.fields()))
                        .toList());
    }

    /** A line a document, and one for each of its fields. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (OfDocument it : documents) {
            boolean isLayout = it.change().equals("changed") && it.fields().isEmpty();
            lines.add(
                    "%s %s/%s%s"
                            .formatted(
                                    it.change(),
                                    it.kind(),
                                    it.id(),
                                    isLayout ? ": comments or layout alone" : ""));
            it.fields().forEach(field -> lines.add("  " + field.inWords()));
        }
        return lines;
    }
}
