package io.keepwell.scoring.application.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.model.Topic;
import io.keepwell.model.erasure.ErasedSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An erasure, and how far it has got. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Erasure", description = "An erasure, and how far it has got.")
public record ErasureItem(
        @Schema(required = true) UUID id,
        @Schema(
                        required = true,
                        implementation = String.class,
                        enumeration = {"account", "person"})
                ErasedSubject subject,
        @Schema(
                        description =
                                "The account's id, until it is carried out; then only its hash is"
                                        + " kept.")
                @Nullable String subjectId,
        @Schema(description = "Why, in words that name nobody.", required = true) String reason,
        @Schema(required = true) String requestedBy,
        @Schema(required = true) Instant requestedAt,
        @Schema(
                        description =
                                "What happened or was received until then is erased, and stays so"
                                        + " however it is told again.",
                        required = true)
                Instant erasedAt,
        @Schema(description = "When state, history and index were rid of it; absent until then.")
                @Nullable Instant finishedAt,
        @Schema(
                        description =
                                "Whether anything was there of an account. Where it is false, look"
                                        + " at the spelling of its id. Absent until it is carried"
                                        + " out, of persons, of whom scores keep nothing that could"
                                        + " be found, and where only the topic tells of it.")
                @Nullable Boolean found,
        @Schema(required = true) Partitions partitions,
        @Schema(
                        description =
                                "Topics that cannot forget a single record, and when the last that"
                                        + " tells of it is gone.",
                        required = true)
                List<Kept> topics) {

    /** Copies the list. */
    public ErasureItem {
        topics = List.copyOf(topics);
    }

    /**
     * How many owners of partitions have carried it out.
     *
     * @param done how many have
     * @param all of how many
     */
    @Schema(
            name = "ErasurePartitions",
            description = "How many partitions of the fold have carried it out, and of how many.")
    public record Partitions(
            @Schema(required = true) long done, @Schema(required = true) long all) {}

    /**
     * A topic that keeps its records for a time.
     *
     * @param topic its name
     * @param until when its retention ends for what was there at the erasure
     */
    @Schema(name = "ErasureTopic", description = "A topic that keeps its records for a time.")
    public record Kept(
            @Schema(required = true, examples = "keepwell.customer-events") String topic,
            @Schema(
                            description =
                                    "By Keepwell's own retention; the broker deletes by segments,"
                                            + " so up to one segment later.",
                            required = true)
                    Instant until) {}

    /**
     * The topics that may tell of it, and until when.
     *
     * @param subject what was erased
     * @param erasedAt when
     * @return in the order in which events pass them
     */
    public static List<Kept> kept(ErasedSubject subject, Instant erasedAt) {
        Stream<Topic> topics =
                switch (subject) {
                    case ACCOUNT ->
                            Stream.of(
                                    Topic.INBOUND_EVENTS,
                                    Topic.CUSTOMER_EVENTS,
                                    Topic.UNATTRIBUTED_EVENTS,
                                    Topic.REJECTED_EVENTS,
                                    Topic.REPLAYS,
                                    Topic.HEALTH_CHANGES,
                                    Topic.ALERTS,
                                    Topic.TASKS);
                    case PERSON ->
                            Stream.of(
                                    Topic.INBOUND_EVENTS,
                                    Topic.CUSTOMER_EVENTS,
                                    Topic.UNATTRIBUTED_EVENTS,
                                    Topic.REJECTED_EVENTS,
                                    Topic.REPLAYS);
                };
        return topics.map(it -> new Kept(it.topicName(), erasedAt.plus(retention(it)))).toList();
    }

    private static Duration retention(Topic topic) {
        return Duration.ofMillis(
                Long.parseLong(topic.settings().getOrDefault("retention.ms", "0")));
    }
}
