package io.keepwell.alerting.application.reading;

import io.keepwell.model.alert.AlertState;
import io.keepwell.model.alert.Severity;
import io.keepwell.runtime.security.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are asked for: the most pressing first, then by when they must be answered.
 *
 * @param filter which of them
 * @param scope whose the caller sees
 * @param limit how many, 1 or more
 * @param after the alert that the page follows, or null for the first page
 */
public record AlertQuery(Filter filter, Scope scope, int limit, @Nullable Place after) {

    /**
     * Which alerts; an empty set or an absent value stands for all.
     *
     * @param accountId whose
     * @param rules the ids of the rules that opened them
     * @param severities how much they press
     * @param owners who is to answer
     * @param states in which state
     * @param overdueOnly only those that nobody has answered in time
     */
    public record Filter(
            @Nullable String accountId,
            Set<String> rules,
            Set<Severity> severities,
            Set<String> owners,
            Set<AlertState> states,
            boolean overdueOnly) {

        /** Copies the sets. */
        public Filter {
            rules = Set.copyOf(rules);
            severities = Set.copyOf(severities);
            owners = Set.copyOf(owners);
            states = Set.copyOf(states);
        }

        /**
         * What a cursor of such a list is good for.
         *
         * @return words
         */
        public String question() {
            return "alerts accountId=%s rule=%s severity=%s owner=%s state=%s overdue=%s"
                    .formatted(
                            accountId == null ? "" : accountId,
                            sorted(rules),
                            sorted(severities),
                            sorted(owners),
                            sorted(states),
                            overdueOnly);
        }

        private static List<String> sorted(Set<?> values) {
            return values.stream().map(Object::toString).sorted().toList();
        }
    }

    /**
     * A place in the list.
     *
     * @param severity how much the alert presses
     * @param respondBy until when it must be answered
     * @param alertId tells apart those of the same time
     */
    public record Place(Severity severity, Instant respondBy, UUID alertId) {

        /**
         * Reads one from a cursor.
         *
         * @param keys the cursor's keys
         * @return the place
         * @throws RuntimeException when it is none
         */
        public static Place of(List<@Nullable String> keys) {
            return new Place(
                    Severity.valueOf(Objects.requireNonNull(keys.getFirst())),
                    Instant.parse(Objects.requireNonNull(keys.get(1))),
                    UUID.fromString(Objects.requireNonNull(keys.get(2))));
        }

        /**
         * Writes it for a cursor.
         *
         * @return the cursor's keys
         */
        public List<@Nullable String> keys() {
            return List.of(severity.name(), respondBy.toString(), alertId.toString());
        }
    }
}
