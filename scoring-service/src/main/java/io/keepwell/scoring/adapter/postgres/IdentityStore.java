package io.keepwell.scoring.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.ContractJson;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.UnreadableRecord;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.identity.Attribution;
import io.keepwell.scoring.application.identity.Owner;
import io.keepwell.scoring.application.identity.UserRecord;
import io.keepwell.scoring.application.source.SourceActivity;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs where, and the events that wait for it. Each batch is one transaction with the
 * position it leads to, which begins with the fence: the partition must still have the owner's
 * epoch and stand where the owner left it.
 *
 * <p>What is found out of a user concerns ids of other partitions too, and so of other owners. A
 * transaction that finds something out has the lock alone, one that only asks shares it: so no
 * event is put aside by somebody who could not see yet what another has just found out.
 */
public final class IdentityStore {

    /** Says that somebody finds something out; a number of our own among advisory locks. */
    static final long LOCK = 0x6b77_6964L;

    /** An id that is of more users than this is a machine that many share, and says nothing. */
    static final int USERS_OF_AN_ID_MAX = 50;

    static final int MERGES_IN_A_ROW_MAX = 8;
    private static final int RELEASED_AT_A_TIME = 500;
    private static final int EXPIRED_AT_A_TIME = 1_000;

    /** As long as the topic keeps them; later the fold would find them too late. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final String OWNERS =
            """
            with recursive owner (start_id, user_id, depth) as (
                select u collate "C", u collate "C", 0 from unnest($1::text[]) as u
                 union
                select o.start_id, m.user_id, o.depth + 1
                  from owner o cross join lateral
                       (select user_id from identity_merge where previous_id = o.user_id
                         limit %1$d + 1) m
                 where o.depth < %2$d)
            select o.start_id,
                   coalesce(min(l.account_id) filter (where l.decided_by is not null),
                            min(l.account_id)) as account_id,
                   case when count(distinct o.user_id) = max(o.depth) + 1
                        then (array_agg(o.user_id order by o.depth desc))[1]
                        else o.start_id end as user_id
              from owner o left join identity_link l on l.user_id = o.user_id
             group by o.start_id
            having count(distinct o.user_id) <= %1$d
               and (count(distinct l.account_id) = 1
                    or count(distinct l.account_id) filter (where l.decided_by is not null) = 1)
            """
                    .formatted(USERS_OF_AN_ID_MAX, MERGES_IN_A_ROW_MAX);

    /** All ids of which something is known now that was not, and that have events waiting. */
    static final String QUEUE =
            """
            with recursive affected (id, depth) as (
                select u collate "C", 0 from unnest($1::text[]) as u
                 union
                select m.previous_id, a.depth + 1
                  from affected a join identity_merge m on m.user_id = a.id
                 where a.depth < %d)
            insert into identity_release (user_id)
            select distinct a.id from affected a
             where exists (select 1 from unattributed_event e where e.user_id = a.id)
                on conflict do nothing
            """
                    .formatted(MERGES_IN_A_ROW_MAX);

    private static final String NEW_LINKS =
            """
            select n.user_id, n.account_id, n.told_at
              from unnest($1::text[], $2::text[], $3::timestamptz[])
                   as n (user_id, account_id, told_at)
             where not exists
                   (select 1 from identity_link k
                     where k.user_id = n.user_id and k.account_id = n.account_id)
            """;

    /** Of an id that says nothing any more, nothing is written down. */
    private static final String NEW_MERGES =
            """
            select n.previous_id, n.user_id
              from unnest($1::text[], $2::text[]) as n (previous_id, user_id)
             where not exists
                   (select 1 from identity_merge k
                     where k.previous_id = n.previous_id and k.user_id = n.user_id)
               and (select count(*) from identity_merge m where m.previous_id = n.previous_id) <= %d
            """
                    .formatted(USERS_OF_AN_ID_MAX);

    private final SqlConnection connection;
    private final Duration atMost;
    private final int shards;
    private final Positions positions;
    private final KnownErasures erased = new KnownErasures(this::query);

    /**
     * Over a connection.
     *
     * @param connection nobody else's
     * @param topicId the id of the topic of unattributed events
     * @param atMost how long a call may take
     * @param shards how many relays publish what goes to the log
     */
    public IdentityStore(SqlConnection connection, UUID topicId, Duration atMost, int shards) {
        this.connection = connection;
        this.atMost = atMost;
        this.shards = shards;
        this.positions = new Positions(connection, "identity_partition", topicId, atMost);
    }

    /** An account's event, and the step of a trace that it was caused by. */
    private record Attributed(CustomerEventV1 event, @Nullable TraceParent cause) {

        static Attributed of(UserRecord.Entry.Event event, Owner owner, Instant now) {
            return new Attributed(Attribution.event(event.event(), owner, now), event.cause());
        }
    }

    /**
     * Takes a partition over: raises the epoch, which waits for a transaction of the former owner
     * and fences every later one, and only then reads where it stands.
     *
     * @param extent what the log holds of it
     * @return the offset to go on at
     * @throws Takeover.LostLogException when going on would skip or mix up events
     */
    public long take(Takeover.Extent extent) {
        return positions.take(extent);
    }

    /**
     * Gives a partition up.
     *
     * @param partition which
     */
    public void disown(int partition) {
        positions.disown(partition);
    }

    /**
     * Takes records in: what they say of users first, then the events.
     *
     * @param records in the order of each partition
     * @param now when
     * @return whether there is something for the relay
     */
    public boolean apply(List<UserRecord> records, Instant now) {
        Map<Integer, Long> next = new TreeMap<>();
        records.forEach(it -> next.put(it.partition(), it.offset() + 1));
        boolean _ = erased.learn();
        List<UserRecord> living = living(records);
        Transaction transaction = begin(living, next, now);
        // From here on nobody ends an erasure: the lock is taken. What was erased until then may
        // have been found out all the same.
        while (erased.learn()) {
            wait(transaction.rollback());
            living = living(records);
            transaction = begin(living, next, now);
        }
        boolean told = attribute(events(living), now);
        count(living, now);
        quarantine(living, now);
        wait(transaction.commit());
        positions.moved(next);
        return told;
    }

    private Transaction begin(List<UserRecord> living, Map<Integer, Long> next, Instant now) {
        Transaction transaction = wait(connection.begin());
        positions.fence(next);
        find(links(living), merges(living), now);
        return transaction;
    }

    /**
     * Gives events that wait to the account that has become known.
     *
     * @param now when
     * @return whether there may be more
     */
    public boolean release(Instant now) {
        Transaction transaction = wait(connection.begin());
        lock(false);
        String user = null;
        for (Row row :
                query(
                        """
                        select user_id from identity_release order by user_id limit 1
                           for update skip locked
                        """,
                        Tuple.tuple())) {
            user = row.getString(0);
        }
        if (user == null) {
            wait(transaction.rollback());
            return false;
        }
        Owner owner = owners(List.of(user)).get(user);
        List<UserRecord.Entry.Event> released = owner == null ? List.of() : taken(user);
        if (owner != null) {
            publish(released.stream().map(it -> Attributed.of(it, owner, now)).toList(), now);
        }
        if (released.size() < RELEASED_AT_A_TIME) {
            query("delete from identity_release where user_id = $1", Tuple.of(user));
        }
        wait(transaction.commit());
        return true;
    }

    /**
     * Forgets events that have waited so long that no account could count them any more.
     *
     * @param now when
     * @return how many
     */
    public int expire(Instant now) {
        return query(
                        """
                        delete from unattributed_event where (source, event_id) in
                               (select source, event_id from unattributed_event
                                 where occurred_at < $1 limit %d)
                        """
                                .formatted(EXPIRED_AT_A_TIME),
                        Tuple.of(time(now.minus(KEPT))))
                .rowCount();
    }

    /**
     * Writes down which partitions have been read to their end.
     *
     * @param ends the offset after the last record of each partition's log
     * @param now when that was so
     */
    public void observe(Map<Integer, Long> ends, Instant now) {
        positions.caughtUp(ends, now);
    }

    private List<UserRecord> living(List<UserRecord> records) {
        return records.stream().filter(it -> !isErased(it.entry())).toList();
    }

    private boolean isErased(UserRecord.Entry entry) {
        return switch (entry) {
            case UserRecord.Entry.Event(UnattributedEventV1 it, _) ->
                    isErased(it.userId(), it.occurredAt(), it.receivedAt())
                            || isErased(it.actorId(), it.occurredAt(), it.receivedAt());
            case UserRecord.Entry.Linked(IdentityLinkedV1 it) ->
                    isErased(it.userId(), it.occurredAt(), it.receivedAt())
                            || erased.accounts()
                                    .covers(
                                            it.accountId().value(),
                                            it.occurredAt(),
                                            it.receivedAt());
            case UserRecord.Entry.Merged(IdentityMergedV1 it) ->
                    isErased(it.userId(), it.occurredAt(), it.receivedAt())
                            || isErased(it.previousId(), it.occurredAt(), it.receivedAt());
            case UserRecord.Entry.Unreadable(_) -> false;
        };
    }

    private boolean isErased(@Nullable String person, Instant occurredAt, Instant receivedAt) {
        return person != null && erased.persons().covers(person, occurredAt, receivedAt);
    }

    private void count(List<UserRecord> records, Instant now) {
        var activity = new SourceActivity();
        for (UserRecord record : records) {
            if (record.entry() instanceof UserRecord.Entry.Event(UnattributedEventV1 event, _)) {
                activity.add(
                        record.partition(),
                        event.source(),
                        event.type(),
                        new SourceActivity.Times(event.occurredAt(), event.receivedAt(), now));
            }
        }
        wait(ActivityRows.add(connection, Topic.UNATTRIBUTED_EVENTS, activity));
    }

    /** Writes down what is new of users; takes the lock as far as that needs it. */
    private void find(List<IdentityLinkedV1> links, List<IdentityMergedV1> merges, Instant now) {
        Tuple linkColumns =
                new Columns<>(links)
                        .texts(IdentityLinkedV1::userId)
                        .texts(it -> it.accountId().value())
                        .times(it -> time(earlier(it.occurredAt(), it.receivedAt())))
                        .tuple();
        Tuple mergeColumns =
                new Columns<>(merges)
                        .texts(IdentityMergedV1::previousId)
                        .texts(IdentityMergedV1::userId)
                        .tuple();
        boolean isNew = areAny(NEW_LINKS, linkColumns) || areAny(NEW_MERGES, mergeColumns);
        lock(isNew);
        if (!isNew) {
            return;
        }
        linkColumns.addValue(time(now));
        mergeColumns.addValue(time(now));
        var found = new ArrayList<String>();
        query(
                        """
                        insert into identity_link (user_id, account_id, told_at, linked_at)
                        select user_id, account_id, told_at, $4 from (%s) n on conflict do nothing
                        returning user_id
                        """
                                .formatted(NEW_LINKS),
                        linkColumns)
                .forEach(row -> found.add(row.getString(0)));
        query(
                        """
                        insert into identity_merge (previous_id, user_id, merged_at)
                        select previous_id, user_id, $3 from (%s) n on conflict do nothing
                        returning previous_id
                        """
                                .formatted(NEW_MERGES),
                        mergeColumns)
                .forEach(row -> found.add(row.getString(0)));
        query(QUEUE, Tuple.of((Object) found.toArray(String[]::new)));
    }

    private boolean areAny(String rows, Tuple parameters) {
        return query(rows + " limit 1", parameters).size() > 0;
    }

    private void lock(boolean alone) {
        query(
                alone
                        ? "select pg_advisory_xact_lock($1)"
                        : "select pg_advisory_xact_lock_shared($1)",
                Tuple.of(LOCK));
    }

    /** Sends the events of known users to their accounts, and puts the others aside. */
    private boolean attribute(List<UserRecord.Entry.Event> events, Instant now) {
        if (events.isEmpty()) {
            return false;
        }
        Map<String, Owner> owners =
                owners(events.stream().map(it -> it.event().userId()).distinct().toList());
        var known = new ArrayList<Attributed>();
        var unknown = new ArrayList<UserRecord.Entry.Event>();
        for (UserRecord.Entry.Event event : events) {
            Owner owner = owners.get(event.event().userId());
            if (owner == null) {
                unknown.add(event);
            } else {
                known.add(Attributed.of(event, owner, now));
            }
        }
        publish(known, now);
        putAside(unknown);
        return !known.isEmpty();
    }

    /** All but the last of an account say that more follow: the fold judges them together. */
    private void publish(List<Attributed> events, Instant now) {
        var rows = new ArrayList<OutboxRow>(events.size());
        var accountsAfter = new HashSet<AccountId>();
        for (Attributed attributed : events.reversed()) {
            CustomerEventV1 event = attributed.event();
            var record = ContractRecords.producerRecord(event, now);
            if (attributed.cause() != null) {
                ContractRecords.markCausedBy(record, attributed.cause());
            }
            if (!accountsAfter.add(event.accountId())) {
                ContractRecords.markMoreFollow(record);
            }
            ContractRecords.markAttributed(record);
            rows.add(OutboxRow.of(Math.floorMod(event.accountId().hashCode(), shards), record));
        }
        wait(Outbox.insert(connection, rows.reversed()));
    }

    private Map<String, Owner> owners(Collection<String> users) {
        var owners = new HashMap<String, Owner>();
        for (Row row : query(OWNERS, Tuple.of((Object) users.toArray(String[]::new)))) {
            owners.put(
                    row.getString(0), new Owner(new AccountId(row.getString(1)), row.getString(2)));
        }
        return owners;
    }

    private void putAside(List<UserRecord.Entry.Event> events) {
        if (events.isEmpty()) {
            return;
        }
        query(
                """
                insert into unattributed_event
                       (source, event_id, user_id, actor_id, type, occurred_at, received_at, value,
                        attributes, traceparent)
                select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
                                     $6::timestamptz[], $7::timestamptz[], $8::numeric[],
                                     $9::text[], $10::text[])
                    on conflict do nothing
                """,
                new Columns<>(events)
                        .texts(it -> it.event().source().value())
                        .texts(it -> it.event().id())
                        .texts(it -> it.event().userId())
                        .texts(it -> it.event().actorId())
                        .texts(it -> it.event().type().value())
                        .times(it -> time(it.event().occurredAt()))
                        .times(it -> time(it.event().receivedAt()))
                        .numbers(it -> it.event().value())
                        .texts(it -> json(it.event().attributes()))
                        .texts(it -> it.cause() == null ? null : it.cause().value())
                        .tuple());
    }

    private List<UserRecord.Entry.Event> taken(String user) {
        var taken = new ArrayList<UserRecord.Entry.Event>();
        for (Row row :
                query(
                        """
                        delete from unattributed_event where (source, event_id) in
                               (select source, event_id from unattributed_event
                                 where user_id = $1 order by received_at limit %d)
                        returning source, event_id, user_id, actor_id, type, occurred_at,
                                  received_at, value, attributes, traceparent
                        """
                                .formatted(RELEASED_AT_A_TIME),
                        Tuple.of(user))) {
            var event =
                    new UnattributedEventV1(
                            row.getString(1),
                            new SourceName(row.getString(0)),
                            row.getString(2),
                            new EventType(row.getString(4)),
                            row.getOffsetDateTime(5).toInstant(),
                            row.getOffsetDateTime(6).toInstant(),
                            row.getBigDecimal(7),
                            attributes(row.getString(8)),
                            row.getString(3));
            taken.add(
                    new UserRecord.Entry.Event(
                            event, TraceParent.of(row.getString(9)).orElse(null)));
        }
        return taken;
    }

    private void quarantine(List<UserRecord> records, Instant now) {
        List<UnreadableRecord> unreadable =
                records.stream()
                        .map(UserRecord::entry)
                        .filter(UserRecord.Entry.Unreadable.class::isInstance)
                        .map(it -> ((UserRecord.Entry.Unreadable) it).record())
                        .toList();
        wait(Quarantines.insert(connection, Topic.UNATTRIBUTED_EVENTS, unreadable, now));
    }

    private static List<IdentityLinkedV1> links(List<UserRecord> records) {
        return records.stream()
                .map(UserRecord::entry)
                .filter(UserRecord.Entry.Linked.class::isInstance)
                .map(it -> ((UserRecord.Entry.Linked) it).link())
                .toList();
    }

    private static List<IdentityMergedV1> merges(List<UserRecord> records) {
        return records.stream()
                .map(UserRecord::entry)
                .filter(UserRecord.Entry.Merged.class::isInstance)
                .map(it -> ((UserRecord.Entry.Merged) it).merge())
                .toList();
    }

    private static List<UserRecord.Entry.Event> events(List<UserRecord> records) {
        return records.stream()
                .map(UserRecord::entry)
                .filter(UserRecord.Entry.Event.class::isInstance)
                .map(UserRecord.Entry.Event.class::cast)
                .toList();
    }

    private static String json(Attributes attributes) {
        try {
            return ContractJson.mapper().writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attributes attributes(String json) {
        try {
            return Objects.requireNonNull(ContractJson.mapper().readValue(json, Attributes.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private RowSet<Row> query(String sql, Tuple parameters) {
        return wait(connection.preparedQuery(sql).execute(parameters));
    }

    private <T> T wait(Future<T> future) {
        try {
            return Await.result(future, atMost);
        } catch (AwaitException e) {
            throw new StoreException("identities: " + e.getMessage(), e);
        }
    }
}
