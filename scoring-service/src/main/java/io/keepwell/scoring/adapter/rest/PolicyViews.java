package io.keepwell.scoring.adapter.rest;

import io.keepwell.scoring.application.policy.Difference;
import io.keepwell.scoring.application.policy.PolicyShelf;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Policies as they are told over HTTP. */
final class PolicyViews {

    private PolicyViews() {}

    /**
     * The policies in force.
     *
     * @param version the bundle's version
     * @param appliedAt since when
     * @param appliedBy who applied them
     * @param documents by kind and id
     */
    @Schema(name = "Policies", description = "The policies in force.")
    record InForce(
            @Schema(
                            description =
                                    "Names all documents together; messages and scores tell it.",
                            required = true)
                    String version,
            @Schema(required = true) Instant appliedAt,
            @Schema(required = true) String appliedBy,
            @Schema(required = true) List<Document> documents) {

        InForce {
            documents = List.copyOf(documents);
        }

        static InForce of(PolicyShelf.InForce policies) {
            return new InForce(
                    policies.version(),
                    policies.appliedAt(),
                    policies.appliedBy(),
                    policies.documents().stream()
                            .map(it -> new Document(it.kind(), it.id(), it.version()))
                            .toList());
        }
    }

    /**
     * A document in force.
     *
     * @param kind its kind
     * @param id its id
     * @param version its content's hash
     */
    @Schema(name = "PolicyDocument")
    record Document(
            @Schema(required = true, examples = "Scorecard") String kind,
            @Schema(required = true, examples = "five-pillar") String id,
            @Schema(description = "The SHA-256 of its text.", required = true) String version) {}

    /**
     * What is to be in force.
     *
     * @param files all files
     */
    @Schema(name = "PolicyFiles", description = "All policy files; what is not here is removed.")
    record Body(@Schema(required = true) @Nullable List<@Nullable File> files) {}

    /**
     * A file.
     *
     * @param name how problems name it
     * @param text YAML
     */
    @Schema(name = "PolicyFile")
    record File(
            @Schema(
                            description = "How problems name it; no two have the same.",
                            required = true,
                            examples = "scorecards.yaml")
                    @Nullable String name,
            @Schema(description = "YAML, one or more documents separated by ---.", required = true)
                    @Nullable String text) {}

    /**
     * What came of it.
     *
     * @param version the version that is in force now
     * @param previousVersion the one before, absent when there was none
     * @param changed the documents that differ
     * @param unchanged how many do not
     * @param dryRun whether nothing was done
     */
    @Schema(name = "PolicyChange", description = "What applying the files has done, or would do.")
    record Applied(
            @Schema(required = true) String version,
            @Schema(description = "Absent before the first policies.")
                    @Nullable String previousVersion,
            @Schema(required = true) List<ChangedDocument> changed,
            @Schema(description = "How many documents are as before.", required = true)
                    int unchanged,
            @Schema(description = "Whether this is only what would be done.", required = true)
                    boolean dryRun) {

        Applied {
            changed = List.copyOf(changed);
        }

        static Applied of(String version, PolicyShelf.Outcome.Done done, boolean dryRun) {
            return new Applied(
                    version,
                    done.previousVersion(),
                    done.difference().changed().stream().map(ChangedDocument::of).toList(),
                    done.difference().unchanged(),
                    dryRun);
        }
    }

    /**
     * A document that differs.
     *
     * @param kind its kind
     * @param id its id
     * @param change how: added, changed or removed
     */
    @Schema(name = "ChangedPolicyDocument")
    record ChangedDocument(
            @Schema(required = true, examples = "Scorecard") String kind,
            @Schema(required = true, examples = "five-pillar") String id,
            @Schema(
                            required = true,
                            enumeration = {"added", "changed", "removed"})
                    String change) {

        static ChangedDocument of(Difference.Entry entry) {
            return new ChangedDocument(
                    entry.kind(), entry.id(), entry.change().name().toLowerCase(Locale.ROOT));
        }
    }
}
