package io.keepwell.scoring.application.reading;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which quarantined records are asked for, the newest first.
 *
 * @param accountId whose, or null for all
 * @param limit how many, 1 or more
 * @param after the record that the page follows, or null for the first page
 */
public record QuarantineQuery(@Nullable String accountId, int limit, @Nullable Place after) {

    /**
     * A place in the list.
     *
     * @param at when it was quarantined
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

    /**
     * What a cursor of such a list is good for.
     *
     * @param accountId whose records
     * @return words
     */
    public static String question(@Nullable String accountId) {
        return "quarantine accountId=%s".formatted(accountId == null ? "" : accountId);
    }
}
