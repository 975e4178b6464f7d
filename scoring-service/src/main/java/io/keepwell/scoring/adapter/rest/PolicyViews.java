package io.keepwell.scoring.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.policy.reading.BundleChanges;
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

    /**
     * What was put in force.
     *
     * @param items the latest first
     * @param next where the next page begins, absent when there is none
     */
    @Schema(name = "PolicyHistory", description = "What was put in force, the latest first.")
    record History(
            @Schema(required = true) List<Past> items,
            @Schema(description = "For 'before'; absent on the last page.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String next) {

        History {
            items = List.copyOf(items);
        }

        static History of(List<PolicyShelf.Past> found, int limit) {
            return new History(
                    found.stream()
                            .map(it ->
                                    new Past(
                                            it.version(),
                                            it.previousVersion(),
                                            it.appliedAt(),
                                            it.appliedBy()))
                            .toList(),
                    found.size() < limit ? null : "" + found.getLast().number());
        }
    }

    /**
     * That policies were put in force.
     *
     * @param version which
     * @param previousVersion instead of which
     * @param appliedAt when
     * @param appliedBy by whom
     */
    @Schema(name = "PolicyApplication")
    record Past(
            @Schema(required = true) String version,
            @Schema(description = "Absent before the first policies.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String previousVersion,
            @Schema(required = true) Instant appliedAt,
            @Schema(required = true) String appliedBy) {}

    /**
     * Policies that were applied once.
     *
     * @param version the bundle's version
     * @param appliedAt when they were applied last
     * @param appliedBy by whom then
     * @param documents by kind and id
     */
    @Schema(name = "StoredPolicies", description = "Policies that were applied once.")
    record Stored(
            @Schema(required = true) String version,
            @Schema(description = "When they were applied last.", required = true)
                    Instant appliedAt,
            @Schema(required = true) String appliedBy,
            @Schema(required = true) List<StoredDocument> documents) {

        Stored {
            documents = List.copyOf(documents);
        }

        static Stored of(PolicyShelf.Stored stored) {
            return new Stored(
                    stored.version(),
                    stored.appliedAt(),
                    stored.appliedBy(),
                    stored.documents().stream()
                            .map(it ->
                                    new StoredDocument(it.kind(), it.id(), it.version(), it.text()))
                            .toList());
        }
    }

    /**
     * A document that was applied once.
     *
     * @param kind its kind
     * @param id its id
     * @param version its content's hash
     * @param text YAML
     */
    @Schema(name = "StoredPolicyDocument")
    record StoredDocument(
            @Schema(required = true, examples = "Scorecard") String kind,
            @Schema(required = true, examples = "five-pillar") String id,
            @Schema(description = "The SHA-256 of its text.", required = true) String version,
            @Schema(description = "YAML.", required = true) String text) {}

    /**
     * What lies between two versions.
     *
     * @param from the one
     * @param to the other
     * @param documents those that differ, by kind and id
     */
    @Schema(name = "PolicyDifferences", description = "What lies between two versions.")
    record Differences(
            @Schema(required = true) String from,
            @Schema(required = true) String to,
            @Schema(required = true) List<DocumentDifference> documents) {

        Differences {
            documents = List.copyOf(documents);
        }

        static Differences of(PolicyShelf.Stored from, PolicyShelf.Stored to) {
            return new Differences(
                    from.version(),
                    to.version(),
                    BundleChanges.between(from.documents(), to.documents()).stream()
                            .map(DocumentDifference::of)
                            .toList());
        }
    }

    /**
     * A document that differs.
     *
     * @param kind its kind
     * @param id its id
     * @param change how: added, changed or removed
     * @param fields which of its fields say something else; none where only comments do
     */
    @Schema(name = "PolicyDocumentDifference")
    record DocumentDifference(
            @Schema(required = true, examples = "Scorecard") String kind,
            @Schema(required = true, examples = "five-pillar") String id,
            @Schema(
                            required = true,
                            enumeration = {"added", "changed", "removed"})
                    String change,
            @Schema(
                            description =
                                    "Of a changed document; none where only its comments or its"
                                            + " layout differ.",
                            required = true)
                    List<FieldDifference> fields) {

        DocumentDifference {
            fields = List.copyOf(fields);
        }

        static DocumentDifference of(BundleChanges.OfDocument it) {
            return new DocumentDifference(
                    it.kind(),
                    it.id(),
                    it.change().name().toLowerCase(Locale.ROOT),
                    it.fields().stream()
                            .map(field ->
                                    new FieldDifference(field.path(), field.from(), field.to()))
                            .toList());
        }
    }

    /**
     * A field that differs.
     *
     * @param path where it is
     * @param from what it said
     * @param to what it says
     */
    @Schema(name = "PolicyFieldDifference")
    record FieldDifference(
            @Schema(required = true, examples = "dimensions.usage.weight") String path,
            @Schema(description = "Absent where it is new.", examples = "30")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String from,
            @Schema(description = "Absent where it is gone.", examples = "35")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String to) {}

    /**
     * A version to go back to.
     *
     * @param version the version, or its first digits
     */
    @Schema(name = "PolicyVersion")
    record Version(
            @Schema(
                            description =
                                    "The version, or its first digits; the one before that in force"
                                            + " when absent.",
                            examples = "51aa07")
                    @Nullable String version) {}
}
