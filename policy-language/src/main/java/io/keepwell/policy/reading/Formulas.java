package io.keepwell.policy.reading;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.catalogue.TraitSpec;
import io.keepwell.policy.expression.Compiled;
import io.keepwell.policy.expression.Expression;
import io.keepwell.policy.expression.Expressions;
import io.keepwell.policy.words.Words;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of documents, and looks up the names that they speak of. */
final class Formulas {

    /** What an expression says in quotes. */
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private static final Pattern VERDICT =
            Pattern.compile("\\b(score|scoreDrop|risk|status|segment|stage)\\s*\\(");
    private static final Pattern PERCENTILE = Pattern.compile("\\bpercentile\\s*\\(");
    private static final Pattern SIGNAL = Pattern.compile("\\bsignal\\s*\\(");
    private static final Pattern RISK = Pattern.compile("\\brisk\\s*\\(");

    private static final String RISK_IS_JUDGED =
            "a risk is made of what happened, and no other score's opposite";

    private final Expressions expressions;
    private final Set<String> types;
    private final Set<String> traits;
    private final Set<String> sets;
    private final boolean hasRisk;

    /**
     * Of a bundle.
     *
     * @param catalogue the well-known event types and traits
     * @param hasRisk whether the bundle has a risk score
     */
    Formulas(EventCatalogue catalogue, boolean hasRisk) {
        this.hasRisk = hasRisk;
        this.expressions = new Expressions(catalogue);
        this.types = Set.copyOf(catalogue.names());
        this.traits =
                catalogue.traits().stream()
                        .map(TraitSpec::trait)
                        .collect(Collectors.toUnmodifiableSet());
        this.sets =
                catalogue.types().stream()
                        .map(EventSpec::marks)
                        .flatMap(marks -> marks.keySet().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Of a measure: judging makes the verdict, so it cannot ask for it. */
    @Nullable Expression measure(Yaml.@Nullable Scalar text, Report report) {
        Expression number =
                text == null ? null : accepted(text, expressions.number(text.text()), report);
        if (text != null && number != null) {
            refuseJudged(text, number, "a measure is what the verdict is made of", report);
        }
        return number;
    }

    /** Of a limit of a card: it is a part of the verdict. */
    @Nullable Expression limit(Yaml.@Nullable Scalar text, Report report) {
        Expression condition = condition(text, report);
        if (text != null && condition != null) {
            refuseJudged(text, condition, "a limit makes the score that they speak of", report);
        }
        return condition;
    }

    /** Of a part of a risk score: it is a part of the verdict. */
    @Nullable Expression riskCondition(Yaml.@Nullable Scalar text, Report report) {
        Expression condition =
                text == null ? null : accepted(text, expressions.condition(text.text()), report);
        if (text != null && condition != null) {
            refuseJudged(text, condition, RISK_IS_JUDGED, report);
            refusePercentile(text, condition, report);
        }
        return condition;
    }

    /** Of a part of a risk score that measures. */
    @Nullable Expression riskValue(Yaml.@Nullable Scalar text, Report report) {
        Expression number =
                text == null ? null : accepted(text, expressions.number(text.text()), report);
        if (text != null && number != null) {
            refuseJudged(text, number, RISK_IS_JUDGED, report);
            refusePercentile(text, number, report);
        }
        return number;
    }

    /** Of a segment: it chooses the card that judges. */
    @Nullable Expression segment(Yaml.@Nullable Scalar text, Report report) {
        Expression condition = condition(text, report);
        if (text != null && condition != null) {
            refuseJudged(text, condition, "a segment is known before an account is judged", report);
        }
        return condition;
    }

    @Nullable Expression condition(Yaml.@Nullable Scalar text, Report report) {
        Expression condition =
                text == null ? null : accepted(text, expressions.condition(text.text()), report);
        if (text != null && condition != null) {
            refuseRisk(text, condition, report);
            refusePercentile(text, condition, report);
        }
        return condition;
    }

    /** A condition that other keys make up, each of which was checked where it stands. */
    @Nullable Expression written(String condition, Place place, Report report) {
        return switch (expressions.condition(condition)) {
            case Compiled.Accepted(Expression expression) -> expression;
            case Compiled.Refused(var problems) -> {
                report.add(
                        place,
                        "what is written here cannot be asked at once: "
                                + problems.getFirst().message(),
                        "Name fewer events, segments and stages, or write several of them.");
                yield null;
            }
        };
    }

    /** The name of an event type, which an account of the catalogue can have. */
    boolean isEventType(Yaml.Scalar name, Report report) {
        try {
            var type = new EventType(name.text());
            Words.misspelt(type.value(), types)
                    .ifPresent(near ->
                            report.add(
                                    name.place(),
                                    "event type '%s' is not in the catalogue"
                                            .formatted(name.text()),
                                    meant(near, "type")));
            return true;
        } catch (IllegalArgumentException e) {
            report.add(
                    name.place(),
                    Objects.requireNonNull(e.getMessage()),
                    "Write it as in docs/events.md.");
            return false;
        }
    }

    private @Nullable Expression accepted(Yaml.Scalar text, Compiled compiled, Report report) {
        return switch (compiled) {
            case Compiled.Accepted(Expression expression) -> {
                checkNames(text, expression, report);
                yield expression;
            }
            case Compiled.Refused(var problems) -> {
                problems.forEach(problem ->
                        report.add(
                                problem.line() == 1
                                        ? text.inside(problem.column() - 1)
                                        : text.place(),
                                problem.message(),
                                problem.cure()));
                yield null;
            }
        };
    }

    private void checkNames(Yaml.Scalar text, Expression expression, Report report) {
        for (String type : expression.reads().types().keySet()) {
            Words.misspelt(type, types)
                    .ifPresent(near ->
                            report.add(
                                    placeOf(text, type),
                                    "event type '%s' is not in the catalogue".formatted(type),
                                    meant(near, "type")));
        }
        for (String trait : expression.reads().traits()) {
            Words.misspelt(trait, traits)
                    .ifPresent(near ->
                            report.add(
                                    placeOf(text, trait),
                                    "trait '%s' is not in the catalogue".formatted(trait),
                                    meant(near, "trait")));
        }
        for (String set : expression.reads().sets().keySet()) {
            if (!sets.contains(set)) {
                report.add(
                        placeOf(text, set),
                        "no event marks the activity set '%s'".formatted(set),
                        Words.nearest(set, sets)
                                .map("Did you mean '%s'?"::formatted)
                                .orElse(
                                        "The sets are %s."
                                                .formatted(Words.quotedList(new TreeSet<>(sets)))));
            }
        }
    }

    private void refuseRisk(Yaml.Scalar text, Expression expression, Report report) {
        if (!hasRisk && expression.reads().verdict() && isFound(text, RISK)) {
            report.add(
                    placeOf(text, RISK),
                    "no document is a RiskScore, so the risk is never known",
                    "Write a document of kind RiskScore, or ask for something else.");
        }
    }

    private static void refusePercentile(Yaml.Scalar text, Expression expression, Report report) {
        if (!expression.percentiles().isEmpty()) {
            report.add(
                    placeOf(text, PERCENTILE),
                    "percentile can be asked by measures of scorecards only, which tell of how many"
                            + " peers it is",
                    "Give a scorecard such a measure, or compare with a number: count('"
                            + "usage.session-started', 28) < 10.");
        }
    }

    private static void refuseJudged(
            Yaml.Scalar text, Expression expression, String why, Report report) {
        if (expression.reads().verdict()) {
            report.add(
                    placeOf(text, VERDICT),
                    "score, risk, status, segment and stage cannot be asked for here: " + why,
                    "Ask for events and traits, or move the question to a signal.");
        }
        if (!expression.reads().signals().isEmpty()) {
            report.add(
                    placeOf(text, SIGNAL),
                    "signals cannot be asked for here: " + why,
                    "Write out the signal's own condition.");
        }
    }

    private static String meant(String near, String what) {
        return "Did you mean '%s'? Give a %s of your own a name that is less like it."
                .formatted(near, what);
    }

    /** Where an expression first says a name in quotes. */
    static Place placeOf(Yaml.Scalar text, String name) {
        Matcher quoted = QUOTED.matcher(text.text());
        while (quoted.find()) {
            if (quoted.group().substring(1, quoted.group().length() - 1).equals(name)) {
                return placeAt(text, quoted.start());
            }
        }
        return text.place();
    }

    private static Place placeOf(Yaml.Scalar text, Pattern call) {
        Matcher found = call.matcher(bare(text));
        return found.find() ? placeAt(text, found.start()) : text.place();
    }

    private static boolean isFound(Yaml.Scalar text, Pattern call) {
        return call.matcher(bare(text)).find();
    }

    private static String bare(Yaml.Scalar text) {
        return QUOTED.matcher(text.text()).replaceAll(it -> " ".repeat(it.group().length()));
    }

    private static Place placeAt(Yaml.Scalar text, int index) {
        return text.inside(text.text().codePointCount(0, index));
    }
}
