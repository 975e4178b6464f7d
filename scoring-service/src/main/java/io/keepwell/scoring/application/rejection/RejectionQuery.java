package io.keepwell.scoring.application.rejection;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which page of rejections is asked for, the newest first.
 *
 * @param filter which rejections
 * @param limit how many, 1 or more
 * @param after the rejection that the page follows, or null for the first page
 */
public record RejectionQuery(RejectionFilter filter, int limit, @Nullable Place after) {

    /**
     * A place in the list.
     *
     * @param at when it was rejected
     * @param id tells apart those of the same time
     */
    public record Place(Instant at, UUID id) {

        /**
         * Reads one from a cursor.
         *
         * @param keys the cursor's keys
         * @return the place
         * @throws RuntimeException when it is none
         */
        public static Place of(List<@Nullable String> keys) {
            return new Place(
                    Instant.parse(Objects.requireNonNull(keys.getFirst())),
                    UUID.fromString(Objects.requireNonNull(keys.get(1))));
        }
    }
}
