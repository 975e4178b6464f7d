package io.keepwell.alerting.application.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are asked for, the newest first.
 *
 * @param state in which state, or null for all
 * @param limit how many, 1 or more
 * @param after the delivery that the page follows, or null for the first page
 */
public record DeliveryQuery(@Nullable DeliveryState state, int limit, @Nullable Place after) {

    /**
     * A place in the list.
     *
     * @param at when the message was due first
     * @param deliveryId tells apart those of the same time
     */
    public record Place(Instant at, UUID deliveryId) {

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
     * @param state in which state
     * @return words
     */
    public static String question(@Nullable DeliveryState state) {
        return "deliveries state=%s".formatted(state == null ? "" : state.wireName());
    }
}
