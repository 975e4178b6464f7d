package io.keepwell.policy.reading;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.SourceName;
import io.keepwell.policy.trial.EventSeries;
import io.keepwell.policy.trial.Given;
import io.keepwell.policy.trial.PolicyTest;
import io.keepwell.policy.words.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a test of policies gives: an account's traits and events, or numbers.
 *
 * @param catalogue the well-known event types and traits
 * @param now the moment from which days are counted
 * @param report where to tell what is wrong
 */
record TestEventsReader(EventCatalogue catalogue, Instant now, Report report) {

    private static final String EVENTS = "events";
    private static final String SCORES = "scores";
    private static final String MEASURES = "measures";
    private static final String CONNECTED = "connected";
    private static final String PEERS = "peers";
    private static final int PEERS_MAX = 101;

    private static final Shape GIVEN =
            Shape.of(
                    "given",
                    "events: [{type: usage.session-started, daysAgo: 3}]",
                    "connected: [support]",
                    "peers: {smb: {\"count('usage.session-started', 28)\": [0, 12, 80]}}",
                    "scores: {usage: 90, support: 40}",
                    "measures: {nps: 9, escalations: 0}");

    private static final Shape EVENT =
            Shape.of(
                    "event",
                    "type: usage.session-started",
                    "daysAgo: 60",
                    "at: 2026-06-01",
                    "repeat: 60",
                    "every: 1",
                    "count: 3",
                    "actors: 5",
                    "actor: ann",
                    "value: 9",
                    "attributes: {feature: reports}",
                    "source: product");

    private static final SourceName SOURCE = new SourceName("test");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,98}");

    /** As long as facts are kept; an event before them would be too late. */
    private static final Bounds DAYS_AGO =
            new Bounds(BigDecimal.ZERO, BigDecimal.valueOf(399), "from 0 to 399");

    private static final Bounds TIMES =
            new Bounds(BigDecimal.ONE, BigDecimal.valueOf(1_000), "from 1 to 1000");
    private static final Bounds MANY =
            new Bounds(BigDecimal.ONE, BigDecimal.valueOf(10_000), "from 1 to 10000");

    /** The account's traits; none after problems. */
    Attributes account(Fields test) {
        Attributes traits = attributes(test, "account", "arr: 50000");
        objections(EventCatalogue.ACCOUNT_UPDATED, null, traits)
                .forEach(it -> test.problem("account", it.detail(), "Mend it, or remove it."));
        return traits;
    }

    /** What is given; null after problems. */
    @Nullable Given given(Fields test, PolicyTestsReader.TestNames known) {
        Fields fields = test.mapping("given", GIVEN);
        if (fields == null) {
            return null;
        }
        List<String> ways =
                List.of(EVENTS, SCORES, MEASURES).stream().filter(fields::isMeant).toList();
        boolean isNothing = ways.isEmpty() && !fields.isMeant(CONNECTED) && !fields.isMeant(PEERS);
        if (ways.size() > 1 || isNothing) {
            report.add(
                    fields.place(),
                    "a test gives one of 'events', 'scores' and 'measures', this gives %s"
                            .formatted(isNothing ? "none" : Words.quotedList(ways)),
                    "Write it as in '{%s}'.".formatted(GIVEN.first()));
            return null;
        }
        if (fields.isMeant(SCORES)) {
            return new Given.Scored(numbers(fields, SCORES, known.dimensions(), Bounds.SCORE));
        }
        return fields.isMeant(MEASURES)
                ? new Given.Measured(numbers(fields, MEASURES, known.measures(), Bounds.ANY))
                : new Given.Happened(events(fields), connected(fields), peers(fields, known));
    }

    /** Of each segment, each number that a measure compares, from the least to the most. */
    private Map<String, Map<String, List<BigDecimal>>> peers(
            Fields given, PolicyTestsReader.TestNames known) {
        var peers = new LinkedHashMap<String, Map<String, List<BigDecimal>>>();
        Fields segments =
                given.named(
                        PEERS,
                        "mapping of segments",
                        "%s: {\"activeUsers(28)\": [0, 9]}"::formatted);
        if (segments == null) {
            return peers;
        }
        segments.keys()
                .forEach((segment, place) -> {
                    known.segments().check(segment, place, report);
                    Fields metrics =
                            segments.named(segment, "mapping of numbers", "%s: [0, 12]"::formatted);
                    if (metrics != null) {
                        peers.put(segment, spreads(metrics, known.peerMetrics()));
                    }
                });
        return peers;
    }

    private Map<String, List<BigDecimal>> spreads(Fields metrics, Known known) {
        var spreads = new LinkedHashMap<String, List<BigDecimal>>();
        metrics.keys()
                .forEach((metric, place) -> {
                    known.check(metric, place, report);
                    spreads.put(metric, spread(metrics, metric));
                });
        return spreads;
    }

    private List<BigDecimal> spread(Fields metrics, String metric) {
        Yaml.Sequence list = metrics.list(metric);
        var numbers = new ArrayList<BigDecimal>();
        for (Yaml item : list == null ? List.<Yaml>of() : list.items()) {
            if (item instanceof Yaml.Scalar scalar && scalar.isNumber()) {
                Fields.decimal(scalar.text()).ifPresent(numbers::add);
            }
        }
        boolean isRising =
                IntStream.range(1, numbers.size())
                        .allMatch(at -> numbers.get(at - 1).compareTo(numbers.get(at)) <= 0);
        if (list != null
                && (numbers.size() != list.items().size()
                        || numbers.size() < 2
                        || numbers.size() > PEERS_MAX
                        || !isRising)) {
            metrics.problem(
                    metric,
                    "how peers spread is not told by 2 to %d rising numbers".formatted(PEERS_MAX),
                    "Write the least, any in between at equal shares of the peers, and the most:"
                            + " [0, 12, 80] is least, median and most.");
        }
        return numbers;
    }

    private Set<String> connected(Fields fields) {
        var kinds = new LinkedHashSet<String>();
        for (Yaml.Scalar each : fields.oneOrMore(CONNECTED)) {
            if (KIND.matcher(each.text()).matches()) {
                kinds.add(each.text());
            } else {
                report.add(
                        each.place(),
                        "%s is no kind of source".formatted(Words.quoted(each.text())),
                        "Write what stands before the dot of its event types: 'support'.");
            }
        }
        return kinds;
    }

    private Map<String, BigDecimal> numbers(Fields parent, String key, Known known, Bounds bounds) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        Fields fields = parent.named(key, "mapping of numbers", "%s: 90"::formatted);
        if (fields != null) {
            fields.keys()
                    .forEach((id, place) -> {
                        known.check(id, place, report);
                        BigDecimal number = fields.number(id, bounds);
                        if (number != null) {
                            numbers.put(id, number);
                        }
                    });
        }
        return numbers;
    }

    private List<EventSeries> events(Fields given) {
        var all = new ArrayList<EventSeries>();
        long size = 0;
        for (Fields fields : Fields.all(given.list(EVENTS), EVENT, report)) {
            EventSeries series = series(fields);
            if (series != null) {
                all.add(series);
                size += series.size();
            }
        }
        if (size > PolicyTest.EVENTS_MAX) {
            given.problem(
                    EVENTS,
                    "a test has at most %d events, these are %d"
                            .formatted(PolicyTest.EVENTS_MAX, size),
                    "Repeat fewer of them.");
        }
        return all;
    }

    private @Nullable EventSeries series(Fields fields) {
        fields.require("type");
        EventType type = type(fields);
        Instant first = first(fields);
        int times = or(fields.whole("repeat", TIMES), 1);
        int every = or(fields.whole("every", TIMES), 1);
        int count = or(fields.whole("count", MANY), 1);
        int actors = or(fields.whole("actors", MANY), 0);
        String actor = fields.text("actor");
        BigDecimal value = fields.number("value", Bounds.ANY);
        Attributes attributes = attributes(fields, "attributes", "feature: reports");
        SourceName source = source(fields);
        if (fields.isMeant("actor") && fields.isMeant("actors")) {
            fields.problem(
                    "actors",
                    "'actor' and 'actors' cannot stand together",
                    "Remove one of the two.");
        }
        if (type == null || first == null) {
            return null;
        }
        if (first.plus(Duration.ofDays((long) every * (times - 1))).isAfter(now)) {
            fields.problem(
                    "repeat",
                    "the last of them would happen after the test's own day",
                    "Begin earlier, or repeat it less often.");
        }
        objections(type, value, attributes)
                .forEach(it ->
                        report.add(fields.place(), it.detail(), "Write what such an event has."));
        return new EventSeries(
                type, first, times, every, count, actors, actor, value, attributes, source);
    }

    private @Nullable EventType type(Fields fields) {
        String text = fields.text("type");
        if (text == null) {
            return null;
        }
        Words.misspelt(text, catalogue.types().stream().map(it -> it.type().value()).toList())
                .ifPresent(near ->
                        fields.problem(
                                "type",
                                "event type '%s' is not in the catalogue".formatted(text),
                                "Did you mean '%s'?".formatted(near)));
        try {
            return new EventType(text);
        } catch (IllegalArgumentException e) {
            fields.problem(
                    "type",
                    Objects.requireNonNull(e.getMessage()),
                    "Write it as in docs/events.md.");
            return null;
        }
    }

    private @Nullable Instant first(Fields fields) {
        boolean isDaysAgo = fields.isMeant("daysAgo");
        if (isDaysAgo == fields.isMeant("at")) {
            report.add(
                    fields.place(),
                    "the event has %s 'daysAgo' %s 'at'"
                            .formatted(isDaysAgo ? "both" : "neither", isDaysAgo ? "and" : "nor"),
                    "Write one of the two, as in 'daysAgo: 3'.");
            return null;
        }
        if (isDaysAgo) {
            Integer days = fields.days("daysAgo", DAYS_AGO);
            return days == null ? null : now.minus(Duration.ofDays(days));
        }
        Instant at = fields.moment("at");
        if (at != null && (at.isAfter(now) || at.isBefore(now.minus(Duration.ofDays(399))))) {
            fields.problem(
                    "at",
                    "'at' must lie in the 399 days before %s".formatted(now),
                    "Write another day, or another 'now' above.");
            return null;
        }
        return at;
    }

    private SourceName source(Fields fields) {
        String name = fields.text("source");
        try {
            return name == null ? SOURCE : new SourceName(name);
        } catch (IllegalArgumentException e) {
            fields.problem(
                    "source",
                    Objects.requireNonNull(e.getMessage()),
                    "Write it as in '%s'.".formatted(EVENT.sample("source")));
            return SOURCE;
        }
    }

    private Attributes attributes(Fields parent, String key, String sample) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        Fields fields = parent.named(key, "mapping of attributes", _ -> sample);
        if (fields != null) {
            for (String name : fields.keys().keySet()) {
                AttributeValue value =
                        fields.attribute(name, LocalDate.ofInstant(now, ZoneOffset.UTC));
                if (value != null) {
                    values.put(name, value);
                }
            }
        }
        try {
            return new Attributes(values);
        } catch (IllegalArgumentException e) {
            parent.problem(
                    key, Objects.requireNonNull(e.getMessage()), "Write fewer or shorter ones.");
            return Attributes.NONE;
        }
    }

    private List<EventSpec.Objection> objections(
            EventType type, @Nullable BigDecimal value, Attributes attributes) {
        return catalogue.objections(type, value, attributes);
    }

    private static int or(@Nullable Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }
}
