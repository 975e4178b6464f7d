package io.keepwell.scoring.application.play;

import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of plays are asked for. Segment and manager go by how the account was at the end of
 * the day on which the run began.
 *
 * @param filter of which accounts
 * @param plays of these plays; empty for all
 * @param window how many days after its beginning a run is looked at, 1 or more
 * @param from begun on this day (UTC) or later
 * @param to begun on this day or before
 * @param skipped whether those that were triggered and did not start are among them
 * @param limit how many, 1 or more
 * @param after the run that the page follows, or null for the first page
 */
public record PlayQuery(
        PortfolioFilter filter,
        List<String> plays,
        int window,
        LocalDate from,
        LocalDate to,
        boolean skipped,
        int limit,
        @Nullable Place after) {

    /** Sorts the list. */
    public PlayQuery {
        plays = plays.stream().distinct().sorted().toList();
    }

    /**
     * A place in the list.
     *
     * @param at when the run began
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
        return "plays play=%s segment=%s csm=%s window=%d from=%s to=%s"
                .formatted(
                        String.join(",", plays),
                        String.join(",", filter.segments()),
                        String.join(",", filter.csms()),
                        window,
                        from,
                        to);
    }

    /**
     * Another page of the same.
     *
     * @param place the run that it follows, or null for the first page
     * @return the query
     */
    public PlayQuery after(@Nullable Place place) {
        return new PlayQuery(filter, plays, window, from, to, skipped, limit, place);
    }

    PlayQuery withSkipped(int atMost) {
        return new PlayQuery(filter, plays, window, from, to, true, atMost, null);
    }
}
