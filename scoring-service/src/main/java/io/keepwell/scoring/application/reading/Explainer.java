package io.keepwell.scoring.application.reading;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.EventRef;
import io.keepwell.engine.judge.CardNames;
import io.keepwell.engine.judge.Reasons;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.peers.PeerStanding;
import io.keepwell.engine.risk.Risk;
import io.keepwell.engine.risk.RiskPart;
import io.keepwell.engine.score.Adjustment;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.engine.score.ScoreOverride;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.health.Status;
import io.keepwell.policy.expression.Reads;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.DimensionBand;
import io.keepwell.policy.scorecard.Limit;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts explanations together. */
final class Explainer {

    /** As many of the latest events as facts keep of one type. */
    private static final int EVENTS_MAX = 3;

    private static final int SCALE = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Verdict verdict;
    private final AccountFacts facts;
    private final EventCatalogue catalogue;
    private final Map<String, Dimension> dimensions;
    private final Map<String, Measure> measures;
    private final @Nullable Scorecard card;

    private Explainer(
            Verdict verdict,
            @Nullable Scorecard card,
            AccountFacts facts,
            EventCatalogue catalogue) {
        this.verdict = verdict;
        this.facts = facts;
        this.catalogue = catalogue;
        this.card = card;
        List<Dimension> written = card == null ? List.of() : card.dimensions();
        this.dimensions =
                written.stream().collect(Collectors.toMap(Dimension::id, Function.identity()));
        this.measures =
                written.stream()
                        .flatMap(it -> it.measures().stream())
                        .collect(Collectors.toMap(Measure::id, Function.identity()));
    }

    /**
     * Explains a score.
     *
     * @param id the account
     * @param verdict its verdict
     * @param card the card that gave it; without it, names and events are left out
     * @param facts with the {@linkplain #types types} that the card reads loaded
     * @param catalogue knows what marks whom active
     */
    static Explanation explain(
            AccountId id,
            Verdict verdict,
            @Nullable Scorecard card,
            AccountFacts facts,
            EventCatalogue catalogue) {
        return new Explainer(verdict, card, facts, catalogue).explain(id);
    }

    /** All types whose events a card may read. */
    static Set<EventType> types(Scorecard card, EventCatalogue catalogue) {
        return card.dimensions().stream()
                .flatMap(dimension -> dimension.measures().stream())
                .flatMap(measure -> types(measure.value().reads(), catalogue).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The types that are named, and those that mark the sets and set the traits that are. */
    static Set<EventType> types(Reads reads, EventCatalogue catalogue) {
        var types = new TreeSet<EventType>();
        reads.types().keySet().forEach(name -> types.add(new EventType(name)));
        catalogue.types().stream()
                .filter(spec ->
                        spec.marks().keySet().stream().anyMatch(reads.sets()::containsKey)
                                || spec.sets().keySet().stream().anyMatch(reads.traits()::contains))
                .forEach(spec -> types.add(spec.type()));
        return types;
    }

    private Explanation explain(AccountId id) {
        var byDimension = new LinkedHashMap<String, List<MeasureScore>>();
        verdict.score()
                .measures()
                .forEach(measure ->
                        byDimension
                                .computeIfAbsent(measure.dimension(), _ -> new ArrayList<>())
                                .add(measure));
        return new Explanation(
                id.value(),
                verdict.score().exact(),
                verdict.score().computed().orElse(null),
                verdict.score().shown(),
                verdict.status().wireName(),
                card == null || verdict.status() != Status.UNKNOWN
                        ? null
                        : Reasons.unknown(verdict, card),
                verdict.score().coverage(),
                CardRef.of(verdict.scorecard()),
                verdict.policyVersion(),
                Instant.ofEpochMilli(verdict.asOf()),
                byDimension.entrySet().stream()
                        .map(it -> dimension(it.getKey(), it.getValue()))
                        .toList(),
                verdict.score().adjustments().stream().map(this::adjustment).toList(),
                verdict.risk() == null ? null : risk(verdict.risk()),
                null);
    }

    private Explanation.OfRisk risk(Risk risk) {
        return new Explanation.OfRisk(
                risk.exact().orElse(null),
                risk.shown().orElse(null),
                risk.coverage(),
                risk.cut(),
                CardRef.of(risk.by()),
                risk.parts().stream().map(this::part).toList());
    }

    private Explanation.OfRiskPart part(RiskPart part) {
        return new Explanation.OfRiskPart(
                part.id(),
                part.name(),
                part.value(),
                part.gives(),
                part.points(),
                part.missing(),
                LocalDate.ofEpochDay(part.asOf()),
                part.asOf() < Days.of(verdict.asOf()));
    }

    private Explanation.OfAdjustment adjustment(Adjustment adjustment) {
        return switch (adjustment) {
            case Adjustment.Limited(String id, Limit.Side side, var score, var points) ->
                    new Explanation.OfAdjustment(
                            side.wireName(),
                            id,
                            new CardNames(card).ofLimit(id).orElse(null),
                            score,
                            points,
                            null);
            case Adjustment.Overridden(ScoreOverride word, var points) ->
                    new Explanation.OfAdjustment(
                            "override", null, null, word.score(), points, override(word));
        };
    }

    private static Explanation.OfOverride override(ScoreOverride word) {
        return new Explanation.OfOverride(
                word.as().wireName(),
                word.reason(),
                word.author(),
                LocalDate.ofEpochDay(word.setOn()),
                LocalDate.ofEpochDay(word.lastDay()),
                word.eventId(),
                word.source());
    }

    private Explanation.OfDimension dimension(String id, List<MeasureScore> parts) {
        Dimension written = dimensions.get(id);
        BigDecimal effective = sum(parts, MeasureScore::effectiveWeight);
        BigDecimal contribution = sum(parts, MeasureScore::contribution);
        BigDecimal score =
                effective.signum() == 0
                        ? null
                        : contribution
                                .multiply(HUNDRED)
                                .divide(effective, SCALE, RoundingMode.HALF_UP);
        return new Explanation.OfDimension(
                id,
                written == null ? null : written.name(),
                sum(parts, MeasureScore::weight),
                effective,
                score,
                written == null || score == null ? null : label(written, score),
                contribution,
                parts.stream().map(this::measure).toList());
    }

    /** By the score that is told, so that nobody sees a 90 that is not in the band from 90 on. */
    private static @Nullable String label(Dimension dimension, BigDecimal score) {
        DimensionBand band = dimension.bandOf(score);
        return band == null ? null : band.label();
    }

    private Explanation.OfMeasure measure(MeasureScore part) {
        Measure written = measures.get(part.measure());
        return new Explanation.OfMeasure(
                part.measure(),
                written == null ? null : written.name(),
                part.value(),
                part.score(),
                part.weight(),
                part.effectiveWeight(),
                part.contribution(),
                part.pointsMissing(),
                part.missing(),
                LocalDate.ofEpochDay(part.asOf()),
                part.asOf() < Days.of(verdict.asOf()) && !part.carried(),
                part.carried(),
                part.staleDays(),
                part.peers() == null ? null : peers(part.peers(), verdict.segment()),
                card != null && written != null ? lastEvents(written) : null);
    }

    private static Explanation.OfPeers peers(PeerStanding place, @Nullable String segment) {
        String its = segment == null ? "" : segment;
        return new Explanation.OfPeers(
                place.metric(),
                place.number(),
                place.below(),
                place.accounts(),
                its,
                LocalDate.parse(place.version()),
                "%s, at %s of 100 among %d accounts in %s (peers of %s)"
                        .formatted(
                                plain(place.number(), 2),
                                plain(place.below(), 1),
                                place.accounts(),
                                its,
                                place.version()));
    }

    private static String plain(BigDecimal number, int places) {
        return number.setScale(places, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    /**
     * None that occurred after the verdict: a past one must not be explained by what came later.
     */
    private List<Explanation.LastEvent> lastEvents(Measure measure) {
        return types(measure.value().reads(), catalogue).stream()
                .flatMap(type -> facts.recent(type).stream().map(ref -> new Typed(type, ref)))
                .filter(it -> it.ref().at() <= verdict.asOf())
                .sorted(Comparator.comparing(Typed::ref).reversed())
                .limit(EVENTS_MAX)
                .map(Typed::shown)
                .toList();
    }

    private static BigDecimal sum(
            List<MeasureScore> parts, Function<MeasureScore, BigDecimal> number) {
        return parts.stream().map(number).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private record Typed(EventType type, EventRef ref) {

        Explanation.LastEvent shown() {
            return new Explanation.LastEvent(
                    ref.id(), ref.source(), Instant.ofEpochMilli(ref.at()), type.value());
        }
    }
}
