package io.keepwell.scoring.application.reading;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of all events, at one moment. */
@Schema(
        description =
                "What became of all events, at one moment: accepted is folded, duplicate, too late,"
                        + " quarantined and erased together, in all and by source and partition.")
public record Stats(
        @Schema(required = true) long accepted,
        @Schema(required = true) long folded,
        @Schema(required = true) long duplicate,
        @Schema(required = true) long tooLate,
        @Schema(required = true) long quarantined,
        @Schema(required = true) long erased,
        @Schema(required = true) Accounts accounts,
        @Schema(required = true) List<OfSource> bySource,
        @Schema(required = true) List<OfPartition> partitions) {

    /** Copies the lists. */
    public Stats {
        bySource = List.copyOf(bySource);
        partitions = List.copyOf(partitions);
    }

    /**
     * Puts counts together.
     *
     * @param byStatus accounts by status
     * @param bySource events by source
     * @param partitions events by partition, which add up to all
     * @return the whole
     */
    public static Stats of(
            Map<String, Long> byStatus, List<OfSource> bySource, List<OfPartition> partitions) {
        EventCounts all =
                partitions.stream()
                        .map(OfPartition::counts)
                        .reduce(EventCounts.NONE, EventCounts::plus);
        return new Stats(
                all.accepted(),
                all.folded(),
                all.duplicate(),
                all.tooLate(),
                all.quarantined(),
                all.erased(),
                new Accounts(byStatus.values().stream().mapToLong(it -> it).sum(), byStatus),
                bySource,
                partitions);
    }

    /** How many accounts there are. */
    @Schema(name = "AccountCounts", description = "How many accounts there are.")
    public record Accounts(
            @Schema(required = true) long total,
            @Schema(
                            description = "By status; one that no account has is 0.",
                            required = true,
                            type = SchemaType.OBJECT,
                            implementation = Object.class)
                    Map<String, Long> byStatus) {

        /** In the order of the names. */
        public Accounts {
            byStatus = Collections.unmodifiableMap(new TreeMap<>(byStatus));
        }
    }

    /** What became of a source's events. */
    @Schema(name = "SourceCounts", description = "What became of a source's events.")
    public record OfSource(
            @Schema(required = true) String source,
            @Schema(required = true) long accepted,
            @Schema(required = true) long folded,
            @Schema(required = true) long duplicate,
            @Schema(required = true) long tooLate,
            @Schema(required = true) long quarantined,
            @Schema(required = true) long erased) {}

    /** How far a partition was folded. */
    @Schema(
            name = "PartitionCounts",
            description = "How far a partition was folded, and what became of its events.")
    public record OfPartition(
            @Schema(required = true) int partition,
            @Schema(
                            description = "The topic; another when it was deleted and made anew.",
                            required = true)
                    UUID topicId,
            @Schema(description = "The first offset that was not folded yet.", required = true)
                    long nextOffset,
            @Schema(
                            description = "The UTC day that all its accounts have reached.",
                            required = true)
                    LocalDate steppedDay,
            @Schema(
                            description = "The policies that all its accounts are judged by.",
                            required = true)
                    String steppedPolicy,
            @Schema(required = true) long accepted,
            @Schema(required = true) long folded,
            @Schema(required = true) long duplicate,
            @Schema(required = true) long tooLate,
            @Schema(required = true) long quarantined,
            @Schema(required = true) long erased) {

        EventCounts counts() {
            return new EventCounts(accepted, folded, duplicate, tooLate, quarantined, erased);
        }
    }
}
