package io.keepwell.policy.trial;

import io.keepwell.model.EventType;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.SourceName;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events of a test that are alike: on one day or on several, by one actor or by several.
 *
 * @param type what happened
 * @param first when, for the first time
 * @param times on how many days, 1 or more
 * @param everyDays how many days lie between two of them, 1 or more
 * @param count how often on each of them, by each actor; 1 or more
 * @param actors by how many made-up actors each time, 0 for those that {@code actor} says
 * @param actor who did it, or null for nobody who is named
 * @param value its number, or null
 * @param attributes what else there is to say
 * @param source who sent it
 */
public record EventSeries(
        EventType type,
        Instant first,
        int times,
        int everyDays,
        int count,
        int actors,
        @Nullable String actor,
        @Nullable BigDecimal value,
        Attributes attributes,
        SourceName source) {

    /** Checks the numbers. */
    public EventSeries {
        if (times < 1 || everyDays < 1 || count < 1 || actors < 0) {
            throw new IllegalArgumentException(
                    "times, everyDays and count must be 1 or more, actors 0 or more: were"
                            + " %d, %d, %d, %d".formatted(times, everyDays, count, actors));
        }
    }

    /**
     * How many events it is.
     *
     * @return 1 or more
     */
    public long size() {
        return (long) times * count * Math.max(1, actors);
    }
}
