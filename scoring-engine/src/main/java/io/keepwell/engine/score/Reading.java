package io.keepwell.engine.score;

import io.keepwell.engine.peers.PeerStanding;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a measure read from an account's facts.
 *
 * @param value the number; absent when there was no data
 * @param missing what there was no data of; absent when there is a number
 * @param asOf the UTC day up to which the facts behind it are known: a source that has gone silent
 *     freezes its measures, and a number that is carried is of an earlier day
 * @param carried whether there is no data any more, and the number is the last that there was
 * @param staleDays for how many days its newest event has been older than the card wants; 0 where
 *     it is not, or the card does not say
 * @param peers where the account stands among its peers; absent where the measure does not ask
 */
public record Reading(
        @Nullable BigDecimal value,
        @Nullable String missing,
        int asOf,
        boolean carried,
        int staleDays,
        @Nullable PeerStanding peers) {

    /** Checks that it is one or the other. */
    public Reading {
        if ((value == null) == (missing == null)) {
            throw new IllegalArgumentException("either value or missing must be there");
        }
    }

    /**
     * A number of its own day.
     *
     * @param value the number
     * @param asOf the UTC day up to which the facts behind it are known
     * @return a reading that is neither carried nor stale
     */
    public static Reading of(BigDecimal value, int asOf) {
        return new Reading(value, null, asOf, false, 0, null);
    }

    /**
     * No number.
     *
     * @param missing what there was no data of
     * @param asOf the UTC day up to which the facts are known
     * @return a reading without a number
     */
    public static Reading missing(String missing, int asOf) {
        return new Reading(null, missing, asOf, false, 0, null);
    }

    /**
     * The same, of which it is known who it was held against.
     *
     * @param standing where the account stands, or null where the measure does not ask
     * @return a reading that says so
     */
    public Reading among(@Nullable PeerStanding standing) {
        return standing == null
                ? this
                : new Reading(value, missing, asOf, carried, staleDays, standing);
    }

    /**
     * The same as the last that there was.
     *
     * @return a reading that is carried
     */
    public Reading carriedOn() {
        return new Reading(value, missing, asOf, true, staleDays, peers);
    }

    /**
     * The same, of facts that are known up to another day.
     *
     * @param day that UTC day
     * @return a reading as of that day
     */
    public Reading knownUntil(int day) {
        return day == asOf ? this : new Reading(value, missing, day, carried, staleDays, peers);
    }

    /**
     * The same with an age.
     *
     * @param days for how many days it has been stale
     * @return a reading that is stale
     */
    public Reading staleFor(int days) {
        return new Reading(value, missing, asOf, carried, days, peers);
    }
}
