package io.keepwell.scoring.simulation;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.message.Message;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.scoring.application.fold.Counts;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.fold.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the fold, modelled on {@code FoldCommit}: the fence, what is written, the look
 * whether the fence held, the commit.
 */
class SimulatedFoldCommit {

    private final int shards;

    SimulatedFoldCommit(int shards) {
        this.shards = shards;
    }

    void run(SimulatedConnection connection, Writes writes) {
        int fenced = fence(connection, writes);
        write(connection, writes);
        requireFenced(fenced, writes);
        connection.commit();
    }

    /** How many partitions are still the owner's and where it left them; these are moved on. */
    int fence(SimulatedConnection connection, Writes writes) {
        int[] fenced = {0};
        writes.moves()
                .forEach((id, move) -> {
                    connection.step("fences partition %d".formatted(id));
                    connection.lock(id);
                    if (connection.ask(
                            "sees the fence of partition %d".formatted(id),
                            tables -> holds(tables.partition(id), move))) {
                        fenced[0]++;
                        connection.write(tables -> move(tables, id, move));
                    }
                });
        return fenced[0];
    }

    /** Whether the partition still has the owner's epoch and stands where the owner left it. */
    boolean holds(Tables.Partition stored, Writes.Move move) {
        return stored.epoch() == move.epoch() && stored.nextOffset() == move.from();
    }

    static void requireFenced(int fenced, Writes writes) {
        if (fenced != writes.moves().size()) {
            throw new StoreException("fenced");
        }
    }

    private static void move(Tables tables, int id, Writes.Move move) {
        Tables.Partition stored = tables.partition(id);
        Writes.Rounds rounds = move.round();
        tables.partitions.put(
                id,
                new Tables.Partition(
                        stored.epoch(),
                        move.to(),
                        Tables.plus(stored.counts(), move.counts()),
                        rounds == null ? stored.done() : rounds.done(),
                        rounds == null ? stored.target() : rounds.target(),
                        rounds == null ? stored.cursor() : rounds.cursor(),
                        rounds == null ? stored.resting() : rounds.resting()));
    }

    /** All but the fence. */
    void write(SimulatedConnection connection, Writes writes) {
        connection.step("writes");
        connection.check(tables -> requireNew(tables, writes));
        connection.write(tables -> {
            writes.sources()
                    .forEach(
                            (source, counts) -> tables.sources.merge(source, counts, Tables::plus));
            writes.accounts().forEach(it -> write(tables, it));
            writes.events().forEach((key, events) -> write(tables, key, events));
            tables.reporting.putAll(writes.reporting());
            tables.views.addAll(writes.views());
            writes.quarantined()
                    .forEach(it ->
                            tables.quarantine.add(
                                    new Tables.Quarantined(
                                            it.record().partition(), it.record().offset())));
            writes.published().forEach(it -> publish(tables, it.accountId().value(), writes.at()));
        });
        for (OutboxRow row : outbox(writes)) {
            long sequence = connection.nextSequence();
            connection.write(tables -> tables.outbox.put(sequence, row));
        }
    }

    /** The primary keys of the tables that are only added to. */
    private static void requireNew(Tables tables, Writes writes) {
        writes.events()
                .forEach((key, events) -> {
                    var account = key(key.partition(), key.account().value());
                    boolean isIndexed =
                            !events.offsets().isEmpty()
                                    && tables.events.containsKey(
                                            new Tables.Indexed(
                                                    account, events.offsets().getFirst()));
                    boolean isSeen =
                            tables.seen.containsKey(
                                    new Tables.Seen(key.hour(), account, events.firstOffset()));
                    if (isIndexed || isSeen) {
                        throw new StoreException("a primary key is there already");
                    }
                });
        for (Writes.Quarantined it : writes.quarantined()) {
            if (tables.quarantine.contains(
                    new Tables.Quarantined(it.record().partition(), it.record().offset()))) {
                throw new StoreException("a record was quarantined before");
            }
        }
    }

    private static void write(Tables tables, Writes.Account account) {
        var key = key(account.partition(), account.id().value());
        Tables.State before = tables.states.get(key);
        @Nullable Verdict verdict = account.verdict();
        tables.states.put(
                key,
                new Tables.State(
                        verdict != null || before == null ? verdict : before.verdict(),
                        account.restsUntil(),
                        Tables.plus(
                                before == null ? Counts.NONE : before.counts(), account.counts())));
        account.facts()
                .dropped()
                .forEach(type -> {
                    String prefix = new ChunkKey.OfType(type).text();
                    tables.facts
                            .computeIfAbsent(key, _ -> new TreeMap<>())
                            .keySet()
                            .removeIf(it -> it.equals(prefix) || it.startsWith(prefix + "/"));
                });
        account.facts()
                .removed()
                .forEach(row ->
                        (row.isOfMembers() ? tables.members : tables.facts)
                                .computeIfAbsent(key, _ -> new TreeMap<>())
                                .remove(row.text()));
        account.facts()
                .written()
                .forEach((row, value) ->
                        (row.isOfMembers() ? tables.members : tables.facts)
                                .computeIfAbsent(key, _ -> new TreeMap<>())
                                .put(row.text(), value));
        tables.history.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(account.changes());
        Writes.Reading reading = account.reading();
        if (reading != null) {
            Tables.Shown shown = tables.accounts.get(key);
            tables.accounts.put(
                    key,
                    new Tables.Shown(
                            reading.verdict().sequence(),
                            true,
                            shown == null ? Instant.MIN : shown.publishedAt()));
        }
    }

    private static void write(Tables tables, Writes.EventKey key, Writes.Events events) {
        var account = key(key.partition(), key.account().value());
        if (!events.offsets().isEmpty()) {
            tables.events.put(
                    new Tables.Indexed(account, events.offsets().getFirst()),
                    List.copyOf(events.offsets()));
        }
        if (!events.hashes().isEmpty()) {
            tables.seen.put(
                    new Tables.Seen(key.hour(), account, events.firstOffset()),
                    Set.copyOf(events.hashes()));
        }
    }

    private static void publish(Tables tables, String account, Instant at) {
        tables.accounts.replaceAll((key, shown) ->
                key.id().equals(account) ? new Tables.Shown(shown.sequence(), false, at) : shown);
    }

    private List<OutboxRow> outbox(Writes writes) {
        var rows = new ArrayList<OutboxRow>();
        for (Writes.Account account : writes.accounts()) {
            for (Change change : account.changes()) {
                for (Message message : change.messages()) {
                    rows.add(OutboxRow.of(account.partition() % shards, message, writes.at()));
                }
            }
        }
        writes.published().forEach(it -> rows.add(OutboxRow.of(0, it, writes.at())));
        return rows;
    }

    private static Tables.AccountKey key(int partition, String account) {
        return new Tables.AccountKey(partition, account);
    }
}
