package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.health.Status;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.Segment;
import io.keepwell.policy.expression.Answer;
import io.keepwell.policy.expression.Reads;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.scorecard.Band;
import io.keepwell.policy.scorecard.Dimension;
import io.keepwell.policy.scorecard.DimensionBand;
import io.keepwell.policy.scorecard.Measure;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.words.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is worth a second thought about policies that are in order: they can be put in force as they
 * are, and may do something else than was meant.
 */
public final class PolicyWarnings {

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    private final PolicyBundle bundle;
    private final PolicySet policies;
    private final List<PolicyProblem> found = new ArrayList<>();

    private PolicyWarnings(PolicyBundle bundle, PolicySet policies) {
        this.bundle = bundle;
        this.policies = policies;
    }

    /**
     * Looks for it.
     *
     * @param bundle the documents
     * @param policies what they say
     * @return by file and line; each names the document's place, and a cure
     */
    public static List<PolicyProblem> of(PolicyBundle bundle, PolicySet policies) {
        var warnings = new PolicyWarnings(bundle, policies);
        new TreeMap<>(policies.scorecards())
                .values()
                .forEach(card -> {
                    warnings.healthyAndNotGreen(card.value());
                    warnings.countedTwice(card.value());
                    warnings.carriedTooFar(card.value());
                });
        warnings.segments();
        warnings.unreachedLines();
        warnings.unreachedReactions();
        return warnings.found.stream().sorted().toList();
    }

    /**
     * All dimensions may be well by their own bands, and the whole not by the card's (D.4 row 2).
     */
    private void healthyAndNotGreen(Scorecard card) {
        BigDecimal points = BigDecimal.ZERO;
        BigDecimal whole = BigDecimal.ZERO;
        var labels = new ArrayList<String>();
        for (Dimension dimension : card.dimensions()) {
            if (dimension.weight().signum() == 0) {
                continue;
            }
            if (dimension.bands().isEmpty()) {
                return;
            }
            DimensionBand healthy = lowestHealthy(dimension.bands());
            labels.add(healthy.label());
            points = points.add(dimension.weight().multiply(healthy.from()));
            whole = whole.add(dimension.weight());
        }
        BigDecimal score = points.divide(whole, 6, RoundingMode.HALF_UP);
        int shown = score.setScale(0, RoundingMode.HALF_UP).intValueExact();
        Band band = card.bandOf(card.numberToBand(score, shown));
        Band best = card.bands().getFirst();
        if (!band.equals(best)) {
            warn(
                    ScorecardReader.KIND,
                    card.id(),
                    "with every dimension where its healthy bands begin (%s), the score is %s and"
                                    .formatted(
                                            Words.quotedList(labels),
                                            score.stripTrailingZeros().toPlainString())
                            + " the status %s, not %s"
                                    .formatted(word(band.status()), word(best.status())),
                    "Let %s begin at %s, or leave it: then healthy is not enough to be %s."
                            .formatted(
                                    word(best.status()),
                                    score.stripTrailingZeros().toPlainString(),
                                    word(best.status())));
        }
    }

    /** Of four bands the upper two are good, of three or two the uppermost. */
    private static DimensionBand lowestHealthy(List<DimensionBand> highestFirst) {
        return highestFirst.get(Math.max(1, highestFirst.size() / 2) - 1);
    }

    /** What is measured in two dimensions weighs more than either says (D.4 row 18). */
    private void countedTwice(Scorecard card) {
        Map<String, Set<String>> dimensions = new TreeMap<>();
        for (Dimension dimension : card.dimensions()) {
            for (Measure measure : dimension.measures()) {
                measure.value()
                        .reads()
                        .types()
                        .keySet()
                        .forEach(type ->
                                dimensions
                                        .computeIfAbsent(type, _ -> new TreeSet<>())
                                        .add(dimension.id()));
            }
        }
        dimensions.forEach((type, its) -> {
            if (its.size() > 1) {
                warn(
                        ScorecardReader.KIND,
                        card.id(),
                        "'%s' is measured in several dimensions: %s"
                                .formatted(type, Words.quotedList(its)),
                        "Measure it in one, or it counts more than once.");
            }
        });
    }

    /** What is carried is asked of the facts of an earlier day, which must still be known. */
    private void carriedTooFar(Scorecard card) {
        for (Dimension dimension : card.dimensions()) {
            for (Measure measure : dimension.measures()) {
                int days = measure.carryDaysKnown();
                if (days < measure.carryDays()) {
                    warn(
                            ScorecardReader.KIND,
                            card.id(),
                            ("'%s' is carried for %d days at most, not for %d: it is known for %d"
                                            + " days who was active, its window included")
                                    .formatted(
                                            measure.id(),
                                            days,
                                            measure.carryDays(),
                                            Reads.SET_DAYS_MAX),
                            "Write carryDays: %d, or make the window shorter.".formatted(days));
                }
            }
        }
    }

    /**
     * Segments that go by one number leave no account out, and each has some (D.4 row 7). Between
     * the numbers that their conditions name, and at these, nothing can change.
     */
    private void segments() {
        List<Segment> segments = policies.segments().segments();
        Set<String> traits =
                segments.stream()
                        .flatMap(it -> it.when().reads().traits().stream())
                        .collect(Collectors.toSet());
        boolean isPlain =
                segments.stream()
                        .allMatch(it ->
                                it.when().reads().types().isEmpty()
                                        && it.when().reads().sets().isEmpty());
        if (traits.size() != 1 || !isPlain) {
            return;
        }
        String trait = traits.iterator().next();
        var reached = new TreeSet<String>();
        var left = new TreeSet<BigDecimal>();
        for (BigDecimal number : probes(segments)) {
            segments.stream()
                    .filter(it -> holds(it, new OneTrait(trait, number.doubleValue())))
                    .findFirst()
                    .ifPresentOrElse(it -> reached.add(it.id()), () -> left.add(number));
        }
        segments.stream()
                .filter(it -> !reached.contains(it.id()))
                .forEach(it ->
                        warnSegments(
                                "no account can be in the segment '%s'".formatted(it.id()),
                                "Those above it take all that it would have: move it up, or"
                                        + " remove it."));
        if (!left.isEmpty()) {
            warnSegments(
                    "an account whose %s is %s is in no segment"
                            .formatted(trait, left.first().stripTrailingZeros().toPlainString()),
                    "Close the gap, or add a segment for the rest.");
        }
    }

    /** The numbers that the conditions name, one between each two of them, and one on each side. */
    private static List<BigDecimal> probes(List<Segment> segments) {
        var named = new TreeSet<BigDecimal>();
        for (Segment segment : segments) {
            Matcher number = NUMBER.matcher(segment.when().source());
            while (number.find()) {
                named.add(new BigDecimal(number.group()));
            }
        }
        var probes = new ArrayList<BigDecimal>();
        BigDecimal before = null;
        for (BigDecimal each : named) {
            probes.add(
                    before == null
                            ? each.subtract(BigDecimal.ONE).max(BigDecimal.ZERO)
                            : before.add(each).divide(BigDecimal.TWO));
            probes.add(each);
            before = each;
        }
        probes.add(before == null ? BigDecimal.ONE : before.add(BigDecimal.ONE));
        return probes;
    }

    private static boolean holds(Segment segment, OneTrait account) {
        return segment.when().evaluate(account) instanceof Answer.Truth(boolean holds) && holds;
    }

    private void warnSegments(String message, String cure) {
        bundle.documents().stream()
                .filter(it -> it.kind().equals(AccountsReader.SEGMENTS_KIND))
                .findFirst()
                .ifPresent(it -> warn(it, message, cure));
    }

    private void unreachedLines() {
        List<Resolver.Choice> choices = policies.resolver().choices();
        for (int at = 1; at < choices.size(); at++) {
            Resolver.Choice choice = choices.get(at);
            if (choices.subList(0, at).stream().anyMatch(it -> covers(it, choice))) {
                warnResolver(
                        "line %d, of '%s', is never reached: one above fits all accounts that it fits"
                                .formatted(at + 1, choice.scorecard()),
                        "Move it up, or remove it.");
            }
        }
    }

    private static boolean covers(Resolver.Choice above, Resolver.Choice below) {
        return covers(above.segments(), below.segments()) && covers(above.stages(), below.stages());
    }

    private static boolean covers(Set<String> above, Set<String> below) {
        return above.isEmpty() || (!below.isEmpty() && above.containsAll(below));
    }

    /** A status that no card gives is waited for in vain. */
    private void unreachedReactions() {
        Set<Status> statuses =
                policies.resolver().choices().stream()
                        .flatMap(it -> Stream.ofNullable(policies.scorecards().get(it.scorecard())))
                        .flatMap(it -> it.value().bands().stream())
                        .map(Band::status)
                        .collect(Collectors.toSet());
        statuses.add(Status.UNKNOWN);
        policies.alertRules()
                .forEach(rule ->
                        inVain(
                                AlertRulesReader.KIND,
                                "the alert rule '%s'".formatted(rule.value().id()),
                                rule,
                                rule.value().when(),
                                statuses));
        policies.plays()
                .forEach(play ->
                        inVain(
                                PlayReader.KIND,
                                "the play '%s'".formatted(play.value().id()),
                                play,
                                play.value().trigger(),
                                statuses));
    }

    private void inVain(
            String kind, String what, Applied<?> part, Condition condition, Set<Status> given) {
        if (!condition.statuses().isEmpty()
                && condition.statuses().stream().noneMatch(given::contains)) {
            bundle.documents().stream()
                    .filter(it -> it.kind().equals(kind))
                    .filter(it -> it.version().equals(part.ref().version()))
                    .findFirst()
                    .ifPresent(it ->
                            warn(
                                    it,
                                    "%s waits for a status that no scorecard gives".formatted(what),
                                    "The scorecards that judge give %s."
                                            .formatted(
                                                    Words.quotedList(
                                                            given.stream()
                                                                    .map(PolicyWarnings::word)
                                                                    .sorted()
                                                                    .toList()))));
        }
    }

    private void warnResolver(String message, String cure) {
        bundle.documents().stream()
                .filter(it -> it.kind().equals(ResolverReader.KIND))
                .findFirst()
                .ifPresent(it -> warn(it, message, cure));
    }

    private void warn(String kind, String id, String message, String cure) {
        bundle.find(kind, id).ifPresent(it -> warn(it, message, cure));
    }

    private void warn(PolicyDocument document, String message, String cure) {
        found.add(new PolicyProblem(document.file(), document.line(), 1, message, cure));
    }

    private static String word(WireName name) {
        return name.wireName();
    }
}
