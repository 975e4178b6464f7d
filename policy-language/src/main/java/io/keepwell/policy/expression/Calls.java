package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import io.keepwell.model.catalogue.AttributeKind;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.TraitSpec;
import io.keepwell.policy.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions: what each takes, and what is run in its place. */
final class Calls {

    private static final List<String> STATUSES = List.of("green", "yellow", "red", "unknown");

    private final Checker checker;
    private final Findings findings;
    private final Nodes nodes;
    private final EventCatalogue catalogue;
    private final ArgumentReader arguments;
    private final Trends trends;
    private final Percentiles percentiles;
    private final List<Site> sites = new ArrayList<>();
    private final Reads.Gathering reads = new Reads.Gathering();

    Calls(
            Checker checker,
            Findings findings,
            Nodes nodes,
            EventCatalogue catalogue,
            boolean isWithinPercentile) {
        this.checker = checker;
        this.findings = findings;
        this.nodes = nodes;
        this.catalogue = catalogue;
        this.arguments = new ArgumentReader(findings);
        this.trends = new Trends(checker, findings, arguments, reads, this::number);
        this.percentiles =
                new Percentiles(checker, findings, reads, this::number, isWithinPercentile);
    }

    List<Site> sites() {
        return List.copyOf(sites);
    }

    Reads reads() {
        return reads.done();
    }

    Map<String, Expression> percentiles() {
        return percentiles.asked();
    }

    Typed check(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        if (call.target().isPresent()) {
            return method(expr, call.target().get());
        }
        return switch (call.function()) {
            case "previous", "change", "deviation" -> trends.check(expr);
            case "percentile" -> percentiles.check(expr);
            case "trait" -> trait(expr);
            case "hasData" -> hasData(expr);
            case "orElse" -> orElse(expr);
            case "ratio" -> ofNumbers(expr, Machine.DIVIDE);
            case "min" -> ofNumbers(expr, Machine.MIN);
            case "max" -> ofNumbers(expr, Machine.MAX);
            default ->
                    Function.named(call.function())
                            .map(function -> ofAccount(expr, function))
                            .orElseGet(() -> unknown(expr));
        };
    }

    private Typed ofAccount(CelExpr expr, Function function) {
        Optional<Arguments> read = arguments.read(expr, function);
        if (read.isEmpty() || !isTraitOfKind(expr, function, read.get())) {
            return checker.wrong();
        }
        Arguments it = read.get();
        if (arguments.isTooFar(expr, function, it, function.call(it))) {
            return checker.wrong();
        }
        reads.add(function, it);
        return site(
                function.call(it),
                metrics -> function.ask(metrics, it),
                function.kind(),
                function == Function.STATUS ? STATUSES : List.of());
    }

    private Typed trait(CelExpr expr) {
        List<CelExpr> args = expr.call().args();
        Optional<String> name =
                args.size() == 1 ? Nodes.literalText(args.getFirst()) : Optional.empty();
        if (name.isEmpty()) {
            return checker.wrong(
                    expr, "trait takes the name of a trait, written out", "Write trait('seats').");
        }
        String trait = name.get();
        Optional<TraitSpec> spec = specOf(trait);
        if (spec.isEmpty()) {
            return unknownTrait(expr, trait);
        }
        return switch (spec.get().is()) {
            case AttributeKind.Numeric() -> trait(trait, Function.NUMBER_TRAIT, List.of());
            case AttributeKind.Text(_) -> trait(trait, Function.TEXT_TRAIT, List.of());
            case AttributeKind.OneOf(List<String> texts) ->
                    trait(trait, Function.TEXT_TRAIT, texts);
            case AttributeKind.Flag() -> trait(trait, Function.FLAG_TRAIT, List.of());
            case AttributeKind.Date() ->
                    checker.wrong(
                            expr,
                            "trait '%s' is a date".formatted(trait),
                            "Write %s.".formatted(asking(trait)));
        };
    }

    private Typed trait(String trait, Function function, List<String> choices) {
        Arguments it = Arguments.named(trait);
        reads.add(function, it);
        return site(
                "trait('%s')".formatted(trait),
                metrics -> function.ask(metrics, it),
                function.kind(),
                choices);
    }

    private Typed unknownTrait(CelExpr expr, String trait) {
        String shown = Words.cut(trait);
        String kinds =
                "say what it is: numberTrait('%1$s'), textTrait('%1$s') or flagTrait('%1$s')."
                        .formatted(shown);
        List<String> known = catalogue.traits().stream().map(TraitSpec::trait).toList();
        // To say what a misspelt one is would not help: its name is too much like the known one.
        String cure =
                Words.misspelt(trait, known)
                        .map(near -> "Write %s.".formatted(asking(near)))
                        .or(() ->
                                Words.nearest(trait, known)
                                        .map(near ->
                                                "Write %s, or %s".formatted(asking(near), kinds)))
                        .orElse("S" + kinds.substring(1));
        return checker.wrong(expr, "trait '%s' is not in the catalogue".formatted(shown), cure);
    }

    /** How a well-known trait is asked for. */
    private String asking(String trait) {
        boolean isDate =
                specOf(trait)
                        .map(TraitSpec::is)
                        .filter(AttributeKind.Date.class::isInstance)
                        .isPresent();
        return "%s('%s')".formatted(isDate ? Function.DAYS_UNTIL.calledAs() : "trait", trait);
    }

    /** A well-known trait must not be asked for as another kind than it is of. */
    private boolean isTraitOfKind(CelExpr expr, Function function, Arguments it) {
        if (function.takes() != Function.Takes.TRAIT) {
            return true;
        }
        Optional<AttributeKind> is = specOf(it.name()).map(TraitSpec::is);
        Function right =
                switch (is.orElse(null)) {
                    case AttributeKind.Numeric() -> Function.NUMBER_TRAIT;
                    case AttributeKind.Text(_), AttributeKind.OneOf(_) -> Function.TEXT_TRAIT;
                    case AttributeKind.Flag() -> Function.FLAG_TRAIT;
                    case AttributeKind.Date() -> Function.DAYS_UNTIL;
                    case null -> function;
                };
        if (right != function) {
            findings.add(
                    expr,
                    "trait '%s' is of another kind: %s"
                            .formatted(it.name(), is.map(AttributeKind::words).orElseThrow()),
                    "Write %s.".formatted(asking(it.name())));
        }
        return right == function;
    }

    private Optional<TraitSpec> specOf(String trait) {
        return catalogue.traits().stream().filter(spec -> spec.trait().equals(trait)).findAny();
    }

    private Typed hasData(CelExpr expr) {
        List<Typed> args = checker.walk(expr.call().args());
        if (args.size() != 1) {
            return usage(expr, "one value");
        }
        return args.getFirst().isWrong()
                ? checker.wrong()
                : new Typed(nodes.call(Machine.HAS_DATA, args.getFirst().expr()), Kind.TRUTH);
    }

    private Typed orElse(CelExpr expr) {
        List<Typed> args = checker.walk(expr.call().args());
        if (args.size() != 2) {
            return usage(expr, "a value and what stands for it when there is none");
        }
        Typed value = args.getFirst();
        Typed instead = args.getLast();
        if (value.isWrong() || instead.isWrong()) {
            return checker.wrong();
        }
        return value.kind() == instead.kind()
                ? new Typed(
                        nodes.call(Machine.orElse(value.kind()), value.expr(), instead.expr()),
                        value.kind())
                : checker.wrong(
                        expr,
                        "orElse puts %s in place of %s"
                                .formatted(instead.kind().words(), value.kind().words()),
                        "Let both be of one kind: orElse(trait('seats'), 0).");
    }

    private Typed ofNumbers(CelExpr expr, String celName) {
        List<Typed> args = checker.walk(expr.call().args());
        boolean isTwoNumbers =
                args.size() == 2
                        && args.stream()
                                .allMatch(arg -> arg.isWrong() || arg.kind() == Kind.NUMBER);
        if (!isTwoNumbers) {
            return usage(expr, "two numbers");
        }
        return args.stream().anyMatch(Typed::isWrong)
                ? checker.wrong()
                : new Typed(
                        nodes.call(celName, args.getFirst().expr(), args.getLast().expr()),
                        Kind.NUMBER);
    }

    private Typed method(CelExpr expr, CelExpr target) {
        String name = expr.call().function();
        if (!Names.METHODS.contains(name)) {
            return unknown(expr);
        }
        Typed text = checker.walk(target);
        List<Typed> args = checker.walk(expr.call().args());
        if (text.isWrong() || args.stream().anyMatch(Typed::isWrong)) {
            return checker.wrong();
        }
        return text.kind() == Kind.TEXT && args.size() == 1 && args.getFirst().kind() == Kind.TEXT
                ? new Typed(nodes.method(text.expr(), name, args.getFirst().expr()), Kind.TRUTH)
                : checker.wrong(
                        expr,
                        "%s asks a text for another".formatted(name),
                        "Write trait('plan').%s('pro').".formatted(name));
    }

    private Typed usage(CelExpr expr, String takes) {
        String name = expr.call().function();
        return checker.wrong(
                expr,
                "%s takes %s".formatted(name, takes),
                "Write %s.".formatted(Names.sample(name)));
    }

    private Typed unknown(CelExpr expr) {
        String name = Words.cut(expr.call().function());
        Optional<String> elsewhere = Names.curedElsewhere(name);
        if (elsewhere.isPresent()) {
            return checker.wrong(
                    expr, "'%s' is not part of the language".formatted(name), elsewhere.get());
        }
        if (expr.call().target().isPresent()) {
            return checker.wrong(
                    expr,
                    "there is no question '%s' to a text".formatted(name),
                    "Ask with %s, %s or %s.".formatted(Names.METHODS.toArray()));
        }
        String cure =
                Words.nearest(name, Names.functions())
                        .map(near -> "Did you mean %s?".formatted(Names.sample(near)))
                        .orElseGet(() ->
                                "The functions are %s."
                                        .formatted(String.join(", ", Names.functions())));
        return checker.wrong(expr, "there is no function '%s'".formatted(name), cure);
    }

    private Typed number(String label, Ask ask) {
        return site(label, ask, Kind.NUMBER, List.of());
    }

    private Typed site(String label, Ask ask, Kind kind, List<String> choices) {
        sites.add(new Site(label, ask));
        return new Typed(
                nodes.call(Machine.ask(kind), nodes.index(sites.size() - 1)), kind, choices);
    }
}
