package io.keepwell.standalone.demo.portfolio;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.SubmittedEventV1;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects the events of one account and day, between eight and six, in the order of writing. */
final class Page {

    private static final int OPENS_AT_SECOND = 8 * 3600;
    private static final int OPEN_SECONDS = 10 * 3600;

    private final Customer customer;
    private final LocalDate day;
    private final RandomGenerator random;
    private final List<Entry> entries = new ArrayList<>();

    Page(Customer customer, LocalDate day, RandomGenerator random) {
        this.customer = customer;
        this.day = day;
        this.random = random;
    }

    Entry add(String type) {
        var entry = new Entry(type);
        entries.add(entry);
        return entry;
    }

    /** Who the account is. */
    void profile() {
        add("account.updated")
                .with("name", customer.name())
                .with("arr", customer.arr())
                .with("seats", customer.seats())
                .with("csm", customer.csm())
                .with("team", customer.team())
                .with("industry", customer.industry())
                .with("region", customer.region())
                .with("contractStartedOn", customer.contractStartedOn().toString())
                .with("renewalDate", customer.renewalDate().toString());
    }

    /** A number of a range, both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** A name for something of this day that nothing else has. */
    String name(String kind) {
        return "%s-%d-%d".formatted(kind, day.toEpochDay(), entries.size());
    }

    List<SubmittedEventV1> events() {
        long[] seconds =
                random.ints(entries.size(), 0, OPEN_SECONDS).asLongStream().sorted().toArray();
        Instant opens = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(OPENS_AT_SECOND);
        var events = new ArrayList<SubmittedEventV1>(entries.size());
        for (int i = 0; i < seconds.length; i++) {
            events.add(entries.get(i).event(i, opens.plusSeconds(seconds[i])));
        }
        return events;
    }

    /** An event as far as it is written. */
    final class Entry {

        private final EventType type;
        private final Map<String, AttributeValue> attributes = new HashMap<>();
        private @Nullable String actor;
        private @Nullable BigDecimal value;

        Entry(String type) {
            this.type = new EventType(type);
        }

        Entry by(String whom) {
            actor = whom;
            return this;
        }

        Entry value(long number) {
            value = BigDecimal.valueOf(number);
            return this;
        }

        Entry with(String attribute, String text) {
            attributes.put(attribute, new AttributeValue.Text(text));
            return this;
        }

        Entry with(String attribute, long number) {
            attributes.put(attribute, new AttributeValue.Numeric(BigDecimal.valueOf(number)));
            return this;
        }

        private SubmittedEventV1 event(int place, Instant at) {
            return new SubmittedEventV1(
                    "demo-%d-%d-%d".formatted(customer.number(), day.toEpochDay(), place),
                    new AccountId(customer.id()),
                    type,
                    at,
                    actor,
                    value,
                    attributes.isEmpty() ? null : new Attributes(attributes));
        }
    }
}
