package io.keepwell.scoring.application.rejection;

import io.keepwell.model.event.RejectionCode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rejections are meant.
 *
 * @param source whose, or null for all
 * @param code why they were rejected, or null for all
 * @param since not those from before
 * @param until not those from then on
 * @param replayed those that were replayed, those that were not, or null for both
 */
public record RejectionFilter(
        @Nullable String source,
        @Nullable RejectionCode code,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Boolean replayed) {

    RejectionFilter until(Instant other) {
        return new RejectionFilter(source, code, since, other, replayed);
    }

    /**
     * What a cursor of such a list is good for.
     *
     * @return words
     */
    public String question() {
        return "rejected source=%s code=%s since=%s until=%s replayed=%s"
                .formatted(
                        Objects.requireNonNullElse(source, ""),
                        code == null ? "" : code.wireName(),
                        Objects.requireNonNullElse(since, ""),
                        Objects.requireNonNullElse(until, ""),
                        Objects.requireNonNullElse(replayed, ""));
    }
}
