package io.keepwell.scoring.application.rejection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.SentRequest;
import io.keepwell.scoring.application.reading.QuarantineItem;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rejection with what was sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What ingest could not accept, why, and what was sent.")
public record RejectedWhole(
        @Schema(required = true) RejectedItem rejection,
        @Schema(description = "What was sent.", required = true) String body,
        @Schema(
                        description = "How the body is written: as text where it is UTF-8.",
                        enumeration = {"utf-8", "base64"},
                        required = true)
                String encoding,
        @Schema(description = "How it came in; absent when it cannot be replayed.")
                @Nullable Request request) {

    /** How something came in. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RejectedRequest", description = "How something came in.")
    public record Request(
            @Schema(description = "Where it was sent to.", required = true) String path,
            @Schema(description = "The headers that its mapping reads.", required = true)
                    Map<String, String> headers,
            @Schema(
                            description =
                                    "When it came in first, however often it was replayed since.",
                            required = true)
                    Instant receivedAt,
            @Schema(description = "The backfill run that it is of.") @Nullable String backfill) {

        /** Copies the headers. */
        public Request {
            headers = Map.copyOf(headers);
        }

        private static @Nullable Request of(@Nullable SentRequest sent) {
            return sent == null
                    ? null
                    : new Request(sent.path(), sent.headers(), sent.receivedAt(), sent.backfill());
        }
    }

    static RejectedWhole of(RejectedItem item, RejectedEventV1 rejection) {
        String text = rejection.body();
        String encoded = rejection.bodyBase64();
        return new RejectedWhole(
                item.with(rejection.detail()),
                text == null ? "" + encoded : text,
                text == null ? QuarantineItem.Written.BASE64 : QuarantineItem.Written.UTF_8,
                Request.of(rejection.request()));
    }
}
