package io.keepwell.policy.expression;

import dev.cel.common.ast.CelExpr;
import io.keepwell.policy.words.Words;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions of expressions over rows. */
final class RowCalls {

    /** A right call of each. */
    static final Map<String, String> SAMPLES =
            Map.ofEntries(
                    Map.entry("number", "number(seats)"),
                    Map.entry("date", "date(signup_date)"),
                    Map.entry("day", "day(date(signup_date))"),
                    Map.entry("now", "now()"),
                    Map.entry("plusDays", "plusDays(date(start), 30)"),
                    Map.entry("plusMinutes", "plusMinutes(date(start), 30)"),
                    Map.entry("hoursBetween", "hoursBetween(date(opened_at), date(solved_at))"),
                    Map.entry("text", "text(number(seats))"),
                    Map.entry("lower", "lower(plan)"),
                    Map.entry("trim", "trim(name)"),
                    Map.entry("replace", "replace(price, ',', '.')"),
                    Map.entry("orElse", "orElse(reason, 'none')"),
                    Map.entry("hasData", "hasData(end_date)"),
                    Map.entry("lookup", "lookup('subscriptions', subscription_id, 'account')"),
                    Map.entry("sum", "sum('subscriptions', account_id, 'arr')"),
                    Map.entry("rowHash", "rowHash()"));

    private static final Set<String> METHODS = Set.of("startsWith", "endsWith", "contains");

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})([eE][-+]?\\d{1,2})?");
    private static final double DAYS_MAX = 36_525;
    private static final double MINUTES_A_DAY = 1_440;
    private static final double MILLIS_A_MINUTE = 60_000;
    private static final double MILLIS_AN_HOUR = 3_600_000;

    private final RowChecker checker;
    private final RowNames names;

    RowCalls(RowChecker checker, RowNames names) {
        this.checker = checker;
        this.names = names;
    }

    RowPart check(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        if (call.target().isPresent()) {
            return method(expr, call.target().get());
        }
        return switch (call.function()) {
            case "now" -> nullary(expr, Row::now, RowKind.TIME);
            case "rowHash" -> nullary(expr, Row::hash, RowKind.TEXT);
            case "number" -> ofText(expr, (_, text) -> number(text), RowKind.NUMBER);
            case "date" -> ofText(expr, RowCalls::time, RowKind.TIME);
            case "lower" -> ofText(expr, (_, text) -> text.toLowerCase(Locale.ROOT), RowKind.TEXT);
            case "trim" -> ofText(expr, (_, text) -> text.strip(), RowKind.TEXT);
            case "day" -> ofOne(expr, RowKind.TIME, RowCalls::day, RowKind.TEXT);
            case "text" -> ofOne(expr, RowKind.NUMBER, (_, it) -> written(it), RowKind.TEXT);
            case "plusDays" -> later(expr, MINUTES_A_DAY);
            case "plusMinutes" -> later(expr, 1);
            case "hoursBetween" -> hoursBetween(expr);
            case "replace" -> replace(expr);
            case "orElse" -> orElse(expr);
            case "hasData" -> hasData(expr);
            case "lookup" -> looked(expr, true);
            case "sum" -> looked(expr, false);
            default -> unknown(expr);
        };
    }

    private interface OfOne<T> {
        @Nullable Object of(Row row, T value);
    }

    private interface Nullary {
        Object of(Row row);
    }

    private RowPart nullary(CelExpr expr, Nullary run, RowKind kind) {
        return expr.call().args().isEmpty() ? new RowPart(run::of, kind) : usage(expr, "nothing");
    }

    private RowPart ofText(CelExpr expr, OfOne<String> run, RowKind kind) {
        return ofOne(
                expr,
                RowKind.TEXT,
                (row, it) -> it instanceof String s ? run.of(row, s) : null,
                kind);
    }

    private RowPart ofOne(CelExpr expr, RowKind taken, OfOne<Object> run, RowKind kind) {
        List<RowPart> parts = checker.walk(expr.call().args());
        if (parts.stream().anyMatch(RowPart::isWrong)) {
            return RowPart.WRONG;
        }
        if (parts.size() != 1 || parts.getFirst().kind() != taken) {
            return usage(expr, taken.words());
        }
        RowPart part = parts.getFirst();
        return new RowPart(
                row -> {
                    Object it = part.of(row);
                    return it == null ? null : filled(run.of(row, it));
                },
                kind);
    }

    private RowPart later(CelExpr expr, double minutes) {
        List<RowPart> parts = checker.walk(expr.call().args());
        if (parts.stream().anyMatch(RowPart::isWrong)) {
            return RowPart.WRONG;
        }
        if (parts.size() != 2
                || parts.getFirst().kind() != RowKind.TIME
                || parts.getLast().kind() != RowKind.NUMBER) {
            return usage(expr, "a time and a number");
        }
        RowPart time = parts.getFirst();
        RowPart number = parts.getLast();
        return new RowPart(
                row ->
                        time.of(row) instanceof Instant from && number.of(row) instanceof Double it
                                ? later(from, it * minutes)
                                : null,
                RowKind.TIME);
    }

    private RowPart hoursBetween(CelExpr expr) {
        List<RowPart> parts = checker.walk(expr.call().args());
        if (parts.stream().anyMatch(RowPart::isWrong)) {
            return RowPart.WRONG;
        }
        if (parts.size() != 2 || parts.stream().anyMatch(part -> part.kind() != RowKind.TIME)) {
            return usage(expr, "two times");
        }
        RowPart from = parts.getFirst();
        RowPart to = parts.getLast();
        return new RowPart(
                row ->
                        from.of(row) instanceof Instant a && to.of(row) instanceof Instant b
                                ? (Double) (Duration.between(a, b).toMillis() / MILLIS_AN_HOUR)
                                : null,
                RowKind.NUMBER);
    }

    private static Instant later(Instant from, double minutes) {
        if (Math.abs(minutes) > DAYS_MAX * MINUTES_A_DAY) {
            throw new RowPart.FailedException("a time is more than a hundred years off");
        }
        try {
            return from.plus(Duration.ofMillis(Math.round(minutes * MILLIS_A_MINUTE)));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalStateException("no calendar ends there: " + from, e);
        }
    }

    private RowPart replace(CelExpr expr) {
        List<CelExpr> args = expr.call().args();
        // What is put in may be nothing, which is no text elsewhere: these two are not walked.
        List<Optional<String>> literals = args.stream().skip(1).map(Nodes::literalText).toList();
        RowPart text = args.isEmpty() ? RowPart.WRONG : checker.walk(args.getFirst());
        if (!args.isEmpty() && text.isWrong()) {
            return RowPart.WRONG;
        }
        if (literals.size() != 2
                || literals.stream().anyMatch(Optional::isEmpty)
                || literals.getFirst().filter(String::isEmpty).isPresent()
                || text.kind() != RowKind.TEXT) {
            return usage(expr, "a text, and two that are written out");
        }
        String from = literals.getFirst().orElseThrow();
        String to = literals.getLast().orElseThrow();
        return new RowPart(
                row -> text.of(row) instanceof String it ? filled(it.replace(from, to)) : null,
                RowKind.TEXT);
    }

    private RowPart orElse(CelExpr expr) {
        List<RowPart> parts = checker.walk(expr.call().args());
        if (parts.stream().anyMatch(RowPart::isWrong)) {
            return RowPart.WRONG;
        }
        if (parts.size() != 2 || parts.getFirst().kind() != parts.getLast().kind()) {
            return usage(expr, "two of one kind");
        }
        RowPart first = parts.getFirst();
        RowPart instead = parts.getLast();
        return new RowPart(
                row -> {
                    Object found = first.of(row);
                    return found == null ? instead.of(row) : found;
                },
                first.kind());
    }

    private RowPart hasData(CelExpr expr) {
        List<RowPart> parts = checker.walk(expr.call().args());
        if (parts.stream().anyMatch(RowPart::isWrong)) {
            return RowPart.WRONG;
        }
        if (parts.size() != 1) {
            return usage(expr, "one value");
        }
        RowPart part = parts.getFirst();
        return new RowPart(row -> part.of(row) != null, RowKind.TRUTH);
    }

    private RowPart looked(CelExpr expr, boolean isText) {
        List<CelExpr> args = expr.call().args();
        Optional<String> table =
                args.size() == 3 ? Nodes.literalText(args.getFirst()) : Optional.empty();
        Optional<String> name =
                args.size() == 3 ? Nodes.literalText(args.getLast()) : Optional.empty();
        if (table.isEmpty() || name.isEmpty()) {
            return usage(expr, "a lookup in quotes, a text to look for, and a name in quotes");
        }
        RowPart key = checker.walk(args.get(1));
        RowNames.Table known = names.tables().get(table.get());
        if (known == null) {
            return notThere(
                    args.getFirst(), "there is no lookup", table.get(), names.tables().keySet());
        }
        Set<String> its = isText ? known.values() : known.sums();
        if (!its.contains(name.get())) {
            return notThere(
                    args.getLast(),
                    "lookup '%s' has no %s".formatted(table.get(), isText ? "value" : "sum"),
                    name.get(),
                    its);
        }
        if (key.isWrong()) {
            return RowPart.WRONG;
        }
        if (key.kind() != RowKind.TEXT) {
            return usage(expr, "a text to look for, not %s".formatted(key.kind().words()));
        }
        return new RowPart(
                row -> {
                    if (!(key.of(row) instanceof String sought)) {
                        return null;
                    }
                    if (isText) {
                        return row.lookup(table.get(), sought, name.get()).orElse(null);
                    }
                    OptionalDouble sum = row.sum(table.get(), sought, name.get());
                    return sum.isPresent() ? sum.getAsDouble() : null;
                },
                isText ? RowKind.TEXT : RowKind.NUMBER);
    }

    private RowPart notThere(CelExpr expr, String message, String name, Set<String> known) {
        return checker.wrong(
                expr,
                "%s %s".formatted(message, Words.quoted(name)),
                Words.nearest(name, known)
                        .map("Did you mean '%s'?"::formatted)
                        .orElse(
                                known.isEmpty()
                                        ? "Write it under 'lookups'."
                                        : "Write one of %s."
                                                .formatted(
                                                        Words.quotedList(
                                                                known.stream()
                                                                        .sorted()
                                                                        .toList()))));
    }

    private RowPart method(CelExpr expr, CelExpr target) {
        String name = expr.call().function();
        if (!METHODS.contains(name)) {
            return unknown(expr);
        }
        RowPart text = checker.walk(target);
        List<RowPart> parts = checker.walk(expr.call().args());
        if (text.isWrong() || parts.stream().anyMatch(RowPart::isWrong)) {
            return RowPart.WRONG;
        }
        if (parts.size() != 1
                || text.kind() != RowKind.TEXT
                || parts.getFirst().kind() != RowKind.TEXT) {
            return checker.wrong(
                    expr,
                    "%s asks a text for another".formatted(name),
                    "Write plan.%s('Pro').".formatted(name));
        }
        RowPart part = parts.getFirst();
        return new RowPart(
                row ->
                        text.of(row) instanceof String whole && part.of(row) instanceof String it
                                ? switch (name) {
                                    case "startsWith" -> whole.startsWith(it);
                                    case "endsWith" -> whole.endsWith(it);
                                    default -> whole.contains(it);
                                }
                                : null,
                RowKind.TRUTH);
    }

    private RowPart usage(CelExpr expr, String takes) {
        String name = expr.call().function();
        return checker.wrong(
                expr,
                "%s takes %s".formatted(name, takes),
                "Write %s.".formatted(SAMPLES.getOrDefault(name, name + "(…)")));
    }

    private RowPart unknown(CelExpr expr) {
        String name = Words.cut(expr.call().function());
        Set<String> known = new TreeMap<>(SAMPLES).keySet();
        return checker.wrong(
                expr,
                "there is no function '%s' over rows".formatted(name),
                Words.nearest(name, known)
                        .map(near -> "Did you mean %s?".formatted(SAMPLES.get(near)))
                        .orElse("The functions are %s.".formatted(String.join(", ", known))));
    }

    private static Object number(String text) {
        String bare = text.strip();
        if (!NUMBER.matcher(bare).matches()) {
            throw new RowPart.FailedException(
                    "%s is no number such as 1234.5".formatted(Words.quoted(text)));
        }
        return Double.valueOf(bare);
    }

    private static Object time(Row row, String text) {
        return row.time(text.strip())
                .orElseThrow(() ->
                        new RowPart.FailedException(
                                "%s is no date in any of the mapping's formats"
                                        .formatted(Words.quoted(text))));
    }

    private static @Nullable Object day(Row row, Object time) {
        return time instanceof Instant moment ? row.day(moment) : null;
    }

    private static @Nullable Object written(Object number) {
        return number instanceof Double it
                ? BigDecimal.valueOf(it).stripTrailingZeros().toPlainString()
                : null;
    }

    private static @Nullable Object filled(@Nullable Object value) {
        return value instanceof String text && text.isBlank() ? null : value;
    }
}
