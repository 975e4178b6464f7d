package io.keepwell.scoring.simulation;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.ContractRecords;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What ingest appends to the log: requests of events that are new, late, far too late, of the
 * future or sent before, what takes others back, requests of which the rest never comes, and what
 * nobody can read. No two requests are received in one millisecond.
 */
final class Traffic {

    private static final int ACCOUNTS = 5;
    private static final int REQUESTS_MAX = 24;
    private static final int EVENTS_MAX = 6;
    private static final int USERS = 4;
    private static final List<String> SOURCES = List.of("product", "helpdesk");

    private final World world;
    private final Actor actor;
    private final Chance chance;
    private final List<List<CustomerEventV1>> requests = new ArrayList<>();
    private int events;

    Traffic(World world, Actor actor) {
        this.world = world;
        this.actor = actor;
        this.chance = world.chance();
    }

    void run() {
        int count = chance.between(4, REQUESTS_MAX);
        for (int request = 0; request < count; request++) {
            actor.sleep("receives", chance.between(0, 30));
            world.time().advance(Duration.ofMillis(1));
            if (chance.oneIn(30)) {
                appendUnreadable();
            } else if (!requests.isEmpty() && chance.oneIn(4)) {
                append(again(chance.pick(requests)));
            } else {
                append(request());
            }
        }
    }

    private List<CustomerEventV1> request() {
        var request = new ArrayList<CustomerEventV1>();
        int count = chance.between(1, EVENTS_MAX);
        for (int event = 0; event < count; event++) {
            boolean isRepeat = !request.isEmpty() && chance.oneIn(12);
            boolean isTakenBack = !requests.isEmpty() && chance.oneIn(12);
            request.add(isRepeat ? chance.pick(request) : isTakenBack ? withdrawal() : event());
        }
        return request;
    }

    /** A client that was not answered sends what it sent, or part of it with something else. */
    private List<CustomerEventV1> again(List<CustomerEventV1> request) {
        var sent = new ArrayList<CustomerEventV1>();
        request.stream().filter(_ -> !chance.oneIn(5)).map(this::receivedNow).forEach(sent::add);
        if (chance.oneIn(3)) {
            sent.add(event());
        }
        return sent;
    }

    /** Of an event that was sent, maybe not written, maybe taken back before; or of one to come. */
    private CustomerEventV1 withdrawal() {
        List<CustomerEventV1> request = chance.pick(requests);
        CustomerEventV1 sent = request.isEmpty() ? event() : chance.pick(request);
        String id = chance.oneIn(6) ? "event-" + (events + 2 + chance.below(4)) : sent.id();
        return new CustomerEventV1(
                "event-" + ++events,
                sent.source(),
                sent.accountId(),
                EventCatalogue.EVENT_WITHDRAWN,
                now(),
                now(),
                null,
                null,
                new Attributes(Map.of("eventId", new AttributeValue.Text(id))),
                null);
    }

    private CustomerEventV1 receivedNow(CustomerEventV1 event) {
        return new CustomerEventV1(
                event.id(),
                event.source(),
                event.accountId(),
                event.type(),
                event.occurredAt(),
                now(),
                event.actorId(),
                event.value(),
                event.attributes(),
                null);
    }

    private CustomerEventV1 event() {
        String actorId = "user-" + chance.below(USERS);
        AccountId account = new AccountId("account-" + chance.below(ACCOUNTS));
        return switch (chance.below(8)) {
            case 0, 1, 2, 3 ->
                    event(account, "usage.session-started", actorId, null, Attributes.NONE);
            case 4, 5 -> event(account, "support.ticket-escalated", actorId, null, Attributes.NONE);
            case 6 ->
                    event(
                            account,
                            "engagement.nps-submitted",
                            actorId,
                            BigDecimal.valueOf(chance.below(11)),
                            Attributes.NONE);
            default ->
                    event(
                            account,
                            "account.updated",
                            null,
                            null,
                            new Attributes(
                                    Map.of(
                                            "name",
                                            new AttributeValue.Text("Name " + chance.below(9)),
                                            "arr",
                                            new AttributeValue.Numeric(
                                                    BigDecimal.valueOf(chance.below(90))))));
        };
    }

    private CustomerEventV1 event(
            AccountId account,
            String type,
            @Nullable String actorId,
            @Nullable BigDecimal value,
            Attributes attributes) {
        return new CustomerEventV1(
                "event-" + ++events,
                new SourceName(chance.pick(SOURCES)),
                account,
                new EventType(type),
                occurredAt(),
                now(),
                actorId,
                value,
                attributes,
                null);
    }

    private Instant occurredAt() {
        return switch (chance.below(12)) {
            case 0 -> now().minus(Duration.ofHours(chance.below(100)));
            case 1 -> now().minus(Duration.ofDays(chance.below(60)));
            case 2 -> now().minus(Duration.ofDays(395 + chance.below(10)));
            case 3 -> now().plus(Duration.ofSeconds(chance.below(300)));
            case 4 -> now().plus(Duration.ofMinutes(6 + chance.below(3_000)));
            default -> now().minus(Duration.ofMillis(chance.below(60_000)));
        };
    }

    /** All of it at once; the rest of what is cut off never comes. */
    private void append(List<CustomerEventV1> request) {
        int cut = chance.oneIn(12) ? chance.below(request.size() + 1) : request.size();
        var last = new HashSet<AccountId>();
        var doMoreFollow = new ArrayList<Boolean>();
        request.reversed().forEach(it -> doMoreFollow.addFirst(!last.add(it.accountId())));
        for (int at = 0; at < cut; at++) {
            append(request.get(at), doMoreFollow.get(at));
        }
        requests.add(request);
    }

    private void append(CustomerEventV1 event, boolean doMoreFollow) {
        var record = ContractRecords.producerRecord(event, event.receivedAt());
        if (doMoreFollow) {
            ContractRecords.markMoreFollow(record);
        }
        int partition = partition(event.accountId().value());
        world.log().append(partition, record, event);
    }

    private void appendUnreadable() {
        String account = "account-" + chance.below(ACCOUNTS);
        var record = new ProducerRecord<>("any", account, new byte[] {'?'});
        world.log().append(partition(account), record, null);
    }

    private static int partition(String account) {
        return account.charAt(account.length() - 1) % CustomerLog.PARTITIONS;
    }

    private Instant now() {
        return world.time().instant();
    }
}
