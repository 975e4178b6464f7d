package io.keepwell.policy.trial;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a test gives the policies to judge. */
public sealed interface Given {

    /**
     * Events, which go the whole way: facts, measures, score, status and signals.
     *
     * @param events what happened; may be empty, for an account of which only traits are known
     * @param connected the kinds of source ({@code support}) that report for the company though
     *     this account has no event of them, so that its counts are zero and not unknown
     * @param peers by segment and number that measures ask percentiles of, how it spreads over the
     *     accounts of the segment: from the least to the most, in shares of as many of them each;
     *     two numbers or more
     */
    record Happened(
            List<EventSeries> events,
            Set<String> connected,
            Map<String, Map<String, List<BigDecimal>>> peers)
            implements Given {
        /** Copies the collections. */
        public Happened {
            events = List.copyOf(events);
            connected = Set.copyOf(connected);
            var copies = new TreeMap<String, Map<String, List<BigDecimal>>>();
            peers.forEach((segment, metrics) -> copies.put(segment, Map.copyOf(metrics)));
            peers = Collections.unmodifiableMap(copies);
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
