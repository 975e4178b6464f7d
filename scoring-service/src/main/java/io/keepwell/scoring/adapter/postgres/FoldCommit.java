package io.keepwell.scoring.adapter.postgres;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Snapshots;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.metrics.ReportingCodec;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.outbox.Outbox;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.runtime.sql.Await;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.Offsets;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.fold.Writes;
import io.keepwell.scoring.domain.seen.EventHash;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of a batch, in one transaction that begins with the fence: each partition must
 * still have the owner's epoch and stand where the owner left it. All statements are sent at once;
 * the commit follows when they have succeeded.
 */
public final class FoldCommit {

    private static final long HOURS_A_DAY = 24;

    private final UUID topicId;
    private final int shards;
    private final Supplier<UUID> ids;
    private final boolean isKept;
    private final Consumer<Writes> listener;

    /**
     * For a topic.
     *
     * @param topicId the id of the topic of customer events
     * @param shards how many relays publish
     * @param ids gives quarantined events their ids
     */
    public FoldCommit(UUID topicId, int shards, Supplier<UUID> ids) {
        this(topicId, shards, ids, true, _ -> {});
    }

    private FoldCommit(
            UUID topicId,
            int shards,
            Supplier<UUID> ids,
            boolean isKept,
            Consumer<Writes> listener) {
        this.topicId = topicId;
        this.shards = shards;
        this.ids = ids;
        this.isKept = isKept;
        this.listener = listener;
    }

    /**
     * One that writes the same and then takes it back, whoever owns the partitions.
     *
     * @return without effect
     */
    public FoldCommit undone() {
        return new FoldCommit(topicId, shards, ids, false, _ -> {});
    }

    /**
     * One that tells somebody of what it has committed.
     *
     * @param told of each transaction, on the thread that waits for it
     * @return writes the same
     */
    public FoldCommit telling(Consumer<Writes> told) {
        return new FoldCommit(topicId, shards, ids, isKept, told);
    }

    /**
     * Finishes what all owners of the topic's partitions have erased; whether there was anything.
     */
    boolean finishErasures(SqlConnection connection, Instant now, Duration atMost) {
        return isKept && ErasureRows.finish(connection, topicId, now, atMost);
    }

    /** Writes; the version of the policies that were in force meanwhile. */
    String run(SqlConnection connection, Writes writes, Duration atMost) {
        try {
            Transaction transaction = Await.result(connection.begin(), atMost);
            Future<RowSet<Row>> fence = fence(connection, writes);
            Future<RowSet<Row>> policy =
                    connection.preparedQuery("select version from policy_in_force").execute();
            Future<?> rest = Future.all(statements(connection, writes));
            int fenced = Await.result(fence, atMost).rowCount();
            if (isKept) {
                check(fenced, writes);
            }
            String inForce = version(Await.result(policy, atMost));
            Await.result(rest, atMost);
            Await.result(isKept ? transaction.commit() : transaction.rollback(), atMost);
            listener.accept(writes);
            return inForce;
        } catch (AwaitException e) {
            throw new StoreException("the transaction failed: " + e.getMessage(), e);
        }
    }

    private static void check(int fenced, Writes writes) {
        if (fenced != writes.moves().size()) {
            throw new StoreException(
                    "fenced: of %d partitions %d are still ours and where we left them"
                            .formatted(writes.moves().size(), fenced));
        }
    }

    private static String version(RowSet<Row> policy) {
        for (Row row : policy) {
            return row.getString(0);
        }
        throw new StoreException("no policies are in force");
    }

    private Future<RowSet<Row>> fence(SqlConnection connection, Writes writes) {
        List<Map.Entry<Integer, Writes.Move>> moves = List.copyOf(writes.moves().entrySet());
        Tuple columns =
                new Columns<>(moves)
                        .ints(Map.Entry::getKey)
                        .longs(it -> it.getValue().epoch())
                        .longs(it -> it.getValue().from())
                        .longs(it -> it.getValue().to())
                        .longs(it -> it.getValue().counts().accepted())
                        .longs(it -> it.getValue().counts().folded())
                        .longs(it -> it.getValue().counts().duplicate())
                        .longs(it -> it.getValue().counts().tooLate())
                        .longs(it -> it.getValue().counts().quarantined())
                        .longs(it -> it.getValue().counts().erased())
                        .tuple()
                        .addUUID(topicId);
        return connection
                .preparedQuery(
                        """
                        update fold_partition p
                           set next_offset = m.new, accepted = p.accepted + m.accepted,
                               folded = p.folded + m.folded, duplicate = p.duplicate + m.duplicate,
                               too_late = p.too_late + m.too_late,
                               quarantined = p.quarantined + m.quarantined,
                               erased = p.erased + m.erased
                          from unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[],
                                      $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
                                      $9::bigint[], $10::bigint[])
                               as m (part, epoch, old, new, accepted, folded, duplicate, too_late,
                                     quarantined, erased)
                         where p.topic_id = $11 and p.part = m.part and p.epoch = m.epoch
                           and p.next_offset = m.old
                        """)
                .execute(columns);
    }

    private List<Future<?>> statements(SqlConnection connection, Writes writes) {
        var sent = new ArrayList<Future<?>>();
        OffsetDateTime at = time(writes.at());
        rounds(writes).forEach(it -> sent.add(it.apply(connection, topicId)));
        ErasureRows.write(connection, topicId, writes, sent);
        drop(connection, writes, sent);
        remove(connection, writes, sent);
        send(connection, SOURCES, sources(writes), sent);
        sent.add(ActivityRows.add(connection, Topic.CUSTOMER_EVENTS, writes.activity()));
        send(connection, STATES, states(writes), sent);
        send(connection, FACTS, facts(writes, false), sent);
        send(connection, MEMBERS, facts(writes, true), sent);
        supersede(connection, writes, sent);
        send(connection, HISTORY, history(writes, at), sent);
        send(connection, ACCOUNTS, accounts(writes, at), sent);
        PortfolioRows.write(connection, writes, sent);
        send(connection, EVENTS, events(writes), sent);
        send(connection, SEEN, seen(writes), sent);
        send(connection, REPORTING, reporting(writes), sent);
        send(connection, VIEWS, views(writes), sent);
        send(connection, QUARANTINE, quarantine(writes, at), sent);
        send(connection, RUNS, runs(writes), sent);
        send(connection, RUN_ACCOUNTS, runAccounts(writes), sent);
        if (!writes.published().isEmpty()) {
            sent.add(connection.preparedQuery(PUBLISHED).execute(published(writes, at)));
        }
        sent.add(Outbox.insert(connection, outbox(writes)));
        return sent;
    }

    static void send(
            SqlConnection connection, String sql, Columns<?> columns, List<Future<?>> sent) {
        if (!columns.isEmpty()) {
            sent.add(connection.preparedQuery(sql).execute(columns.tuple()));
        }
    }

    /** A partition's rounds to be written. */
    private record RoundWrite(int partition, Writes.Rounds rounds) {
        Future<?> apply(SqlConnection connection, UUID topic) {
            return connection
                    .preparedQuery(
                            """
                            update fold_partition
                               set stepped_day = $3, stepped_policy = $4, target_day = $5,
                                   target_policy = $6, step_cursor = $7,
                                   stepped_reporting = $8, target_reporting = $9,
                                   target_for_all = $10
                             where topic_id = $1 and part = $2
                            """)
                    .execute(
                            Tuple.tuple()
                                    .addUUID(topic)
                                    .addInteger(partition)
                                    .addInteger(rounds.done().day())
                                    .addString(rounds.done().policy())
                                    .addInteger(rounds.target().day())
                                    .addString(rounds.target().policy())
                                    .addString(rounds.cursor())
                                    .addBuffer(encoded(rounds.resting().done()))
                                    .addBuffer(encoded(rounds.resting().target()))
                                    .addBoolean(rounds.resting().isForAll()));
        }
    }

    private static @Nullable Buffer encoded(@Nullable Reporting reporting) {
        return reporting == null ? null : Buffer.buffer(ReportingCodec.encode(reporting));
    }

    private static Stream<RoundWrite> rounds(Writes writes) {
        return writes.moves().entrySet().stream()
                .flatMap(it ->
                        it.getValue().round() == null
                                ? Stream.empty()
                                : Stream.of(new RoundWrite(it.getKey(), it.getValue().round())));
    }

    private static final String SOURCES =
            """
            insert into source_count
            select * from unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[],
                                 $6::bigint[], $7::bigint[], $8::bigint[])
                on conflict (part, source) do update
               set accepted = source_count.accepted + excluded.accepted,
                   folded = source_count.folded + excluded.folded,
                   duplicate = source_count.duplicate + excluded.duplicate,
                   too_late = source_count.too_late + excluded.too_late,
                   quarantined = source_count.quarantined + excluded.quarantined,
                   erased = source_count.erased + excluded.erased
            """;

    private static Columns<?> sources(Writes writes) {
        return new Columns<>(List.copyOf(writes.sources().entrySet()))
                .ints(it -> it.getKey().partition())
                .texts(it -> it.getKey().source())
                .longs(it -> it.getValue().accepted())
                .longs(it -> it.getValue().folded())
                .longs(it -> it.getValue().duplicate())
                .longs(it -> it.getValue().tooLate())
                .longs(it -> it.getValue().quarantined())
                .longs(it -> it.getValue().erased());
    }

    private static final String STATES =
            """
            insert into account_state
                   (part, account_id, verdict, due_at, accepted, folded, duplicate, too_late,
                    quarantined, rests_until)
            select * from unnest($1::int[], $2::text[], $3::bytea[], $4::bigint[], $5::bigint[],
                                 $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::int[])
                on conflict (part, account_id) do update
               set verdict = coalesce(excluded.verdict, account_state.verdict),
                   due_at = case when excluded.verdict is null then account_state.due_at
                                 else excluded.due_at end,
                   accepted = account_state.accepted + excluded.accepted,
                   folded = account_state.folded + excluded.folded,
                   duplicate = account_state.duplicate + excluded.duplicate,
                   too_late = account_state.too_late + excluded.too_late,
                   quarantined = account_state.quarantined + excluded.quarantined,
                   rests_until = excluded.rests_until
            """;

    /** Sorted, so that no two transactions lock rows in different orders. */
    static List<Writes.Account> sorted(Writes writes) {
        return writes.accounts().stream()
                .sorted(
                        Comparator.comparingInt(Writes.Account::partition)
                                .thenComparing(it -> it.id().value()))
                .toList();
    }

    private static Columns<?> states(Writes writes) {
        return new Columns<>(sorted(writes))
                .ints(Writes.Account::partition)
                .texts(it -> it.id().value())
                .bytes(it -> it.verdict() == null ? null : VerdictCodec.encode(it.verdict()))
                .longs(it -> due(it.verdict()))
                .longs(it -> it.counts().accepted())
                .longs(it -> it.counts().folded())
                .longs(it -> it.counts().duplicate())
                .longs(it -> it.counts().tooLate())
                .longs(it -> it.counts().quarantined())
                .ints(Writes.Account::restsUntil);
    }

    private static @Nullable Long due(@Nullable Verdict verdict) {
        return verdict == null || verdict.dueAt() == 0 ? null : verdict.dueAt();
    }

    private static final String UPSERT =
            """
            insert into %1$s
            select * from unnest($1::int[], $2::text[], $3::text[], $4::bytea[])
                on conflict (part, account_id, key) do update set value = excluded.value
            """;

    private static final String FACTS = UPSERT.formatted("fact");
    private static final String MEMBERS = UPSERT.formatted("fact_member");

    /** A row of facts. */
    @SuppressWarnings("ArrayRecordComponent") // on its way to a column; never compared
    private record FactRow(Writes.Account account, ChunkKey key, byte[] value) {}

    private static Columns<?> facts(Writes writes, boolean ofMembers) {
        var rows = new ArrayList<FactRow>();
        for (Writes.Account account : sorted(writes)) {
            account.facts().written().entrySet().stream()
                    .filter(it -> it.getKey().isOfMembers() == ofMembers)
                    .sorted(Comparator.comparing(it -> it.getKey().text()))
                    .forEach(it -> rows.add(new FactRow(account, it.getKey(), it.getValue())));
        }
        return new Columns<>(rows)
                .ints(it -> it.account().partition())
                .texts(it -> it.account().id().value())
                .texts(it -> it.key().text())
                .bytes(FactRow::value);
    }

    private static void drop(SqlConnection connection, Writes writes, List<Future<?>> sent) {
        for (Writes.Account account : writes.accounts()) {
            for (EventType type : account.facts().dropped()) {
                sent.add(
                        connection
                                .preparedQuery(
                                        """
                                        delete from fact
                                         where part = $1 and account_id = $2
                                           and (key = $3 or starts_with(key, $3 || '/'))
                                        """)
                                .execute(
                                        Tuple.of(
                                                account.partition(),
                                                account.id().value(),
                                                new ChunkKey.OfType(type).text())));
            }
        }
    }

    private static final String REMOVE =
            """
            delete from %1$s f
             using unnest($1::int[], $2::text[], $3::text[]) as r (part, account_id, key)
             where f.part = r.part and f.account_id = r.account_id and f.key = r.key
            """;

    private static final String REMOVE_FACTS = REMOVE.formatted("fact");
    private static final String REMOVE_MEMBERS = REMOVE.formatted("fact_member");

    private static void remove(SqlConnection connection, Writes writes, List<Future<?>> sent) {
        send(connection, REMOVE_FACTS, removed(writes, false), sent);
        send(connection, REMOVE_MEMBERS, removed(writes, true), sent);
    }

    private static Columns<?> removed(Writes writes, boolean ofMembers) {
        var rows = new ArrayList<RemovedRow>();
        for (Writes.Account account : sorted(writes)) {
            account.facts().removed().stream()
                    .filter(key -> key.isOfMembers() == ofMembers)
                    .forEach(key -> rows.add(new RemovedRow(account, key)));
        }
        return new Columns<>(rows)
                .ints(it -> it.account().partition())
                .texts(it -> it.account().id().value())
                .texts(it -> it.key().text());
    }

    /** A row of facts that goes. */
    private record RemovedRow(Writes.Account account, ChunkKey key) {}

    private static void supersede(SqlConnection connection, Writes writes, List<Future<?>> sent) {
        String[] anew =
                writes.accounts().stream()
                        .filter(it -> !it.reconstructed().isEmpty())
                        .map(it -> it.id().value())
                        .toArray(String[]::new);
        if (anew.length > 0) {
            sent.add(
                    connection
                            .preparedQuery(
                                    """
                                    update health_history set superseded = true
                                     where account_id = any($1) and not superseded
                                    """)
                            .execute(Tuple.tuple().addArrayOfString(anew)));
        }
    }

    private static final String HISTORY =
            """
            insert into health_history
                   (account_id, changed_at, sequence, status, score, shown, cause, cause_event,
                    parts, messages, policy_version, verdict, part, next_offset, committed_at,
                    reconstructed, previous_score)
            select account_id, changed_at, sequence, status, score, shown, cause, cause_event,
                   parts, messages, policy_version, verdict, part, next_offset, committed_at,
                   reconstructed, previous_score
              from unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::text[], $5::numeric[],
                          $6::int[], $7::text[], $8::jsonb[], $9::jsonb[], $10::jsonb[],
                          $11::text[], $12::bytea[], $13::int[], $14::bigint[],
                          $15::timestamptz[], $16::boolean[], $17::numeric[])
                   with ordinality
                   as h (account_id, changed_at, sequence, status, score, shown, cause,
                         cause_event, parts, messages, policy_version, verdict, part, next_offset,
                         committed_at, reconstructed, previous_score, place)
             order by place
            """;

    /** A row of history. */
    private record HistoryRow(Writes.Account account, Change change, boolean reconstructed) {
        Verdict verdict() {
            return change.verdict();
        }
    }

    private static Columns<?> history(Writes writes, OffsetDateTime at) {
        var rows = new ArrayList<HistoryRow>();
        for (Writes.Account account : writes.accounts()) {
            account.reconstructed().forEach(it -> rows.add(new HistoryRow(account, it, true)));
            account.changes().forEach(it -> rows.add(new HistoryRow(account, it, false)));
        }
        return new Columns<>(rows)
                .texts(it -> it.account().id().value())
                .times(it -> time(Instant.ofEpochMilli(it.verdict().asOf())))
                .longs(it -> it.verdict().sequence())
                .texts(it -> it.verdict().status().wireName())
                .numbers(it -> it.verdict().score().exact())
                .ints(it -> it.verdict().score().shown())
                .texts(it -> it.change().cause().kind().wireName())
                .objects(it -> HistoryJson.causeEvent(it.change().cause()))
                .arrays(it -> HistoryJson.parts(it.change().parts()))
                .arrays(it -> HistoryJson.messages(it.change().messages()))
                .texts(it -> it.verdict().policyVersion())
                // Whole, though nobody is shown the trail: from here a past score goes on.
                .bytes(it -> VerdictCodec.encode(it.verdict()))
                .ints(it -> it.change().cause().partition())
                .longs(it -> it.change().cause().nextOffset())
                .times(_ -> at)
                .flags(HistoryRow::reconstructed)
                .numbers(it -> it.change().previousScore());
    }

    private static final String ACCOUNTS =
            """
            insert into account
                   (account_id, part, sequence, name, segment, stage, arr, csm, team, renewal_date,
                    status, score, shown, risk, overridden, coverage, scorecard_id,
                    scorecard_version, signals, main_driver, as_of, updated_at, unpublished)
            select account_id, part, sequence, name, segment, stage, arr, csm, team, renewal_date,
                   status, score, shown, risk, overridden, coverage, scorecard_id,
                   scorecard_version, string_to_array(signals, ','), main_driver, as_of,
                   updated_at, true
              from unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                          $7::numeric[], $8::text[], $9::text[], $10::date[], $11::text[],
                          $12::numeric[], $13::int[], $14::int[], $15::boolean[],
                          $16::numeric[], $17::text[], $18::text[], $19::text[], $20::text[],
                          $21::timestamptz[], $22::timestamptz[])
                   as a (account_id, part, sequence, name, segment, stage, arr, csm, team,
                         renewal_date, status, score, shown, risk, overridden, coverage,
                         scorecard_id, scorecard_version, signals, main_driver, as_of, updated_at)
                on conflict (account_id) do update
               set sequence = excluded.sequence, name = excluded.name, segment = excluded.segment,
                   stage = excluded.stage, arr = excluded.arr, csm = excluded.csm,
                   team = excluded.team, renewal_date = excluded.renewal_date,
                   status = excluded.status, score = excluded.score, shown = excluded.shown,
                   risk = excluded.risk, overridden = excluded.overridden, coverage = excluded.coverage, scorecard_id = excluded.scorecard_id,
                   scorecard_version = excluded.scorecard_version, signals = excluded.signals,
                   main_driver = excluded.main_driver, as_of = excluded.as_of,
                   updated_at = excluded.updated_at, unpublished = true
            """;

    /** An account as readers see it. */
    private record AccountRow(Writes.Account account, Writes.Reading reading) {
        Verdict verdict() {
            return reading.verdict();
        }
    }

    private static Columns<?> accounts(Writes writes, OffsetDateTime at) {
        List<AccountRow> rows =
                sorted(writes).stream()
                        .flatMap(it ->
                                it.reading() == null
                                        ? Stream.empty()
                                        : Stream.of(new AccountRow(it, it.reading())))
                        .toList();
        return new Columns<>(rows)
                .texts(it -> it.account().id().value())
                .ints(it -> it.account().partition())
                .longs(it -> it.verdict().sequence())
                .texts(it -> it.reading().account().name())
                .texts(it -> it.verdict().segment())
                .texts(it -> it.verdict().stage())
                .numbers(it -> it.reading().account().arr())
                .texts(it -> it.reading().account().csm())
                .texts(it -> it.reading().account().team())
                .dates(it -> it.reading().account().renewalDate())
                .texts(it -> it.verdict().status().wireName())
                .numbers(it -> it.verdict().score().exact())
                .ints(it -> it.verdict().score().shown())
                .ints(it -> Snapshots.risk(it.verdict()))
                .flags(it -> it.verdict().score().override().isPresent())
                .numbers(it -> it.verdict().score().coverage())
                .texts(it -> it.verdict().scorecard().id())
                .texts(it -> it.verdict().scorecard().version())
                .texts(it -> String.join(",", it.verdict().signals().keySet()))
                .texts(it -> it.reading().mainDriver())
                .times(it -> time(Instant.ofEpochMilli(it.verdict().asOf())))
                .times(_ -> at);
    }

    private static final String EVENTS =
            """
            insert into event_index
            select * from unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[], $5::int[],
                                 $6::int[], $7::bytea[])
            """;

    private static Columns<?> events(Writes writes) {
        var rows =
                writes.events().entrySet().stream()
                        .filter(it -> !it.getValue().offsets().isEmpty())
                        .toList();
        return new Columns<>(rows)
                .ints(it -> it.getKey().partition())
                .texts(it -> it.getKey().account().value())
                .longs(it -> it.getValue().offsets().getFirst())
                .longs(it -> it.getValue().offsets().getLast())
                .ints(it -> (int) Math.floorDiv(it.getKey().hour(), HOURS_A_DAY))
                .ints(it -> it.getValue().offsets().size())
                .bytes(it -> Offsets.encode(it.getValue().offsets()));
    }

    private static final String SEEN =
            """
            insert into seen_event
            select * from unnest($1::int[], $2::int[], $3::text[], $4::bigint[], $5::bytea[])
            """;

    private static Columns<?> seen(Writes writes) {
        var rows =
                writes.events().entrySet().stream()
                        .filter(it -> !it.getValue().hashes().isEmpty())
                        .toList();
        return new Columns<>(rows)
                .ints(it -> it.getKey().partition())
                .ints(it -> it.getKey().hour())
                .texts(it -> it.getKey().account().value())
                .longs(it -> it.getValue().firstOffset())
                .bytes(it -> EventHash.encode(it.getValue().hashes()));
    }

    private static final String REPORTING =
            """
            insert into reporting
            select * from unnest($1::text[], $2::int[], $3::int[], $4::int[])
                on conflict (kind, part) do update
               set first_day = excluded.first_day, last_day = excluded.last_day
            """;

    /** What was reported of a kind. */
    private record ReportRow(int partition, String kind, int firstDay, int lastDay) {}

    private static Columns<?> reporting(Writes writes) {
        var rows = new ArrayList<ReportRow>();
        writes.reporting()
                .forEach((partition, reporting) ->
                        reporting
                                .kinds()
                                .forEach((kind, span) ->
                                        rows.add(
                                                new ReportRow(
                                                        partition,
                                                        kind,
                                                        span.firstDay(),
                                                        span.lastDay()))));
        return new Columns<>(rows)
                .texts(ReportRow::kind)
                .ints(ReportRow::partition)
                .ints(ReportRow::firstDay)
                .ints(ReportRow::lastDay);
    }

    private static final String VIEWS =
            """
            insert into reporting_view (part, next_offset, noted_at, reporting)
            select * from unnest($1::int[], $2::bigint[], $3::timestamptz[], $4::bytea[])
            """;

    private static Columns<?> views(Writes writes) {
        return new Columns<>(writes.views())
                .ints(Writes.View::partition)
                .longs(Writes.View::nextOffset)
                .times(_ -> time(writes.at()))
                .bytes(it -> ReportingCodec.encode(it.reporting()));
    }

    private static final String QUARANTINE =
            """
            insert into quarantine
            select * from unnest($1::uuid[], $2::int[], $3::bigint[], $4::text[], $5::text[],
                                 $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[],
                                 $11::bytea[], $12::timestamptz[])
            """;

    private Columns<?> quarantine(Writes writes, OffsetDateTime at) {
        return new Columns<>(writes.quarantined())
                .ids(_ -> ids.get())
                .ints(it -> it.record().partition())
                .longs(it -> it.record().offset())
                .texts(it -> Quarantines.accountId(it.record()))
                .texts(it -> Quarantines.source(it.record()))
                .texts(it -> Quarantines.eventId(it.record()))
                .texts(it -> it.reason().wireName())
                .texts(it -> Quarantines.storable(it.detail()))
                .texts(it -> Quarantines.storable(it.record().raw().key()))
                .bytes(it -> it.record().raw().headers())
                .bytes(it -> it.record().raw().value())
                .times(_ -> at);
    }

    private static final String RUNS =
            """
            insert into backfill_run (part, run, closed_offset, run_cursor, finished)
            select * from unnest($1::int[], $2::text[], $3::bigint[], $4::text[], $5::boolean[])
                on conflict (part, run) do update
               set closed_offset = excluded.closed_offset, run_cursor = excluded.run_cursor,
                   finished = excluded.finished
            """;

    private static Columns<?> runs(Writes writes) {
        // A run may be opened and closed within one batch; a statement may meet a row only once.
        var latest = new LinkedHashMap<String, Writes.Run>();
        writes.runs().forEach(it -> latest.put(it.partition() + "/" + it.run(), it));
        return new Columns<>(List.copyOf(latest.values()))
                .ints(Writes.Run::partition)
                .texts(Writes.Run::run)
                .longs(Writes.Run::closedOffset)
                .texts(Writes.Run::cursor)
                .flags(Writes.Run::finished);
    }

    private static final String RUN_ACCOUNTS =
            """
            insert into backfill_account
            select * from unnest($1::int[], $2::text[], $3::text[]) on conflict do nothing
            """;

    private static Columns<?> runAccounts(Writes writes) {
        return new Columns<>(writes.runAccounts())
                .ints(Writes.RunAccount::partition)
                .texts(Writes.RunAccount::run)
                .texts(it -> it.account().value());
    }

    private static final String PUBLISHED =
            "update account set unpublished = false, published_at = $2 where account_id = any($1)";

    private static Tuple published(Writes writes, OffsetDateTime at) {
        return new Columns<>(writes.published())
                .texts(it -> it.accountId().value())
                .tuple()
                .addOffsetDateTime(at);
    }

    private List<OutboxRow> outbox(Writes writes) {
        var rows = new ArrayList<OutboxRow>();
        for (Writes.Account account : writes.accounts()) {
            for (Change change : account.changes()) {
                @Nullable TraceParent step = writes.step(change.cause());
                change.messages()
                        .forEach(message ->
                                rows.add(
                                        OutboxRow.of(
                                                account.partition() % shards,
                                                message,
                                                writes.at(),
                                                step)));
            }
        }
        writes.published().forEach(it -> rows.add(OutboxRow.of(0, it, writes.at())));
        for (Writes.Erased erased : writes.erased()) {
            Writes.Gone gone = erased.gone();
            if (gone != null && gone.message() != null) {
                rows.add(OutboxRow.of(erased.partition() % shards, gone.message(), writes.at()));
                rows.add(
                        OutboxRow.tombstone(
                                0, Topic.ACCOUNTS, gone.account().value(), writes.at()));
            }
        }
        return rows;
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
