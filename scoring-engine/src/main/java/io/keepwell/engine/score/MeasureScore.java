package io.keepwell.engine.score;

import io.keepwell.engine.peers.PeerStanding;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one measure had to do with a score.
 *
 * @param dimension its dimension
 * @param measure its id
 * @param weight its share of the whole card as it is written, 0 to 100
 * @param value the number that was measured; absent when there was no data
 * @param score what that number is worth, 0 to 100; without data what the card says, if anything
 * @param effectiveWeight its share after the weights of measures without data were spread, 0 to 100
 * @param contribution the points that it gave, 0 to its effective weight
 * @param missing what there was no data of; absent when there was a number
 * @param asOf the UTC day up to which the facts behind it are known
 * @param carried whether there is no data any more, and the number is the last that there was
 * @param staleDays for how many days its newest event has been older than the card wants; 0 where
 *     it is not
 * @param peers where the account stands among its peers; absent where the measure does not ask
 */
public record MeasureScore(
        String dimension,
        String measure,
        BigDecimal weight,
        @Nullable BigDecimal value,
        @Nullable BigDecimal score,
        BigDecimal effectiveWeight,
        BigDecimal contribution,
        @Nullable String missing,
        int asOf,
        boolean carried,
        int staleDays,
        @Nullable PeerStanding peers) {

    /**
     * What was read.
     *
     * @return the number or what was missing
     */
    public Reading reading() {
        return new Reading(value, missing, asOf, carried, staleDays, peers);
    }

    /**
     * The points that it could have given and did not.
     *
     * @return 0 to its effective weight
     */
    public BigDecimal pointsMissing() {
        return effectiveWeight.subtract(contribution);
    }
}
