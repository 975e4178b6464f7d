package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.FactsMetrics;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.Sources;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.account.Segment;
import io.keepwell.policy.account.SegmentSet;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Metrics;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds accounts that lie on a bound of segments, or within one percent of one (D.4 row 6): with
 * one percent more or less of its numbers such an account would be in another segment.
 */
public final class NearSegments {

    private static final double MORE = 1.01;
    private static final double LESS = 0.99;

    private final SegmentSet segments;
    private final Sources sources;

    /**
     * Of a set of segments.
     *
     * @param segments the segments
     * @param catalogue what is known of event types
     */
    public NearSegments(SegmentSet segments, EventCatalogue catalogue) {
        this.segments = segments;
        this.sources = new Sources(catalogue);
    }

    /**
     * The segment that an account has nearly.
     *
     * @param facts the account's, with the rows loaded by which it was judged
     * @param reporting which kinds of source report
     * @param at when
     * @return another segment than its own; empty where none is near, or where a person has said
     *     which it is
     */
    public Optional<String> of(AccountFacts facts, Reporting reporting, Instant at) {
        if (segments.segments().isEmpty() || new Traits(facts).text("segment").isPresent()) {
            return Optional.empty();
        }
        var metrics = new FactsMetrics(facts, sources, reporting, Days.of(at));
        Optional<String> own = segment(metrics);
        return Stream.of(LESS, MORE)
                .flatMap(factor -> segment(new ScaledTraits(metrics, factor)).stream())
                .filter(it -> !own.equals(Optional.of(it)))
                .findFirst();
    }

    private Optional<String> segment(Metrics metrics) {
        return segments.segments().stream()
                .filter(it ->
                        it.when().evaluate(metrics) instanceof Answer.Truth(boolean holds) && holds)
                .findFirst()
                .map(Segment::id);
    }
}
