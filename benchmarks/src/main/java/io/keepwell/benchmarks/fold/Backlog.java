package io.keepwell.benchmarks.fold;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.MessageCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What waits on the topic: requests of some events of one account each, as ingest writes them. A
 * seed and a time give the same records each time. Every account has its turn before one has its
 * next; where one is hot, it begins to be so after two turns of all. One request in fifty was sent
 * before, and counts for nothing.
 */
final class Backlog {

    static final SourceName SOURCE = new SourceName("load");

    /** By which a record says that its request goes on; ingest writes it. */
    private static final String MORE_FOLLOW = "ce_morefollow";

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
    private static final int AGAIN_ONE_IN = 50;
    private static final int HOT = 0;
    private static final int HOT_IN_TEN = 9;
    private static final int TENTHS = 10;
    private static final int USERS = 20;
    private static final int CONTACTS = 4;
    private static final int FEATURES = 12;
    private static final Duration HAPPENED_WITHIN = Duration.ofMinutes(20);

    private final Load load;
    private final int events;
    private final Instant now;
    private final Random chance;
    private final List<Integer> round = new ArrayList<>();
    private List<CustomerEventV1> sent = List.of();
    private int turn;
    private int requests;
    private int made;
    private int again;

    /**
     * Begins before the first request.
     *
     * @param load how events fall on accounts
     * @param events about how many; requests are whole
     * @param seed of chance
     * @param now the present
     */
    Backlog(Load load, int events, long seed, Instant now) {
        this.load = load;
        this.events = events;
        this.now = now;
        this.chance = new Random(seed);
        for (int account = 0; account < load.accounts(); account++) {
            round.add(account);
        }
        Collections.shuffle(round, chance);
    }

    /**
     * What was made.
     *
     * @param events all of them
     * @param duplicates those that had been sent before
     */
    record Made(long events, long duplicates) {}

    /**
     * Makes all requests.
     *
     * @param each is given their records, in order
     * @return how many there were
     */
    Made forEach(Consumer<ProducerRecord<String, byte[]>> each) {
        while (made < events) {
            List<CustomerEventV1> request = next();
            made += request.size();
            for (int at = 0; at < request.size(); at++) {
                each.accept(record(request.get(at), at + 1 < request.size()));
            }
        }
        return new Made(made, again);
    }

    private List<CustomerEventV1> next() {
        // One a millisecond, the last of them now: two moments that are the same are one request.
        Instant at = now.minusMillis(events / load.perAccount() + 1L - requests);
        requests++;
        if (requests % AGAIN_ONE_IN == 0) {
            List<CustomerEventV1> repeated = sent;
            sent = List.of();
            again += repeated.size();
            return repeated.stream().map(event -> received(event, at)).toList();
        }
        String account = "acct-%05d".formatted(account());
        var request = new ArrayList<CustomerEventV1>(load.perAccount());
        for (int event = 0; event < load.perAccount(); event++) {
            request.add(event("e-%d-%d".formatted(requests, event), account, at));
        }
        if (sent.isEmpty()) {
            sent = request;
        }
        return request;
    }

    private int account() {
        boolean areAllKnown = turn >= Load.TURNS_BEFORE * round.size();
        if (load.isHot() && areAllKnown && chance.nextInt(TENTHS) < HOT_IN_TEN) {
            return HOT;
        }
        return round.get(turn++ % round.size());
    }

    private CustomerEventV1 event(String id, String account, Instant receivedAt) {
        Instant at = receivedAt.minusMillis(chance.nextLong(HAPPENED_WITHIN.toMillis()));
        String user = "u" + chance.nextInt(USERS);
        String contact = "c" + chance.nextInt(CONTACTS);
        Draft draft =
                switch (chance.nextInt(20)) {
                    case 0, 1, 2, 3, 4, 5, 6, 7 ->
                            new Draft(
                                    "usage.feature-used",
                                    user,
                                    null,
                                    text("feature", "f" + chance.nextInt(FEATURES)));
                    case 8, 9, 10, 11 -> new Draft("usage.session-started", user, null, Map.of());
                    case 12, 13 ->
                            new Draft(
                                    "usage.workflow-completed", user, null, text("workflow", "w1"));
                    case 14, 15 ->
                            new Draft(
                                    "support.ticket-opened",
                                    contact,
                                    null,
                                    text("priority", "normal"));
                    case 16 ->
                            new Draft(
                                    "support.csat-submitted",
                                    contact,
                                    BigDecimal.valueOf(chance.nextInt(1, 6)),
                                    Map.of(
                                            "scaleMax",
                                            new AttributeValue.Numeric(BigDecimal.valueOf(5))));
                    case 17 ->
                            new Draft(
                                    "engagement.meeting-attended",
                                    contact,
                                    null,
                                    text("kind", "check-in"));
                    case 18 -> new Draft("engagement.message-replied", contact, null, Map.of());
                    default ->
                            new Draft(
                                    "engagement.nps-submitted",
                                    contact,
                                    BigDecimal.valueOf(chance.nextInt(11)),
                                    Map.of());
                };
        return new CustomerEventV1(
                id,
                SOURCE,
                new AccountId(account),
                new EventType(draft.type()),
                at,
                receivedAt,
                draft.actor(),
                draft.value(),
                new Attributes(draft.attributes()),
                null);
    }

    /** What differs by the type of an event. */
    private record Draft(
            String type,
            String actor,
            @Nullable BigDecimal value,
            Map<String, AttributeValue> attributes) {}

    private static Map<String, AttributeValue> text(String name, String value) {
        return Map.of(name, new AttributeValue.Text(value));
    }

    private static CustomerEventV1 received(CustomerEventV1 event, Instant at) {
        return new CustomerEventV1(
                event.id(),
                event.source(),
                event.accountId(),
                event.type(),
                event.occurredAt(),
                at,
                event.actorId(),
                event.value(),
                event.attributes(),
                event.backfill());
    }

    private ProducerRecord<String, byte[]> record(CustomerEventV1 event, boolean doMoreFollow) {
        ProducerRecord<String, byte[]> record =
                KafkaMessageFactory.createWriter(
                                Topic.CUSTOMER_EVENTS.topicName(),
                                null,
                                now.toEpochMilli(),
                                event.messageKey())
                        .writeBinary(MessageCodec.encode(event));
        if (doMoreFollow) {
            record.headers().add(MORE_FOLLOW, TRUE);
        }
        return record;
    }
}
