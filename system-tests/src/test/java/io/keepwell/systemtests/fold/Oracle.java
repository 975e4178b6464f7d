package io.keepwell.systemtests.fold;

import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;

/**
 * What should have come of a ledger, told by a plain look through it. It shares nothing with the
 * engine: not its rows, not its sums, not its catalogue.
 */
final class Oracle {

    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();
    private static final long MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();
    private static final int HORIZON_DAYS = 400;
    private static final int KNOWN_HOURS = 48;
    private static final int ACTIVITY_DAYS = 128;
    private static final int RECENT = 3;
    private static final int MILLIONTHS = 6;
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private static final Comparator<CustomerEventV1> BY_TIME =
            Comparator.comparingLong(Oracle::millis)
                    .thenComparing(CustomerEventV1::id)
                    .thenComparing(it -> it.source().value());

    private final int today;
    private final Map<String, Tally> partitions = new TreeMap<>();
    private final Map<String, Tally> sources = new TreeMap<>();
    private final Map<String, Tally> accounts = new TreeMap<>();
    private final Map<String, List<CustomerEventV1>> counted = new HashMap<>();
    private final Map<String, List<CustomerEventV1>> told = new HashMap<>();
    private final Map<String, SortedSet<Long>> index = new TreeMap<>();
    private final SortedSet<String> quarantined = new TreeSet<>();

    /** What became of events. */
    static final class Tally {
        private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);

        private void add(Fate fate) {
            counts.merge(fate, 1L, Long::sum);
        }

        @Override
        public String toString() {
            long accepted = 0;
            var text = new StringBuilder();
            for (Fate fate : Fate.values()) {
                long count = counts.getOrDefault(fate, 0L);
                accepted += count;
                text.append(", ").append(count);
            }
            return accepted + text.toString();
        }
    }

    private enum Fate {
        FOLDED,
        DUPLICATE,
        TOO_LATE,
        QUARANTINED
    }

    Oracle(Ledger<CustomerEventV1> ledger, int today) {
        this.today = today;
        ledger.inOrder().forEach(this::read);
    }

    /** Accepted, folded, duplicate, too late and quarantined, by partition. */
    Map<String, String> partitions() {
        return texts(partitions);
    }

    /** The same by partition and source. */
    Map<String, String> sources() {
        return texts(sources);
    }

    /** The same by account. */
    Map<String, String> accounts() {
        return texts(accounts);
    }

    /** By partition and account, the offsets of what was folded. */
    Map<String, SortedSet<Long>> index() {
        return index;
    }

    /** Partition and offset of what could not be folded. */
    SortedSet<String> quarantined() {
        return quarantined;
    }

    /** An account's facts, in the words of the engine's own. */
    List<String> lines(String account) {
        var lines = new TreeSet<String>();
        lines.add("dropped events 0");
        lines.add("dropped traits 0");
        traits(told.getOrDefault(account, List.of()))
                .forEach((name, value) -> {
                    if (!(value instanceof AttributeValue.Nothing)) {
                        lines.add("trait %s = %s".formatted(name, plain(value)));
                    }
                });
        addContract(told.getOrDefault(account, List.of()), lines);
        var byType = new TreeMap<String, List<CustomerEventV1>>();
        for (CustomerEventV1 event : counted.getOrDefault(account, List.of())) {
            byType.computeIfAbsent(event.type().value(), _ -> new ArrayList<>()).add(event);
            marks(event)
                    .forEach((set, member) -> {
                        if (day(event) > today - ACTIVITY_DAYS) {
                            lines.add("%s on %s: %016x".formatted(set, date(event), hash(member)));
                        }
                        lines.add("%s one in 1".formatted(set));
                    });
        }
        byType.forEach((type, events) -> addType(type, events, lines));
        return List.copyOf(lines);
    }

    /** From which day on which revenue held: each day's last, where it is another than before. */
    private static void addContract(List<CustomerEventV1> events, SortedSet<String> lines) {
        var days = new TreeMap<LocalDate, BigDecimal>();
        events.stream()
                .filter(it -> it.type().value().equals("commercial.arr-changed"))
                .sorted(BY_TIME)
                .forEach(it -> days.put(date(it), required(it.value()).stripTrailingZeros()));
        BigDecimal before = null;
        for (var day : days.entrySet()) {
            if (before == null || day.getValue().compareTo(before) != 0) {
                lines.add(
                        "contract from %s: %s"
                                .formatted(day.getKey(), day.getValue().toPlainString()));
            }
            before = day.getValue();
        }
    }

    private static void addType(
            String type, List<CustomerEventV1> events, SortedSet<String> lines) {
        var byDay = new TreeMap<LocalDate, List<CustomerEventV1>>();
        events.forEach(it -> byDay.computeIfAbsent(date(it), _ -> new ArrayList<>()).add(it));
        byDay.forEach((date, its) -> {
            List<BigDecimal> values = its.stream().flatMap(it -> number(it).stream()).toList();
            lines.add(
                    "%s on %s: %d, %d valued %s"
                            .formatted(
                                    type,
                                    date,
                                    its.size(),
                                    values.size(),
                                    values.stream()
                                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                                            .stripTrailingZeros()
                                            .toPlainString()));
        });
        List<CustomerEventV1> newest = events.stream().sorted(BY_TIME.reversed()).toList();
        Optional<String> latest =
                newest.stream()
                        .filter(it -> number(it).isPresent())
                        .findFirst()
                        .map(it ->
                                "LatestValue[event=%s, millionths=%s]"
                                        .formatted(
                                                reference(it),
                                                number(it)
                                                        .orElseThrow()
                                                        .movePointRight(MILLIONTHS)
                                                        .longValueExact()));
        lines.add(
                "%s ever: %d from %d, recent %s, value %s"
                        .formatted(
                                type,
                                events.size(),
                                millis(newest.getLast()),
                                newest.stream().limit(RECENT).map(Oracle::reference).toList(),
                                latest));
    }

    private void read(int partition, List<Ledger.Entry<CustomerEventV1>> entries) {
        var seen = new HashMap<String, Long>();
        for (Ledger.Entry<CustomerEventV1> entry : entries) {
            CustomerEventV1 event = entry.message();
            Fate fate = event == null ? Fate.QUARANTINED : fate(event, seen);
            String source = event == null ? "" : event.source().value();
            tally(partitions, "" + partition).add(fate);
            tally(sources, partition + "/" + source).add(fate);
            if (event != null) {
                tally(accounts, event.accountId().value()).add(fate);
            }
            if (fate == Fate.QUARANTINED) {
                quarantined.add(partition + "/" + entry.offset());
            }
            if (event != null && fate == Fate.FOLDED) {
                String account = event.accountId().value();
                index.computeIfAbsent(partition + "/" + account, _ -> new TreeSet<>())
                        .add(entry.offset());
                told.computeIfAbsent(account, _ -> new ArrayList<>()).add(event);
                if (!isTooOld(event)) {
                    counted.computeIfAbsent(account, _ -> new ArrayList<>()).add(event);
                }
            }
        }
    }

    private Fate fate(CustomerEventV1 event, Map<String, Long> seen) {
        if (event.occurredAt().isAfter(event.receivedAt().plus(AHEAD_MAX))) {
            return Fate.QUARANTINED;
        }
        String name = event.source().value() + "\0" + event.id();
        long hour = Math.floorDiv(event.receivedAt().toEpochMilli(), MILLIS_AN_HOUR);
        if (seen.getOrDefault(name, Long.MIN_VALUE) >= hour - KNOWN_HOURS) {
            return Fate.DUPLICATE;
        }
        seen.put(name, hour);
        // What an account is called does not expire.
        return isTooOld(event) && traits(event).isEmpty() ? Fate.TOO_LATE : Fate.FOLDED;
    }

    private boolean isTooOld(CustomerEventV1 event) {
        return day(event) <= today - HORIZON_DAYS;
    }

    private static Map<String, AttributeValue> traits(List<CustomerEventV1> events) {
        var latest = new TreeMap<String, AttributeValue>();
        events.stream().sorted(BY_TIME).forEach(it -> latest.putAll(traits(it)));
        return latest;
    }

    private static Map<String, AttributeValue> traits(CustomerEventV1 event) {
        return switch (event.type().value()) {
            case "account.updated" -> event.attributes().values();
            case "commercial.arr-changed" ->
                    Map.of("arr", new AttributeValue.Numeric(required(event.value())));
            default -> Map.of();
        };
    }

    private static Map<String, String> marks(CustomerEventV1 event) {
        return switch (event.type().value()) {
            case "usage.session-started", "usage.of-our-own" ->
                    Map.of("users", required(event.actorId()));
            case "usage.feature-used" ->
                    Map.of(
                            "users",
                            required(event.actorId()),
                            "features",
                            event.attributes().text("feature").orElseThrow());
            case "support.ticket-opened", "support.csat-submitted", "engagement.nps-submitted" ->
                    Map.of("contacts", required(event.actorId()));
            default -> Map.of();
        };
    }

    private static Optional<BigDecimal> number(CustomerEventV1 event) {
        return switch (event.type().value()) {
            case "usage.feature-used" ->
                    Optional.of(event.value() == null ? BigDecimal.ONE : event.value());
            case "support.csat-submitted" ->
                    Optional.of(
                            required(event.value())
                                    .multiply(BigDecimal.valueOf(100))
                                    .divide(
                                            event.attributes().number("scaleMax").orElseThrow(),
                                            MILLIONTHS,
                                            RoundingMode.HALF_UP));
            default -> Optional.ofNullable(event.value());
        };
    }

    private static Object plain(AttributeValue value) {
        if (value instanceof AttributeValue.Numeric(BigDecimal number)) {
            return required(new AttributeValue.Numeric(number.setScale(MILLIONTHS)).json());
        }
        return required(value.json());
    }

    private static String reference(CustomerEventV1 event) {
        return "EventRef[at=%d, id=%s, source=%s]"
                .formatted(millis(event), event.id(), event.source().value());
    }

    private static long hash(String member) {
        byte[] bytes = member.getBytes(StandardCharsets.UTF_8);
        return MurmurHash3.hash128x64(bytes, 0, bytes.length, 0)[0];
    }

    private static long millis(CustomerEventV1 event) {
        return event.occurredAt().toEpochMilli();
    }

    private static int day(CustomerEventV1 event) {
        return (int) Math.floorDiv(millis(event), MILLIS_A_DAY);
    }

    private static LocalDate date(CustomerEventV1 event) {
        return LocalDate.ofEpochDay(day(event));
    }

    private static Tally tally(Map<String, Tally> tallies, String key) {
        return tallies.computeIfAbsent(key, _ -> new Tally());
    }

    private static Map<String, String> texts(Map<String, Tally> tallies) {
        var texts = new TreeMap<String, String>();
        tallies.forEach((key, tally) -> texts.put(key, tally.toString()));
        return texts;
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the generator always tells it");
        }
        return value;
    }
}
