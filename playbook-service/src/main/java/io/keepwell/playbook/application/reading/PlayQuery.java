package io.keepwell.playbook.application.reading;

import io.keepwell.model.play.PlayState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of plays are asked for, the newest first.
 *
 * @param accountId whose, or null for all
 * @param state where they are in their life, or null for anywhere
 * @param play of which play, by id, or null for all
 */
public record PlayQuery(
        @Nullable String accountId, @Nullable PlayState state, @Nullable String play) {

    /**
     * A place in the list.
     *
     * @param at when it was triggered
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
     * @return words
     */
    public String question() {
        return "plays accountId=%s state=%s play=%s"
                .formatted(
                        Objects.toString(accountId, ""),
                        state == null ? "all" : state.wireName(),
                        Objects.toString(play, ""));
    }
}
