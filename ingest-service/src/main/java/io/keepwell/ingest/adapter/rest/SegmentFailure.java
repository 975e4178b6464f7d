package io.keepwell.ingest.adapter.rest;

import io.keepwell.runtime.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a call of Segment's API is answered with when it fails. Their libraries read {@code code},
 * {@code message} and {@code error}, and repeat the request for ever where one is missing.
 *
 * @param success false
 * @param code why, for programs
 * @param message why, for people
 * @param error the same, for the libraries that look for it here
 */
@Schema(description = "Why nothing of the request was accepted.")
public record SegmentFailure(
        @Schema(required = true, examples = "false") boolean success,
        @Schema(description = "Why, for programs.", required = true, examples = "KW-4001")
                String code,
        @Schema(description = "Why, for people.", required = true, examples = "the body is empty")
                String message,
        @Schema(
                        description = "The same as message.",
                        required = true,
                        examples = "the body is empty")
                String error) {

    static SegmentFailure of(Problem problem) {
        return new SegmentFailure(false, problem.code(), problem.detail(), problem.detail());
    }
}
