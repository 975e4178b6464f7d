package io.keepwell.ingest.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.ingest.application.Rejection;
import io.keepwell.runtime.ProblemType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request's calls, as Segment's API says it, and more where there is more to say.
 *
 * @param success whether all of them were accepted
 * @param accepted how many were accepted; absent when all were
 * @param rejected what is wrong with the others; absent when there are none
 * @param code why the request failed, where the sender wanted it to fail by one call that was not
 *     accepted; libraries take an answer without code, message and error for none
 * @param message the same in words
 * @param error the same, for the libraries that look for it here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What became of the calls; Kafka has acknowledged all of them.")
public record SegmentReceipt(
        @Schema(
                        description = "Whether all calls were accepted.",
                        required = true,
                        examples = "true")
                boolean success,
        @Schema(description = "How many were accepted, where not all were.", examples = "49")
                @Nullable Integer accepted,
        @Schema(description = "What is wrong with the others; a call may be listed repeatedly.")
                @Nullable List<Receipt.Rejected> rejected,
        @Schema(description = "Why it failed, in strict mode.", examples = "KW-4221")
                @Nullable String code,
        @Schema(description = "The same in words.") @Nullable String message,
        @Schema(description = "The same as message.") @Nullable String error) {

    static final SegmentReceipt ALL = new SegmentReceipt(true, null, null, null, null, null);

    private static final String NOT_ALL = "not all calls were accepted; 'rejected' says why";

    static SegmentReceipt of(int accepted, List<Rejection> rejections) {
        return rejections.isEmpty()
                ? ALL
                : new SegmentReceipt(
                        false,
                        accepted,
                        rejections.stream().map(Receipt::line).toList(),
                        null,
                        null,
                        null);
    }

    /** The same, as a failure. */
    SegmentReceipt asFailure() {
        return new SegmentReceipt(
                success, accepted, rejected, ProblemType.UNPROCESSABLE.code(), NOT_ALL, NOT_ALL);
    }
}
