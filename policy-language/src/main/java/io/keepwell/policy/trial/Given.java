package io.keepwell.policy.trial;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a test gives the policies to judge. */
public sealed interface Given {

    /**
     * Events, which go the whole way: facts, measures, score, status and signals.
     *
     * @param events what happened; may be empty, for an account of which only traits are known
     * @param connected the kinds of source ({@code support}) that report for the company though
     *     this account has no event of them, so that its counts are zero and not unknown
     */
    record Happened(List<EventSeries> events, Set<String> connected) implements Given {
        /** Copies the collections. */
        public Happened {
            events = List.copyOf(events);
            connected = Set.copyOf(connected);
        }
    }

    /**
     * The scores of dimensions, to try weights and bands.
     *
     * @param dimensions by id, 0 to 100; those that are not named have no data
     */
    record Scored(Map<String, BigDecimal> dimensions) implements Given {
        /** Copies the map. */
        public Scored {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /**
     * Measured numbers, to try transforms, weights and bands.
     *
     * @param measures by id; those that are not named have no data
     */
    record Measured(Map<String, BigDecimal> measures) implements Given {
        /** Copies the map. */
        public Measured {
            measures = Map.copyOf(measures);
        }
    }
}
