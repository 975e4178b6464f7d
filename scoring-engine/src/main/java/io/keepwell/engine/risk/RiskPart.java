package io.keepwell.engine.risk;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one sign had to do with a risk.
 *
 * @param id its id
 * @param name what people call it
 * @param points the most that it can give, above 0 and at most 100
 * @param value the number that was measured; absent for a condition, and where there was no data
 * @param gives the points that it gave, 0 to {@code points}; without data, none
 * @param missing what there was no data of; absent when it could be told
 * @param asOf the UTC day up to which the facts behind it are known
 */
public record RiskPart(
        String id,
        String name,
        BigDecimal points,
        @Nullable BigDecimal value,
        BigDecimal gives,
        @Nullable String missing,
        int asOf) {

    /**
     * The same, known up to another day.
     *
     * @param day that UTC day
     * @return a part as of that day
     */
    RiskPart knownUntil(int day) {
        return new RiskPart(id, name, points, value, gives, missing, day);
    }
}
