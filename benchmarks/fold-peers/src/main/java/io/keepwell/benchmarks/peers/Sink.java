package io.keepwell.benchmarks.peers;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.facts.Changes;
import io.keepwell.engine.portfolio.AccountPeriod;
import io.keepwell.model.AccountId;
import io.keepwell.runtime.sql.Await;
import io.keepwell.scoring.adapter.postgres.FoldCommit;
import io.keepwell.scoring.adapter.postgres.PgFoldStore;
import io.keepwell.scoring.application.fold.Counts;
import io.keepwell.scoring.application.fold.Writes;
import io.keepwell.scoring.application.source.SourceActivity;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of batches to PostgreSQL, by the service's own statements, many batches in one
 * transaction and each account once. Positions, hashes and messages are not among it: these the
 * engine keeps and sends itself. What is written twice after a crash is the same but for the counts
 * and the history, which grow.
 */
final class Sink implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Changes NO_FACTS = new Changes(Map.of(), Set.of());

    private final SqlConnection connection;
    private final PgFoldStore store;
    private final boolean lean;
    private final Map<AccountId, Writes.Account> accounts = new LinkedHashMap<>();
    private final Map<Writes.EventKey, Writes.Events> events = new HashMap<>();
    private @Nullable Writes latest;
    private final List<Writes> others = new ArrayList<>();
    private int waiting;

    /**
     * @param connection nobody else's
     * @param lean whether facts are left out
     */
    Sink(SqlConnection connection, boolean lean) {
        this.connection = connection;
        this.lean = lean;
        this.store =
                new PgFoldStore(
                        connection, AT_MOST, new FoldCommit(new UUID(0, 0), 1, UUID::randomUUID));
    }

    /** How many events wait to be written. */
    int waiting() {
        return waiting;
    }

    void add(Writes writes) {
        writes.accounts().forEach(it -> accounts.merge(it.id(), it, Sink::plus));
        writes.events().forEach((key, its) -> events.merge(key, its, Sink::plus));
        writes.sources().values().forEach(it -> waiting += (int) it.accepted());
        if (latest != null) {
            others.add(latest);
        }
        latest = writes;
    }

    /** Writes all of it, and returns when it is committed. */
    void flush() {
        Writes last = latest;
        if (last == null) {
            return;
        }
        var all = new Writes(last.at(), last.policyVersion());
        others.add(last);
        others.forEach(it -> {
            it.sources().forEach((key, counts) -> all.sources().merge(key, counts, Sink::plus));
            it.activity()
                    .all()
                    .forEach((key, sent) -> all.activity().all().merge(key, sent, Sink::plus));
            all.reporting().putAll(it.reporting());
            all.quarantined().addAll(it.quarantined());
            all.kpiEvents().addAll(it.kpiEvents());
        });
        accounts.values().forEach(it -> all.accounts().add(written(it)));
        events.forEach((key, its) ->
                all.events()
                        .put(key, new Writes.Events(its.offsets(), List.of(), its.firstOffset())));
        store.commit(all);
        accounts.clear();
        events.clear();
        others.clear();
        latest = null;
        waiting = 0;
    }

    @Override
    public void close() {
        Await.result(connection.close(), AT_MOST);
    }

    private Writes.Account written(Writes.Account it) {
        return new Writes.Account(
                it.partition(),
                it.id(),
                it.verdict(),
                it.restsUntil(),
                it.counts(),
                lean ? NO_FACTS : it.facts(),
                it.changes().stream().map(Sink::withoutMessages).toList(),
                it.reconstructed(),
                it.reading(),
                it.portfolio());
    }

    private static Change withoutMessages(Change it) {
        return new Change(
                it.verdict(), it.account(), it.cause(), it.previousScore(), it.parts(), List.of());
    }

    private static Writes.Account plus(Writes.Account one, Writes.Account next) {
        var written = new HashMap<>(one.facts().written());
        written.putAll(next.facts().written());
        var dropped = new HashSet<>(one.facts().dropped());
        dropped.addAll(next.facts().dropped());
        var removed = new HashSet<>(one.facts().removed());
        removed.addAll(next.facts().removed());
        removed.removeAll(next.facts().written().keySet());
        written.keySet().removeAll(removed);
        var changes = new ArrayList<>(one.changes());
        changes.addAll(next.changes());
        return new Writes.Account(
                one.partition(),
                one.id(),
                next.verdict() == null ? one.verdict() : next.verdict(),
                next.restsUntil(),
                plus(one.counts(), next.counts()),
                new Changes(written, dropped, removed),
                changes,
                List.of(),
                next.reading() == null ? one.reading() : next.reading(),
                plus(one.portfolio(), next.portfolio()));
    }

    private static Writes.InPortfolios plus(Writes.InPortfolios one, Writes.InPortfolios next) {
        return new Writes.InPortfolios(
                AccountPeriod.daily(
                        Stream.concat(one.periods().stream(), next.periods().stream()).toList()),
                one.retold() || next.retold(),
                next.contract() == null ? one.contract() : next.contract());
    }

    private static Writes.Events plus(Writes.Events one, Writes.Events next) {
        var offsets = new ArrayList<>(one.offsets());
        offsets.addAll(next.offsets());
        return new Writes.Events(offsets, List.of(), one.firstOffset());
    }

    private static Counts plus(Counts one, Counts next) {
        return new Counts(
                one.accepted() + next.accepted(),
                one.folded() + next.folded(),
                one.duplicate() + next.duplicate(),
                one.tooLate() + next.tooLate(),
                one.quarantined() + next.quarantined(),
                one.erased() + next.erased());
    }

    private static SourceActivity.Sent plus(SourceActivity.Sent one, SourceActivity.Sent next) {
        return new SourceActivity.Sent(
                one.events() + next.events(),
                one.lastEventAt().isAfter(next.lastEventAt())
                        ? one.lastEventAt()
                        : next.lastEventAt(),
                one.delayMillis() + next.delayMillis(),
                Math.max(one.delayMillisMax(), next.delayMillisMax()),
                one.lagMillis() + next.lagMillis(),
                Math.max(one.lagMillisMax(), next.lagMillisMax()));
    }
}
