package io.keepwell.policy;

import io.keepwell.policy.words.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the documents in files. It checks what all kinds have in common (YAML, limits, kind and
 * id); what a kind means is not looked at.
 */
public final class PolicyParser {

    private PolicyParser() {}

    /**
     * Reads all files of a bundle.
     *
     * @param files in any order
     * @return the bundle, or all problems of all files
     */
    public static PolicyResult<PolicyBundle> parseAll(Collection<PolicyFile> files) {
        List<PolicyDocument> documents = new ArrayList<>();
        List<PolicyProblem> problems = new ArrayList<>();
        // Of two documents with one id, the one in the later file is the repeated one.
        for (PolicyFile file :
                files.stream().sorted(Comparator.comparing(PolicyFile::name)).toList()) {
            read(file, documents, problems);
        }
        PolicyResult<PolicyBundle> bundle = PolicyBundle.of(documents);
        if (bundle instanceof PolicyResult.Refused<PolicyBundle>(var repeated)) {
            problems.addAll(repeated);
        }
        return problems.isEmpty() ? bundle : new PolicyResult.Refused<>(problems);
    }

    /**
     * Reads one file, which may hold several documents, separated by {@code ---}.
     *
     * @param file the file
     * @return its documents from top to bottom, or all its problems
     */
    public static PolicyResult<List<PolicyDocument>> parse(PolicyFile file) {
        List<PolicyDocument> documents = new ArrayList<>();
        List<PolicyProblem> problems = new ArrayList<>();
        read(file, documents, problems);
        return problems.isEmpty()
                ? new PolicyResult.Accepted<>(List.copyOf(documents))
                : new PolicyResult.Refused<>(problems);
    }

    private static void read(
            PolicyFile file, List<PolicyDocument> documents, List<PolicyProblem> problems) {
        for (Slice slice : Slice.allOf(file)) {
            Problems found = new Problems(slice);
            if (isWorthReading(slice, found)) {
                HeadReader.read(slice, found)
                        .ifPresent(head ->
                                documents.add(
                                        new PolicyDocument(
                                                head.kind(),
                                                head.id(),
                                                slice.text(),
                                                slice.file(),
                                                slice.line())));
            }
            problems.addAll(found.all());
        }
    }

    private static boolean isWorthReading(Slice slice, Problems problems) {
        if (slice.isEmpty()) {
            problems.add(
                    0,
                    0,
                    "there is no document here",
                    "Write one that begins with 'kind' and 'id', or remove the empty part.");
            return false;
        }
        if (!slice.besideSeparator().isEmpty()) {
            problems.addAbove(
                    "%s stands on the line of the separator '---'"
                            .formatted(Words.quoted(slice.besideSeparator())),
                    "Begin the document on the line below.");
            return false;
        }
        int size = slice.text().getBytes(StandardCharsets.UTF_8).length;
        if (size > PolicyLimits.DOCUMENT_BYTES_MAX) {
            problems.add(
                    0,
                    0,
                    "the document is %d bytes long, more than %d"
                            .formatted(size, PolicyLimits.DOCUMENT_BYTES_MAX),
                    "Split it into several documents.");
            return false;
        }
        return true;
    }
}
