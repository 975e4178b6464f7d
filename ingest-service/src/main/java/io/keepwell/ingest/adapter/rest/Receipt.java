package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Rejection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a request's events.
 *
 * @param accepted how many were accepted
 * @param rejected what is wrong with the others
 */
@Schema(description = "What became of the events; Kafka has acknowledged all of them.")
public record Receipt(
        @Schema(description = "How many events were accepted.", required = true, examples = "49")
                int accepted,
        @Schema(
                        description =
                                "What is wrong with the others; an event may be listed repeatedly.",
                        required = true)
                List<Rejected> rejected) {

    /**
     * One thing that is wrong with one event.
     *
     * @param index which event of the request, from 0
     * @param pointer where in the event, as a JSON Pointer; empty for the whole
     * @param code why, for programs
     * @param detail why, for people
     */
    public record Rejected(
            @Schema(
                            description =
                                    "Which event of the request, from 0; empty lines do not count.",
                            required = true,
                            examples = "7")
                    int index,
            @Schema(
                            description =
                                    "Where in the event, as a JSON Pointer; empty for the whole.",
                            required = true,
                            examples = "/occurredAt")
                    String pointer,
            @Schema(
                            description = "Why, for programs; expect further codes.",
                            required = true,
                            examples = "in-the-future")
                    String code,
            @Schema(
                            description = "Why, for people: the field, the value and the cure.",
                            required = true,
                            examples = "occurredAt must not be later than 5 minutes from now")
                    String detail) {}

    static Receipt of(Outcome.Received received) {
        return new Receipt(
                received.accepted(), received.rejections().stream().map(Receipt::line).toList());
    }

    static Rejected line(Rejection rejection) {
        return new Rejected(
                rejection.index(),
                rejection.flaw().pointer(),
                rejection.flaw().code().wireName(),
                rejection.flaw().detail());
    }
}
