package io.keepwell.scoring.application.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How it is with a connected system. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How it is with a connected system.")
public record SourceItem(
        @Schema(required = true, examples = "zendesk") String source,
        @Schema(
                        description =
                                "learning: not known for two weeks yet; active: it sends as it is"
                                        + " used to; silent: it has not sent for longer than it"
                                        + " ever pauses, and what it reports is frozen at its last"
                                        + " day; ended: retired, or silent for four weeks.",
                        required = true,
                        enumeration = {"learning", "active", "silent", "ended"})
                String state,
        @Schema(
                        description =
                                "When its last event was received; absent when none was, apart"
                                        + " from backfill runs.")
                @Nullable Instant lastEventAt,
        @Schema(description = "How regularly it sends; absent while that is not known.")
                @Nullable OfRhythm rhythm,
        @Schema(
                        description = "The kinds of events that it sent of late, most first.",
                        required = true,
                        examples = "[\"support\", \"engagement\"]")
                List<String> kinds,
        @Schema(description = "What became of all its events.", required = true) EventCounts events,
        @Schema(
                        description = "How many of them wait for the account of their user.",
                        required = true)
                long waiting,
        @Schema(
                        description = "What of the hours asked for was rejected, by reason.",
                        required = true,
                        type = SchemaType.OBJECT,
                        implementation = Object.class,
                        examples = "{\"unknown-type\": 3}")
                Map<String, Long> rejected,
        @Schema(
                        description =
                                "From when events happened until they were received, in the hours"
                                        + " asked for; absent when there were none.")
                @Nullable OfTime delay,
        @Schema(
                        description =
                                "From when they were received until they were folded, in the hours"
                                        + " asked for; absent when there were none.")
                @Nullable OfTime lag,
        @Schema(
                        description =
                                "Events by the hour in which they were received, the hours asked"
                                        + " for, the latest last; hours without any are left out.",
                        required = true)
                List<OfHour> hours) {

    /** Copies what it is given. */
    public SourceItem {
        kinds = List.copyOf(kinds);
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        hours = List.copyOf(hours);
    }

    /** How regularly a source sends. */
    @Schema(name = "SourceRhythm", description = "How regularly a source sends.")
    public record OfRhythm(
            @Schema(
                            description = "The longest that it usually pauses, in hours.",
                            required = true,
                            examples = "64")
                    long pauseHours,
            @Schema(
                            description = "After how many hours without an event it is silent.",
                            required = true,
                            examples = "128")
                    long silentAfterHours) {}

    /** How long something took. */
    @Schema(name = "SourceTime", description = "How long something took, in milliseconds.")
    public record OfTime(
            @Schema(required = true, examples = "210") long averageMillis,
            @Schema(required = true, examples = "4100") long maxMillis) {}

    /** What was received in an hour. */
    @Schema(name = "SourceHour", description = "What was received in an hour.")
    public record OfHour(
            @Schema(description = "When the hour began.", required = true) Instant from,
            @Schema(required = true, examples = "1204") long events) {}
}
