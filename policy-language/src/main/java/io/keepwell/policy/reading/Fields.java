package io.keepwell.policy.reading;

import io.keepwell.model.Require;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.words.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a mapping key by key, and reports whatever is not as its shape wants it. What is not there
 * or was reported is null: one problem is enough to refuse the whole, so nobody need ask which.
 */
final class Fields {

    private static final int NAME_LENGTH_MAX = 200;
    private static final int NUMBER_LENGTH_MAX = 50;
    private static final int SCALE_MAX = 20;
    private static final Duration DURATION_MAX = Duration.ofDays(365);

    /** Beside these, YAML knows numbers to other bases, infinity, and what is no number. */
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    private static final Shape IN_DAYS = Shape.of("day", "inDays: 90");

    private static final Pattern DURATION = Pattern.compile("(?<count>\\d{1,6})(?<unit>[mhd])");

    private final Yaml.Mapping mapping;
    private final Shape shape;
    private final Report report;
    private final Set<String> meant = new HashSet<>();

    Fields(Yaml.Mapping mapping, Shape shape, Report report) {
        this.mapping = mapping;
        this.shape = shape;
        this.report = report;
        mapping.entries()
                .forEach((key, entry) -> {
                    if (!shape.keys().contains(key)) {
                        reportUnknown(key, entry.key());
                    }
                });
    }

    /** The mappings of a list. */
    static List<Fields> all(Yaml.@Nullable Sequence list, Shape shape, Report report) {
        var all = new ArrayList<Fields>();
        for (Yaml item : list == null ? List.<Yaml>of() : list.items()) {
            if (item instanceof Yaml.Mapping mapping) {
                all.add(new Fields(mapping, shape, report));
            } else {
                report.add(
                        item.place(),
                        "a %s must be a mapping, this is %s".formatted(shape.what(), item.words()),
                        "Begin it with '%s'.".formatted(shape.first()));
            }
        }
        return all;
    }

    Place place() {
        return mapping.place();
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** Where a value stands, or else the mapping. */
    Place placeOf(String key) {
        Yaml.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.value().place();
    }

    /** Whether a key is there, or another one that was probably meant to be it. */
    boolean isMeant(String key) {
        return has(key) || meant.contains(key);
    }

    /** Reports the keys that are missing, except one that was misspelt, which has been said. */
    void require(String... keys) {
        for (String key : keys) {
            if (!isMeant(key)) {
                report.add(
                        mapping.place(),
                        "the %s has no '%s'".formatted(shape.what(), key),
                        "Add a line such as '%s'.".formatted(shape.sample(key)));
            }
        }
    }

    /** Reports the mapping. */
    void report(String message, String cure) {
        report.add(mapping.place(), message, cure);
    }

    /** Reports a value. */
    void problem(String key, String message, String cure) {
        report.add(placeOf(key), message, cure);
    }

    /** Whether a value is just this text. */
    boolean isText(String key, String text) {
        return value(key) instanceof Yaml.Scalar scalar && scalar.text().equals(text);
    }

    @Nullable String id(String key) {
        String text = textOf(key, "a text");
        if (text != null && !PolicyDocument.isId(text)) {
            problem(
                    key,
                    "%s is no id".formatted(Words.quoted(text)),
                    "Write lower-case letters and digits, joined by single hyphens: '%s'."
                            .formatted(shape.sample(key)));
            return null;
        }
        return text;
    }

    @Nullable String text(String key) {
        return text(key, NAME_LENGTH_MAX);
    }

    /** A text that is not blank, and that Kafka and PostgreSQL can keep. */
    @Nullable String text(String key, int lengthMax) {
        String text = textOf(key, "a text");
        return text != null && isKept(key, text, placeOf(key), lengthMax) ? text : null;
    }

    /** A list of texts, as {@link #text(String)} wants them; empty after problems too. */
    List<String> texts(String key) {
        Yaml.Sequence list = list(key);
        return list == null
                ? List.of()
                : textsOf(key, list).stream()
                        .filter(it -> isKept(key, it.text(), it.place(), NAME_LENGTH_MAX))
                        .map(Yaml.Scalar::text)
                        .toList();
    }

    /** A text alone, or a list of texts; empty after problems too. */
    List<Yaml.Scalar> oneOrMore(String key) {
        return switch (value(key)) {
            case null -> List.of();
            case Yaml.Scalar scalar when scalar.isText() -> List.of(scalar);
            case Yaml.Sequence _ -> {
                Yaml.Sequence list = list(key);
                yield list == null ? List.of() : textsOf(key, list);
            }
            case Yaml other -> {
                wrongKind(key, "a text or a list of texts", other);
                yield List.of();
            }
        };
    }

    /** A description of a document: of any length, and for people alone. */
    void description() {
        textOf("description", "a text");
    }

    @Nullable BigDecimal number(String key, Bounds bounds) {
        Yaml value = value(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Yaml.Scalar scalar) || !scalar.isNumber()) {
            wrongKind(key, "a number", value);
            return null;
        }
        Optional<BigDecimal> number = decimal(scalar.text());
        if (number.isEmpty()) {
            problem(
                    key,
                    "'%s' must be a decimal number with at most %d decimal places, was %s"
                            .formatted(key, SCALE_MAX, Words.cut(scalar.text())),
                    write(key));
            return null;
        }
        if (!bounds.contain(number.get())) {
            problem(
                    key,
                    "'%s' must be %s, was %s".formatted(key, bounds.words(), scalar.text()),
                    write(key));
            return null;
        }
        return number.get();
    }

    @Nullable Integer days(String key) {
        return days(key, Bounds.DAYS);
    }

    @Nullable Integer days(String key, Bounds bounds) {
        return whole(key, bounds, "a whole number of days");
    }

    @Nullable Integer whole(String key, Bounds bounds) {
        return whole(key, bounds, "a whole number");
    }

    private @Nullable Integer whole(String key, Bounds bounds, String what) {
        BigDecimal number = number(key, bounds);
        if (number != null && number.stripTrailingZeros().scale() > 0) {
            problem(key, "'%s' must be %s, was %s".formatted(key, what, number), write(key));
            return null;
        }
        return number == null ? null : number.intValueExact();
    }

    @Nullable Duration duration(String key) {
        Yaml value = value(key);
        if (value == null) {
            return null;
        }
        String text = value instanceof Yaml.Scalar scalar ? scalar.text() : "";
        Matcher matcher = DURATION.matcher(text);
        Duration duration = matcher.matches() ? durationOf(matcher) : null;
        if (duration == null || duration.compareTo(DURATION_MAX) > 0) {
            problem(
                    key,
                    "'%s' must be minutes, hours or days, at most 365d, %s"
                            .formatted(
                                    key,
                                    value instanceof Yaml.Scalar && !text.isEmpty()
                                            ? "was " + Words.quoted(text)
                                            : "this is " + value.words()),
                    "Write 30m, 24h or 7d, for example.");
            return null;
        }
        return duration;
    }

    /** One of a closed list, in the words in which it is written. */
    <T> @Nullable T choice(String key, List<T> choices, Function<T, String> wordOf) {
        return textOf(key, "a text") == null || !(value(key) instanceof Yaml.Scalar scalar)
                ? null
                : chosen(key, scalar, choices, wordOf);
    }

    /** Several of a closed list, or one of it alone; empty after problems too. */
    <T> Set<T> choices(String key, List<T> choices, Function<T, String> wordOf) {
        Set<T> chosen = new LinkedHashSet<>();
        for (Yaml.Scalar each : oneOrMore(key)) {
            T one = chosen(key, each, choices, wordOf);
            if (one != null) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private <T> @Nullable T chosen(
            String key, Yaml.Scalar scalar, List<T> choices, Function<T, String> wordOf) {
        String text = scalar.text();
        Map<String, T> byWord = new LinkedHashMap<>();
        choices.forEach(choice -> byWord.put(wordOf.apply(choice), choice));
        T chosen = byWord.get(text);
        if (chosen == null) {
            report.add(
                    scalar.place(),
                    "'%s' must be one of %s, was %s"
                            .formatted(key, Words.quotedList(byWord.keySet()), Words.quoted(text)),
                    Words.nearest(text, byWord.keySet())
                            .map("Did you mean '%s'?"::formatted)
                            .orElse(write(key)));
        }
        return chosen;
    }

    /** A day, which stands for its noon, or a moment; in UTC. */
    @Nullable Instant moment(String key) {
        String text = textOf(key, "a day or a moment");
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            problem(
                    key,
                    "'%s' must be a day or a moment, was %s".formatted(key, Words.quoted(text)),
                    "Write 2026-06-15 or 2026-06-15T12:00:00Z, for example.");
            return null;
        }
    }

    /** What an event says under a name: a text, a number, a flag, or a day so many days ahead. */
    @Nullable AttributeValue attribute(String key, LocalDate today) {
        Yaml value = value(key);
        try {
            return switch (value) {
                case Yaml.Scalar scalar when scalar.isText() ->
                        new AttributeValue.Text(scalar.text());
                case Yaml.Scalar scalar when scalar.tag().equals(Tag.BOOL) ->
                        new AttributeValue.Flag(Boolean.parseBoolean(scalar.text()));
                case Yaml.Scalar scalar when scalar.isNumber() -> {
                    BigDecimal number = number(key, Bounds.ANY);
                    yield number == null ? null : new AttributeValue.Numeric(number);
                }
                case Yaml.Mapping _ -> {
                    Fields fields = mapping(key, IN_DAYS);
                    Integer days = fields == null ? null : fields.days("inDays");
                    if (fields != null) {
                        fields.require("inDays");
                    }
                    yield days == null ? null : new AttributeValue.Text("" + today.plusDays(days));
                }
                case null -> null;
                default -> {
                    wrongKind(key, "a text, a number, true or false, or {inDays: 90}", value);
                    yield null;
                }
            };
        } catch (IllegalArgumentException e) {
            problem(key, Objects.requireNonNull(e.getMessage()), write(key));
            return null;
        }
    }

    Yaml.@Nullable Scalar expression(String key) {
        return textOf(key, "an expression") == null || !(value(key) instanceof Yaml.Scalar scalar)
                ? null
                : scalar;
    }

    /** An expression that may also be written as a bare number, true or false. */
    Yaml.@Nullable Scalar formula(String key) {
        Yaml value = value(key);
        if (value instanceof Yaml.Scalar scalar && !scalar.words().equals("empty")) {
            return scalar;
        }
        if (value != null) {
            wrongKind(key, "an expression", value);
        }
        return null;
    }

    boolean isMapping(String key) {
        return value(key) instanceof Yaml.Mapping;
    }

    boolean isList(String key) {
        return value(key) instanceof Yaml.Sequence;
    }

    @Nullable Fields mapping(String key, Shape inner) {
        Yaml value = value(key);
        if (value instanceof Yaml.Mapping found) {
            return new Fields(found, inner, report);
        }
        if (value != null) {
            wrongKind(key, "a mapping", value);
        }
        return null;
    }

    /** A mapping whose keys are names that its writer chose; it must have one at least. */
    @Nullable Fields named(String key, String what, Function<String, String> sampleOf) {
        Yaml value = value(key);
        if (!(value instanceof Yaml.Mapping found)) {
            if (value != null) {
                wrongKind(key, "a mapping", value);
            }
            return null;
        }
        if (found.entries().isEmpty()) {
            problem(key, "'%s' is an empty mapping".formatted(key), "Write one line at least.");
            return null;
        }
        Map<String, String> samples = new LinkedHashMap<>();
        found.entries().keySet().forEach(name -> samples.put(name, sampleOf.apply(name)));
        return new Fields(found, new Shape(what, samples), report);
    }

    /** The keys that are there, and where each stands. */
    Map<String, Place> keys() {
        Map<String, Place> keys = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> keys.put(key, entry.key()));
        return keys;
    }

    /** A list, which must have something in it. */
    Yaml.@Nullable Sequence list(String key) {
        Yaml value = value(key);
        if (value instanceof Yaml.Sequence list) {
            if (list.items().isEmpty()) {
                problem(key, "'%s' is an empty list".formatted(key), "List one at least.");
                return null;
            }
            return list;
        }
        if (value != null) {
            wrongKind(key, "a list", value);
        }
        return null;
    }

    private List<Yaml.Scalar> textsOf(String key, Yaml.Sequence list) {
        List<Yaml.Scalar> texts = new ArrayList<>();
        for (Yaml item : list.items()) {
            if (item instanceof Yaml.Scalar scalar && scalar.isText()) {
                texts.add(scalar);
            } else {
                report.add(
                        item.place(),
                        "an item of '%s' must be a text, this is %s".formatted(key, item.words()),
                        write(key));
            }
        }
        return texts;
    }

    private boolean isKept(String key, String text, Place place, int lengthMax) {
        if (text.isBlank() || text.length() > lengthMax) {
            report.add(
                    place,
                    "'%s' must have from 1 to %d characters".formatted(key, lengthMax),
                    write(key));
            return false;
        }
        try {
            Require.text(key, text, lengthMax);
            return true;
        } catch (IllegalArgumentException e) {
            // What YAML can spell with an escape, though nobody could store it.
            report.add(place, Objects.requireNonNull(e.getMessage()), write(key));
            return false;
        }
    }

    private @Nullable String textOf(String key, String what) {
        Yaml value = value(key);
        if (value instanceof Yaml.Scalar scalar && scalar.isText()) {
            return scalar.text();
        }
        if (value != null) {
            wrongKind(key, what, value);
        }
        return null;
    }

    private @Nullable Yaml value(String key) {
        Yaml.Entry entry = mapping.entries().get(key);
        return entry == null ? null : entry.value();
    }

    private void wrongKind(String key, String wanted, Yaml value) {
        report.add(
                value.place(),
                "'%s' must be %s, this is %s".formatted(key, wanted, value.words()),
                write(key));
    }

    private String write(String key) {
        return "Write it as in '%s'.".formatted(shape.sample(key));
    }

    private void reportUnknown(String key, Place place) {
        Optional<String> near = Words.nearest(key, shape.keys());
        near.ifPresent(meant::add);
        report.add(
                place,
                "the key %s is not known here".formatted(Words.quoted(key)),
                near.map("Did you mean '%s'?"::formatted)
                        .orElse("The keys here are %s.".formatted(Words.quotedList(shape.keys()))));
    }

    static Optional<BigDecimal> decimal(String text) {
        if (text.length() > NUMBER_LENGTH_MAX || !DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            // Zero may have an exponent too, and would hand it on to whatever it is added to.
            return number.signum() == 0
                    ? Optional.of(BigDecimal.ZERO)
                    : Optional.of(number).filter(it -> it.scale() <= SCALE_MAX);
        } catch (NumberFormatException e) {
            // An exponent that no number has.
            return Optional.empty();
        }
    }

    private static Duration durationOf(Matcher matcher) {
        long count = Long.parseLong(matcher.group("count"));
        return switch (matcher.group("unit")) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
