package io.keepwell.systemtests.fold;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.systemtests.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A flood of what counts at most once: two records of three are copies, of the same source or by
 * the same id of another one, and of what was received up to two days and an hour before. The
 * others happened in the first and last moments of days, around those at which something is
 * forgotten.
 */
final class FloodLoad implements Supplier<Backlog.Draw<CustomerEventV1>> {

    /** So many that every partition has some. */
    private static final int ACCOUNTS = 40;

    private static final int COPIED = 400;

    /** Days before today, and tomorrow: 128 of activity and 400 of anything are remembered. */
    private static final List<Integer> DAYS =
            List.of(-1, 0, 1, 3, 3, 3, 126, 127, 128, 129, 398, 399, 400, 401, 402, 4_000);

    /** Of what is sent again; an event is known for 48 hours. */
    private static final List<Integer> HOURS_SINCE_RECEIVED = List.of(0, 0, 1, 24, 46, 49);

    /**
     * Only what happened then was received before. What is too late is told on the day of its
     * receipt, or on the one to which its account has come: this is too late on none of them, and
     * the future on none.
     */
    private static final int RECEIVED_BEFORE = 3;

    private static final List<SourceName> SOURCES =
            List.of(new SourceName("crm"), new SourceName("product"), new SourceName("support"));

    private final RandomGenerator random;
    private final List<CustomerEventV1> sent = new ArrayList<>();
    private long made;

    private FloodLoad(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Sends a number of them at once. */
    static void burst(FoldCluster cluster, Ledger<CustomerEventV1> ledger, long seed, int count) {
        Backlog.burst(cluster, ledger, new FloodLoad(seed), count);
    }

    @Override
    public Backlog.Draw<CustomerEventV1> get() {
        Instant now = Instant.now();
        CustomerEventV1 event =
                sent.size() > SOURCES.size() && random.nextInt(3) > 0 ? copy(now) : fresh(now);
        return new Backlog.Draw<>(Topics.record(event, now), event);
    }

    private CustomerEventV1 copy(Instant now) {
        int back = random.nextInt(Math.min(sent.size(), COPIED));
        CustomerEventV1 event = sent.get(sent.size() - 1 - back);
        SourceName source = random.nextBoolean() ? event.source() : any(SOURCES);
        return new CustomerEventV1(
                event.id(),
                source,
                event.accountId(),
                event.type(),
                event.occurredAt(),
                now,
                event.actorId(),
                event.value(),
                event.attributes(),
                null);
    }

    private CustomerEventV1 fresh(Instant now) {
        int daysAgo = any(DAYS);
        Instant receivedAt =
                daysAgo == RECEIVED_BEFORE
                        ? now.minus(Duration.ofHours(any(HOURS_SINCE_RECEIVED)))
                        : now;
        var account = new AccountId("flooded-" + random.nextInt(ACCOUNTS));
        Instant occurredAt = edge(now, daysAgo);
        boolean isTrait = random.nextInt(8) == 0;
        var event =
                new CustomerEventV1(
                        "f-" + made++,
                        any(SOURCES),
                        account,
                        new EventType(isTrait ? "account.updated" : "usage.session-started"),
                        occurredAt,
                        receivedAt,
                        isTrait ? null : "u" + random.nextInt(30),
                        null,
                        new Attributes(
                                isTrait
                                        ? Map.of(
                                                "csm",
                                                new AttributeValue.Text("m" + random.nextInt(4)))
                                        : Map.of()),
                        null);
        sent.add(event);
        return event;
    }

    /** The first or last moments of a day. */
    private Instant edge(Instant now, int daysAgo) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(daysAgo);
        Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return random.nextBoolean()
                ? begin.plusMillis(random.nextInt(2))
                : end.minusMillis(1 + random.nextInt(2));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
