package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.facts.Changes;
import io.keepwell.engine.facts.Contract;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.portfolio.AccountPeriod;
import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.message.TraceParent;
import io.keepwell.scoring.application.source.SourceActivity;
import io.keepwell.scoring.domain.seen.EventHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that one transaction writes. */
public final class Writes {

    private final Instant at;
    private final String policyVersion;
    private final Map<Integer, Move> moves = new TreeMap<>();
    private final Map<SourceKey, Counts> sources = new TreeMap<>();
    private final SourceActivity activity = new SourceActivity();
    private final List<Account> accounts = new ArrayList<>();
    private final Map<EventKey, Events> events = new LinkedHashMap<>();
    private final Set<KpiEvent> kpiEvents = new LinkedHashSet<>();
    private final List<Withdrawn> withdrawn = new ArrayList<>();
    private final List<Quarantined> quarantined = new ArrayList<>();
    private final Map<Integer, Reporting> reporting = new TreeMap<>();
    private final List<View> views = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final Map<RunAccount, Boolean> runAccounts = new LinkedHashMap<>();
    private final List<Erased> erased = new ArrayList<>();
    private final List<AccountUpdatedV1> published = new ArrayList<>();
    private final Map<Place, Trace> traces = new HashMap<>(0);

    /**
     * Begins.
     *
     * @param at the present
     * @param policyVersion the policies by which accounts were judged, which must be in force still
     */
    public Writes(Instant at, String policyVersion) {
        this.at = at;
        this.policyVersion = policyVersion;
    }

    /**
     * Which kinds of source report, as the accounts of a partition are judged by it.
     *
     * @param partition the partition
     * @param nextOffset from which place of its log on
     * @param reporting the kinds
     */
    public record View(int partition, long nextOffset, Reporting reporting) {}

    /**
     * How a partition moves on.
     *
     * @param epoch the owner's epoch
     * @param from where it stood
     * @param to where it stands then
     * @param counts what became of the events between
     * @param round the rounds to store, or null when they stay
     */
    public record Move(long epoch, long from, long to, Counts counts, @Nullable Rounds round) {

        Move plus(long newTo, Counts more) {
            return new Move(epoch, from, Math.max(to, newTo), counts.plus(more), round);
        }

        Move with(Rounds rounds) {
            return new Move(epoch, from, to, counts, rounds);
        }
    }

    /**
     * How far a partition's accounts were brought up.
     *
     * @param done the last whole round
     * @param target the round under way
     * @param cursor the last account that it reached, or null when it is done
     * @param resting by what accounts rest
     */
    public record Rounds(
            OwnedPartition.Round done,
            OwnedPartition.Round target,
            @Nullable String cursor,
            OwnedPartition.Resting resting) {}

    /**
     * A source in a partition.
     *
     * @param partition the partition
     * @param source the source's name; empty for records that name none
     */
    public record SourceKey(int partition, String source) implements Comparable<SourceKey> {
        @Override
        public int compareTo(SourceKey other) {
            return partition == other.partition
                    ? source.compareTo(other.source)
                    : Integer.compare(partition, other.partition);
        }
    }

    /**
     * An account.
     *
     * @param partition its partition
     * @param id its id
     * @param verdict its verdict, or null when it stays
     * @param restsUntil the first UTC day on which midnight has to judge it, or {@link
     *     io.keepwell.engine.account.AccountCase#AWAKE}
     * @param counts what became of its events
     * @param facts the rows of its facts
     * @param changes its history
     * @param reconstructed its history of the past that a backfill told; replaces what was told of
     *     that time before
     * @param reading how readers see it, or null when that stays
     * @param portfolio what portfolios see of it
     */
    public record Account(
            int partition,
            AccountId id,
            @Nullable Verdict verdict,
            int restsUntil,
            Counts counts,
            Changes facts,
            List<Change> changes,
            List<Change> reconstructed,
            @Nullable Reading reading,
            InPortfolios portfolio) {}

    /**
     * What portfolios see of an account.
     *
     * @param periods what is new, by day, none before the day of the last that was told
     * @param retold whether they are its past as well, told anew: then they take the place of all
     *     that was told of these days and of later ones
     * @param contract its contract through time, or null when that stays
     */
    public record InPortfolios(
            List<AccountPeriod> periods, boolean retold, @Nullable Contract contract) {

        /** Copies the list. */
        public InPortfolios {
            periods = List.copyOf(periods);
        }
    }

    /**
     * An account as readers see it.
     *
     * @param verdict its verdict
     * @param account its name, segment, revenue …
     * @param mainDriver what costs it most, or null
     */
    public record Reading(Verdict verdict, AccountSnapshot account, @Nullable String mainDriver) {}

    /**
     * Where events of an account lie that were received on one day, in one hour.
     *
     * @param partition the partition
     * @param account the account
     * @param hour the hour, since 1970
     */
    public record EventKey(int partition, AccountId account, int hour) {}

    /**
     * Events.
     *
     * @param offsets where those lie that were folded
     * @param hashes of all that were seen
     * @param firstOffset the first offset of them
     */
    public record Events(List<Long> offsets, List<EventHash> hashes, long firstOffset) {}

    /**
     * An event that was taken back.
     *
     * @param account of which it was
     * @param source who sent it
     * @param eventId its id
     */
    public record Withdrawn(AccountId account, SourceName source, String eventId) {}

    /**
     * An event that was not folded.
     *
     * @param record the record
     * @param reason why, in one word
     * @param detail why
     */
    public record Quarantined(LogRecord record, QuarantineReason reason, String detail) {}

    /**
     * A backfill run.
     *
     * @param partition the partition
     * @param run its id
     * @param closedOffset where its closing mark lies, or null while it is open
     * @param cursor the last account that was reconstructed
     * @param finished whether all were
     */
    public record Run(
            int partition,
            String run,
            @Nullable Long closedOffset,
            String cursor,
            boolean finished) {}

    /**
     * An account of a backfill run.
     *
     * @param partition the partition
     * @param run the run
     * @param account the account
     */
    public record RunAccount(int partition, String run, AccountId account) {}

    /**
     * What a partition's owner has erased.
     *
     * @param partition the partition
     * @param through the last erasure that is carried out in it
     * @param gone the account that lay in it, or null when there was none
     */
    public record Erased(int partition, long through, @Nullable Gone gone) {}

    /**
     * An account that goes.
     *
     * @param account which
     * @param at when
     * @param message what readers are told, or null when they have never been told of it
     */
    public record Gone(AccountId account, Instant at, @Nullable AccountErasedV1 message) {}

    void move(OwnedPartition partition, long to, Counts counts) {
        hold(partition);
        moves.computeIfPresent(partition.id(), (_, move) -> move.plus(to, counts));
    }

    /** Fences a partition that stays where it is. */
    void hold(OwnedPartition partition) {
        moves.computeIfAbsent(
                partition.id(),
                _ ->
                        new Move(
                                partition.epoch(),
                                partition.nextOffset(),
                                partition.nextOffset(),
                                Counts.NONE,
                                isAimedAt(partition.target()) ? null : aimed(partition)));
    }

    private boolean isAimedAt(OwnedPartition.Round target) {
        return target.policy().equals(policyVersion);
    }

    /**
     * Once an account is judged by other policies than the last whole round, that round no longer
     * says how all accounts were judged, also when its policies come back.
     */
    private Rounds aimed(OwnedPartition partition) {
        return new Rounds(
                partition.done(),
                new OwnedPartition.Round(partition.done().day(), policyVersion),
                null,
                partition.resting());
    }

    void round(OwnedPartition partition, Rounds rounds) {
        hold(partition);
        moves.computeIfPresent(partition.id(), (_, move) -> move.with(rounds));
    }

    void count(int partition, String source, Counts counts) {
        sources.merge(new SourceKey(partition, source), counts, Counts::plus);
    }

    void account(Account account) {
        accounts.add(account);
    }

    void seen(EventKey key, long offset, EventHash hash) {
        events(key, offset).hashes().add(hash);
    }

    void folded(EventKey key, long offset) {
        events(key, offset).offsets().add(offset);
    }

    void kpiEvent(KpiEvent event) {
        kpiEvents.add(event);
    }

    /** Where events of an account lie that this transaction has folded. */
    List<Long> offsets(int partition, AccountId account) {
        return events.entrySet().stream()
                .filter(it ->
                        it.getKey().partition() == partition
                                && it.getKey().account().equals(account))
                .flatMap(it -> it.getValue().offsets().stream())
                .toList();
    }

    void withdrawn(Withdrawn event) {
        withdrawn.add(event);
    }

    void quarantine(Quarantined event) {
        quarantined.add(event);
    }

    void reporting(int partition, Reporting wider) {
        reporting.put(partition, wider);
    }

    void view(View view) {
        views.add(view);
    }

    void run(Run run) {
        runs.add(run);
    }

    void runAccount(RunAccount account) {
        runAccounts.put(account, true);
    }

    void erase(Erased what) {
        erased.add(what);
    }

    void publish(AccountUpdatedV1 account) {
        published.add(account);
    }

    /** Costs nothing where nobody follows the record. */
    void follow(LogRecord record, Counts counts) {
        Trace trace = record.trace();
        if (trace != null) {
            trace.became(counts);
            traces.put(new Place(record.partition(), record.offset() + 1), trace);
        }
    }

    boolean isEmpty() {
        return moves.isEmpty();
    }

    /**
     * The present.
     *
     * @return when all this is written
     */
    public Instant at() {
        return at;
    }

    /**
     * The policies by which accounts were judged.
     *
     * @return the bundle's version
     */
    public String policyVersion() {
        return policyVersion;
    }

    /**
     * How partitions move on.
     *
     * @return by partition
     */
    public Map<Integer, Move> moves() {
        return moves;
    }

    /**
     * What became of events, by source.
     *
     * @return in order
     */
    public Map<SourceKey, Counts> sources() {
        return sources;
    }

    /**
     * What sources sent.
     *
     * @return to be added to, and written
     */
    public SourceActivity activity() {
        return activity;
    }

    /**
     * The accounts.
     *
     * @return each once
     */
    public List<Account> accounts() {
        return accounts;
    }

    /**
     * Where events lie.
     *
     * @return by account and hour
     */
    public Map<EventKey, Events> events() {
        return events;
    }

    /**
     * Events that a KPI counts one by one.
     *
     * @return in the order of the log
     */
    public List<KpiEvent> kpiEvents() {
        return List.copyOf(kpiEvents);
    }

    /**
     * Events that were taken back, whenever they had come.
     *
     * @return in the order of the log
     */
    public List<Withdrawn> withdrawn() {
        return withdrawn;
    }

    /**
     * Events that were not folded.
     *
     * @return in the order of the log
     */
    public List<Quarantined> quarantined() {
        return quarantined;
    }

    /**
     * What was reported, of the partitions where that is news.
     *
     * @return by partition
     */
    public Map<Integer, Reporting> reporting() {
        return reporting;
    }

    /**
     * By what else accounts were judged than before.
     *
     * @return in the order of their news
     */
    public List<View> views() {
        return views;
    }

    /**
     * Backfill runs.
     *
     * @return in the order of their news
     */
    public List<Run> runs() {
        return runs;
    }

    /**
     * Accounts of backfill runs.
     *
     * @return each once
     */
    public List<RunAccount> runAccounts() {
        return List.copyOf(runAccounts.keySet());
    }

    /**
     * What was erased.
     *
     * @return in order
     */
    public List<Erased> erased() {
        return erased;
    }

    /**
     * What goes to the topic of accounts.
     *
     * @return each account once
     */
    public List<AccountUpdatedV1> published() {
        return published;
    }

    /**
     * The step of a trace that a change is told by: that of the last event it was judged on.
     *
     * @param cause of the change
     * @return null where nobody follows, or no event has done it
     */
    public @Nullable TraceParent step(Cause cause) {
        if (traces.isEmpty() || cause.eventId() == null) {
            return null;
        }
        Trace trace = traces.get(new Place(cause.partition(), cause.nextOffset()));
        return trace == null ? null : trace.step();
    }

    private Events events(EventKey key, long offset) {
        return events.computeIfAbsent(
                key, _ -> new Events(new ArrayList<>(), new ArrayList<>(), offset));
    }
}
