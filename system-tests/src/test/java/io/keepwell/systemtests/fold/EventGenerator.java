package io.keepwell.systemtests.fold;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Events of many accounts by chance: of all kinds, late and too late, of the future, and some that
 * are sent again later on, once or twice.
 */
final class EventGenerator {

    private static final int ACCOUNTS = 64;
    private static final int LATE_DAYS = 120;
    private static final int TOO_LATE_DAYS = 410;
    private static final int AGAIN_AFTER = 2_000;

    private final RandomGenerator random;
    private final Deque<CustomerEventV1> again = new ArrayDeque<>();
    private long made;

    EventGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** An event that is received now. */
    CustomerEventV1 next(Instant now) {
        if (!again.isEmpty() && (again.size() > AGAIN_AFTER || random.nextInt(12) == 0)) {
            return receivedAgain(again.removeFirst(), now);
        }
        CustomerEventV1 event = fresh(now);
        for (int times = random.nextInt(10); times > 7; times--) {
            again.addLast(event);
        }
        return event;
    }

    /** What another account would be called whose events go wherever chance wants. */
    String anyKey() {
        return "account-" + random.nextInt(ACCOUNTS);
    }

    private CustomerEventV1 fresh(Instant now) {
        String id = "e-" + made++;
        Instant at = occurredAt(now);
        String user = "u" + random.nextInt(40);
        String contact = "c" + random.nextInt(6);
        return switch (random.nextInt(12)) {
            case 0, 1 -> event(id, "usage.session-started", now, at, user, null, Map.of());
            case 2, 3 ->
                    event(
                            id,
                            "usage.feature-used",
                            now,
                            at,
                            user,
                            random.nextBoolean() ? null : "" + random.nextInt(9),
                            Map.of("feature", text("f" + random.nextInt(20))));
            case 4 -> event(id, "usage.of-our-own", now, at, user, maybe(), Map.of());
            case 5 -> event(id, "support.ticket-opened", now, at, contact, null, Map.of());
            case 6 -> event(id, "support.ticket-escalated", now, at, null, null, Map.of());
            case 7 ->
                    event(
                            id,
                            "support.csat-submitted",
                            now,
                            at,
                            contact,
                            "" + random.nextInt(6),
                            Map.of("scaleMax", number("" + random.nextInt(5, 8))));
            case 8 ->
                    event(
                            id,
                            "engagement.nps-submitted",
                            now,
                            at,
                            contact,
                            "" + random.nextInt(11),
                            Map.of());
            case 9 ->
                    event(
                            id,
                            "commercial.arr-changed",
                            now,
                            at,
                            null,
                            BigDecimal.valueOf(random.nextLong(100_000_000), 2).toString(),
                            Map.of());
            case 10 -> event(id, "account.updated", now, at, null, null, traits());
            default ->
                    event(id, "acme.kind-" + random.nextInt(20), now, at, user, maybe(), Map.of());
        };
    }

    private Map<String, AttributeValue> traits() {
        var told = new HashMap<String, AttributeValue>();
        switch (random.nextInt(5)) {
            case 0 -> told.put("name", text("Acme " + random.nextInt(9)));
            case 1 -> told.put("segment", text(random.nextBoolean() ? "enterprise" : "smb"));
            case 2 -> told.put("csm", text("m" + random.nextInt(4)));
            case 3 -> told.put("csm", new AttributeValue.Nothing());
            default -> told.put("custom-" + random.nextInt(5), number("" + random.nextInt(9)));
        }
        return told;
    }

    /** Mostly today, so that scores move. */
    private Instant occurredAt(Instant now) {
        int kind = random.nextInt(100);
        if (kind < 60) {
            return now.minusSeconds(random.nextInt(3_600));
        }
        if (kind < 94) {
            return now.minusSeconds(random.nextLong(Duration.ofDays(LATE_DAYS).toSeconds()));
        }
        if (kind < 97) {
            return now.minus(Duration.ofDays(TOO_LATE_DAYS + random.nextLong(90)));
        }
        return now.plus(Duration.ofHours(1 + random.nextLong(1_000)));
    }

    private @Nullable String maybe() {
        return random.nextBoolean() ? null : "-0." + random.nextInt(1, 1_000_000);
    }

    private CustomerEventV1 event(
            String id,
            String type,
            Instant receivedAt,
            Instant occurredAt,
            @Nullable String actor,
            @Nullable String value,
            Map<String, AttributeValue> attributes) {
        return new CustomerEventV1(
                id,
                new SourceName(random.nextInt(3) == 0 ? "crm" : "product"),
                new AccountId(anyKey()),
                new EventType(type),
                occurredAt,
                receivedAt,
                actor,
                value == null ? null : new BigDecimal(value),
                new Attributes(attributes),
                null);
    }

    private static CustomerEventV1 receivedAgain(CustomerEventV1 event, Instant now) {
        return new CustomerEventV1(
                event.id(),
                event.source(),
                event.accountId(),
                event.type(),
                event.occurredAt(),
                now,
                event.actorId(),
                event.value(),
                event.attributes(),
                null);
    }

    private static AttributeValue text(String text) {
        return new AttributeValue.Text(text);
    }

    private static AttributeValue number(String number) {
        return new AttributeValue.Numeric(new BigDecimal(number));
    }
}
