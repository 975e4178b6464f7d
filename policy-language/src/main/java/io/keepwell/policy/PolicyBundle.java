package io.keepwell.policy;

import io.keepwell.model.policy.PolicyAppliedV1;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All policy documents of a deployment: what is tested, applied and named as one version. */
public final class PolicyBundle {

    private final Map<String, PolicyDocument> byKey;
    private final List<PolicyDocument> documents;
    private final String version;

    private PolicyBundle(Map<String, PolicyDocument> byKey) {
        this.byKey = Map.copyOf(byKey);
        this.documents =
                byKey.values().stream().sorted(Comparator.comparing(PolicyDocument::key)).toList();
        this.version = versionOf(documents);
    }

    /**
     * Puts documents together.
     *
     * @param documents in any order
     * @return the bundle, or a problem for each document whose kind and id were taken already
     */
    public static PolicyResult<PolicyBundle> of(Collection<PolicyDocument> documents) {
        Map<String, PolicyDocument> byKey = new HashMap<>();
        List<PolicyProblem> problems = new ArrayList<>();
        for (PolicyDocument document : documents) {
            PolicyDocument first = byKey.putIfAbsent(document.key(), document);
            if (first != null) {
                problems.add(repeated(document, first));
            }
        }
        return problems.isEmpty()
                ? new PolicyResult.Accepted<>(new PolicyBundle(byKey))
                : new PolicyResult.Refused<>(problems);
    }

    /**
     * The documents.
     *
     * @return sorted by kind and id
     */
    public List<PolicyDocument> documents() {
        return documents;
    }

    /**
     * The bundle's content hash: equal for equal documents, wherever they stand.
     *
     * @return 64 lower-case hexadecimal digits: the SHA-256 of the sorted lines {@code kind/id
     *     version}, each ended by a line feed
     */
    public String version() {
        return version;
    }

    /**
     * Finds a document.
     *
     * @param kind its kind
     * @param id its id
     * @return the document, or empty when the bundle holds none such
     */
    public Optional<PolicyDocument> find(String kind, String id) {
        return Optional.ofNullable(byKey.get(kind + "/" + id));
    }

    private static String versionOf(List<PolicyDocument> documents) {
        String lines =
                documents.stream()
                        .map(document -> document.key() + " " + document.version() + "\n")
                        .sorted()
                        .collect(Collectors.joining());
        return PolicyAppliedV1.versionOf(lines);
    }

    private static PolicyProblem repeated(PolicyDocument document, PolicyDocument first) {
        return new PolicyProblem(
                document.file(),
                document.line(),
                1,
                "%s with the id '%s' is already at %s:%d"
                        .formatted(document.kind(), document.id(), first.file(), first.line()),
                "Give one of the two another id, or remove it.");
    }
}
