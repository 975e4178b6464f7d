package io.keepwell.policy.portfolio;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much one manager is to have (requirement G4). The first rule that fits a manager holds.
 *
 * @param id its id
 * @param name what people call such managers
 * @param csms of which managers, by name; none for all
 * @param segments of managers most of whose accounts lie in one of these; none for all
 * @param accountsMin as many at least, 0 or more
 * @param accountsMax as many at most; null for no limit
 * @param arrMin so much revenue at least; null for no limit
 * @param arrMax so much at most; null for no limit
 */
public record CapacityRule(
        String id,
        String name,
        List<String> csms,
        List<String> segments,
        int accountsMin,
        @Nullable Integer accountsMax,
        @Nullable BigDecimal arrMin,
        @Nullable BigDecimal arrMax) {

    /** Copies the lists. */
    public CapacityRule {
        csms = List.copyOf(csms);
        segments = List.copyOf(segments);
    }

    /**
     * Whether it is for a manager.
     *
     * @param csm the manager
     * @param segment the segment of most of the manager's accounts, or null for none
     * @return whether
     */
    public boolean fits(String csm, @Nullable String segment) {
        return (csms.isEmpty() || csms.contains(csm))
                && (segments.isEmpty() || (segment != null && segments.contains(segment)));
    }
}
