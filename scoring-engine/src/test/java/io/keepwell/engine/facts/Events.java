package io.keepwell.engine.facts;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Events for tests: one by one, or many by chance. */
final class Events {

    private static final AccountId ACME = new AccountId("acme");
    private static final SourceName PRODUCT = new SourceName("product");
    private static final long DAY_MILLIS = 86_400_000L;

    private Events() {}

    static CustomerEventV1 event(
            String id,
            String type,
            int day,
            @Nullable String actor,
            @Nullable String value,
            Map<String, AttributeValue> attributes) {
        Instant at = Instant.ofEpochMilli(day * DAY_MILLIS + Math.floorMod(id.hashCode(), 1000));
        return new CustomerEventV1(
                id,
                PRODUCT,
                ACME,
                new EventType(type),
                at,
                at,
                actor,
                value == null ? null : new BigDecimal(value),
                new Attributes(attributes),
                null);
    }

    static CustomerEventV1 event(String id, String type, int day) {
        return event(id, type, day, null, null, Map.of());
    }

    static AttributeValue text(String text) {
        return new AttributeValue.Text(text);
    }

    static AttributeValue number(String number) {
        return new AttributeValue.Numeric(new BigDecimal(number));
    }

    /** Events of all kinds on random days up to today. */
    static List<CustomerEventV1> random(RandomGenerator random, int count, int today, int days) {
        var events = new ArrayList<CustomerEventV1>();
        for (int i = 0; i < count; i++) {
            events.add(one(random, "e" + i, today - random.nextInt(days)));
        }
        return events;
    }

    private static CustomerEventV1 one(RandomGenerator random, String id, int day) {
        String user = "u" + random.nextInt(300);
        return switch (random.nextInt(8)) {
            case 0 -> event(id, "usage.session-started", day, user, null, Map.of());
            case 1 ->
                    event(
                            id,
                            "usage.feature-used",
                            day,
                            user,
                            random.nextBoolean() ? null : "" + random.nextInt(9),
                            Map.of("feature", text("f" + random.nextInt(30))));
            case 2 ->
                    event(
                            id,
                            "support.csat-submitted",
                            day,
                            "c" + random.nextInt(5),
                            "" + random.nextInt(6),
                            Map.of("scaleMax", number("5")));
            case 3 ->
                    event(
                            id,
                            "commercial.arr-changed",
                            day,
                            null,
                            BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 3).toString(),
                            Map.of());
            case 4 ->
                    event(
                            id,
                            "account.updated",
                            day,
                            null,
                            null,
                            Map.of(
                                    "csm",
                                    random.nextInt(3) == 0
                                            ? new AttributeValue.Nothing()
                                            : text("m" + random.nextInt(4)),
                                    "custom-" + random.nextInt(150),
                                    number("" + random.nextInt(9))));
            case 5 ->
                    event(
                            id,
                            "acme.kind-" + random.nextInt(400),
                            day,
                            user,
                            random.nextBoolean() ? null : "-0.5",
                            Map.of());
            case 6 -> event(id, "usage.of-our-own", day, user, null, Map.of());
            default -> event(id, "support.ticket-opened", day, "c1", null, Map.of());
        };
    }
}
