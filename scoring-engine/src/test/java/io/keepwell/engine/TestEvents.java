package io.keepwell.engine;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Events for tests of judging: one by one, or many by chance. */
public final class TestEvents {

    public static final AccountId ACME = new AccountId("acme");
    public static final int DAY = 20_700;

    private static final SourceName PRODUCT = new SourceName("product");

    private TestEvents() {}

    /** A generator, and a seed to print. */
    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public static long seed() {
        return Long.getLong("seed", System.nanoTime());
    }

    /** A moment of a day, counted in hours from {@link #DAY}. */
    public static Instant at(int day, double hour) {
        return Days.begin(DAY + day).plusMillis((long) (hour * 3_600_000));
    }

    public static CustomerEventV1 event(
            String id,
            String type,
            Instant occurredAt,
            Instant receivedAt,
            @Nullable String actor,
            @Nullable String value,
            Map<String, AttributeValue> attributes) {
        return new CustomerEventV1(
                id,
                PRODUCT,
                ACME,
                new EventType(type),
                occurredAt,
                receivedAt,
                actor,
                value == null ? null : new BigDecimal(value),
                new Attributes(attributes),
                null);
    }

    public static CustomerEventV1 event(String id, String type, Instant at) {
        return event(id, type, at, at, null, null, Map.of());
    }

    public static CustomerEventV1 valued(String id, String type, Instant at, String value) {
        return event(id, type, at, at, null, value, Map.of());
    }

    /** Tells the score of {@link TestPolicies#told}. */
    public static CustomerEventV1 health(String id, Instant at, String score) {
        return traits(id, at, Map.of("health", numeric(score)));
    }

    public static CustomerEventV1 traits(
            String id, Instant at, Map<String, AttributeValue> traits) {
        return event(id, "account.updated", at, at, null, null, traits);
    }

    public static AttributeValue text(String text) {
        return new AttributeValue.Text(text);
    }

    public static AttributeValue numeric(String number) {
        return new AttributeValue.Numeric(new BigDecimal(number));
    }

    /** Ana's word against the card's. */
    public static CustomerEventV1 overridden(
            String id,
            Instant at,
            Instant receivedAt,
            String score,
            Map<String, AttributeValue> attributes) {
        var all = new HashMap<>(attributes);
        all.put("reason", text("they told me"));
        all.put("author", text("ana"));
        return event(id, "account.score-overridden", at, receivedAt, null, score, all);
    }

    public static CustomerEventV1 lifted(String id, Instant at, Instant receivedAt) {
        return event(
                id,
                "account.score-override-lifted",
                at,
                receivedAt,
                null,
                null,
                Map.of("reason", text("it is settled"), "author", text("ana")));
    }

    /** Takes an event back. */
    public static CustomerEventV1 withdrawal(String id, String eventId, Instant at) {
        return event(
                id,
                "account.event-withdrawn",
                at,
                at,
                null,
                null,
                Map.of("eventId", text(eventId)));
    }

    /**
     * What this thread allocates while it does something: unlike time, the same wherever it is
     * measured.
     *
     * @return bytes
     */
    public static long allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** What reports, as far as some events tell. */
    public static Reporting reporting(List<CustomerEventV1> events) {
        Reporting reporting = Reporting.NONE;
        for (CustomerEventV1 event : events) {
            reporting = reporting.with(event.type().value(), Days.of(event.occurredAt()));
        }
        return reporting;
    }

    /** Events of one account over some days, in the order in which they were received. */
    public static List<CustomerEventV1> random(RandomGenerator random, int count, int days) {
        var received = new ArrayList<Instant>();
        for (int i = 0; i < count; i++) {
            received.add(at(0, random.nextDouble(24.0 * days)));
        }
        received.sort(Comparator.naturalOrder());
        var events = new ArrayList<CustomerEventV1>();
        for (Instant at : received) {
            // Now and then two at once, one at midnight, or one of the past.
            Instant receivedAt =
                    switch (random.nextInt(12)) {
                        case 0 -> events.isEmpty() ? at : events.getLast().receivedAt();
                        case 1 -> Days.begin(Days.of(at));
                        default -> at;
                    };
            Instant latest = events.isEmpty() ? receivedAt : events.getLast().receivedAt();
            Instant inOrder = receivedAt.isBefore(latest) ? latest : receivedAt;
            Duration late =
                    random.nextInt(8) == 0
                            ? Duration.ofMinutes(random.nextInt(20 * 24 * 60))
                            : Duration.ofSeconds(random.nextInt(100));
            events.add(random(random, "e" + events.size(), inOrder.minus(late), inOrder));
        }
        return events;
    }

    private static CustomerEventV1 random(
            RandomGenerator random, String id, Instant at, Instant receivedAt) {
        String user = "u" + random.nextInt(6);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 ->
                    event(id, "usage.session-started", at, receivedAt, user, null, Map.of());
            case 3 ->
                    event(
                            id,
                            "usage.feature-used",
                            at,
                            receivedAt,
                            user,
                            null,
                            Map.of("feature", text("f" + random.nextInt(8))));
            case 4 -> event(id, "support.ticket-escalated", at, receivedAt, null, null, Map.of());
            case 5 ->
                    event(
                            id,
                            "support.csat-submitted",
                            at,
                            receivedAt,
                            "c1",
                            "" + random.nextInt(6),
                            Map.of("scaleMax", numeric("5")));
            case 6 ->
                    event(
                            id,
                            "engagement.nps-submitted",
                            at,
                            receivedAt,
                            "c2",
                            "" + random.nextInt(11),
                            Map.of());
            case 7 -> event(id, "relationship.sponsor-met", at, receivedAt, null, null, Map.of());
            case 8 -> event(id, "relationship.sponsor-left", at, receivedAt, null, null, Map.of());
            case 9 ->
                    event(
                            id,
                            "support.ticket-resolved",
                            at,
                            receivedAt,
                            null,
                            "" + random.nextInt(40),
                            Map.of());
            case 10 ->
                    event(
                            id,
                            "account.updated",
                            at,
                            receivedAt,
                            null,
                            null,
                            Map.of(
                                    "arr",
                                    numeric("" + random.nextInt(4) * 25_000),
                                    "seats",
                                    random.nextInt(5) == 0
                                            ? new AttributeValue.Nothing()
                                            : numeric("" + random.nextInt(12))));
            case 11 ->
                    event(
                            id,
                            "account.updated",
                            at,
                            receivedAt,
                            null,
                            null,
                            Map.of(
                                    "renewalDate",
                                    text(
                                            LocalDate.ofEpochDay(DAY + random.nextInt(20, 160))
                                                    .toString()),
                                    "contractStartedOn",
                                    text(
                                            LocalDate.ofEpochDay(DAY - random.nextInt(100))
                                                    .toString())));
            case 12 ->
                    overridden(
                            id,
                            at,
                            receivedAt,
                            "" + random.nextInt(101),
                            Map.of(
                                    "as",
                                    text(List.of("score", "cap", "floor").get(random.nextInt(3))),
                                    "until",
                                    text(
                                            LocalDate.ofEpochDay(DAY + random.nextInt(20))
                                                    .toString())));
            case 13 -> lifted(id, at, receivedAt);
            case 14 -> event(id, "usage.of-our-own", at, receivedAt, user, null, Map.of());
            default -> event(id, "acme.odd", at, receivedAt, null, "-0.5", Map.of());
        };
    }
}
