package io.keepwell.engine.judge;

import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A signal that holds.
 *
 * @param signal which, and the version of the policy that raised it
 * @param category what it is about
 * @param since when it was raised, in milliseconds since 1970
 * @param sequence the number of the message that said so; 0 while none has
 * @param summary why, for people
 * @param evidence the numbers that it was raised by
 */
public record Raised(
        PolicyRef signal,
        SignalCategory category,
        long since,
        long sequence,
        String summary,
        Map<String, BigDecimal> evidence) {

    /** In the order of the names. */
    public Raised {
        evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
    }

    Raised announcedBy(long message) {
        return new Raised(signal, category, since, message, summary, evidence);
    }
}
