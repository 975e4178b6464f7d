package io.keepwell.engine.facts;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.catalogue.TraitSpec;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one account: a working copy that one owner folds events into. Folding is exact and
 * commutes: the same events in any order give the same facts.
 *
 * <p>A working copy holds only the rows it was given. Ask {@link #missing} before a fold, load
 * those, then fold; afterwards {@link #drain} tells which rows to write. A copy whose write failed
 * is to be thrown away.
 */
public final class AccountFacts {

    /** The set that every actor of a {@code usage.*} type outside the catalogue is marked in. */
    private static final Map<String, String> MARKS_OF_USAGE = Map.of("users", EventSpec.ACTOR);

    private static final String USAGE = "usage.";

    /** So many that were taken back weigh as much as another row. */
    private static final int WITHDRAWN_A_ROW = 20;

    /** The traits by which portfolios are told apart. */
    private static final Set<String> OF_PORTFOLIOS =
            Set.of("name", "segment", "arr", "csm", "team", "renewalDate");

    private final EventCatalogue catalogue;
    private final int membersMax;
    private final Profile profile;
    private final ContractRow contractRow = new ContractRow();
    private final WithdrawnRow withdrawnRow = new WithdrawnRow();
    private final Map<EventType, TypeSummary> types = new HashMap<>();
    private final Map<EventType, Months> months = new HashMap<>();
    private final Map<String, ActivitySet> sets = new HashMap<>();
    private final Set<ChunkKey> known = new HashSet<>();
    private final Set<ChunkKey> dirty = new HashSet<>();
    private final Set<EventType> dropped = new HashSet<>();
    private final Set<ChunkKey> removed = new HashSet<>();
    private boolean whole;
    private boolean portfolioChanged;
    private boolean contractChanged;

    private AccountFacts(EventCatalogue catalogue, int membersMax) {
        this.catalogue = catalogue;
        this.membersMax = membersMax;
        Set<String> traits =
                catalogue.traits().stream().map(TraitSpec::trait).collect(Collectors.toSet());
        this.profile = new Profile(catalogue::isWellKnown, traits::contains);
    }

    /**
     * A working copy that holds nothing yet; even the profile must be {@linkplain #load loaded}.
     *
     * @param catalogue what is known of event types
     * @return the copy
     */
    public static AccountFacts of(EventCatalogue catalogue) {
        return of(catalogue, ActivitySet.MEMBERS_MAX);
    }

    static AccountFacts of(EventCatalogue catalogue, int membersMax) {
        return new AccountFacts(catalogue, membersMax);
    }

    /**
     * Takes rows in.
     *
     * @param asked the keys that were looked up
     * @param found the rows among them that exist; the others are empty from now on
     * @throws io.keepwell.engine.encoding.UnreadableStateException when a row cannot be read
     */
    public void load(Collection<? extends ChunkKey> asked, Map<? extends ChunkKey, byte[]> found) {
        asked.stream().filter(known::add).forEach(key -> load(key, found.get(key)));
    }

    /**
     * Takes in every row that the account has, beside those of members, which are loaded one by one
     * as they are needed.
     *
     * @param rows all rows of the account for which {@link ChunkKey#isOfMembers} is false
     * @throws io.keepwell.engine.encoding.UnreadableStateException when a row cannot be read
     */
    public void loadWhole(Map<? extends ChunkKey, byte[]> rows) {
        load(rows.keySet(), rows);
        whole = true;
    }

    /**
     * The rows that folding an event needs and that are not loaded. To be asked until nothing is
     * missing: a row may tell that others are needed.
     *
     * @param event the event
     * @return their keys, empty when the event can be folded
     */
    public List<ChunkKey> missing(CustomerEventV1 event) {
        var needed = new ArrayList<ChunkKey>();
        if (Withdrawal.is(event)) {
            return unknown(new ChunkKey.OfWithdrawn());
        }
        if (!whole) {
            needed.add(new ChunkKey.OfProfile());
            needed.add(new ChunkKey.OfWithdrawn());
            int month = Days.month(Days.of(event.occurredAt()));
            for (EventType name : names(event)) {
                needed.add(new ChunkKey.OfType(name));
                needed.add(new ChunkKey.OfMonth(name, month));
            }
            profile.displacedBy(event.type()).ifPresent(it -> needed.add(new ChunkKey.OfType(it)));
            if (ContractEntry.of(event).isPresent()) {
                needed.add(new ChunkKey.OfContract());
            }
        }
        marks(event)
                .forEach((set, member) -> {
                    needed.add(new ChunkKey.OfSet(set));
                    needed.addAll(set(set).missing(member));
                });
        needed.removeIf(this::isLoaded);
        return needed.size() < 2 ? needed : needed.stream().distinct().toList();
    }

    /**
     * Folds an event in.
     *
     * @param event the event; its being new and not in the future is the caller's to know
     * @param today the present day, by an injected clock
     * @return what became of it
     * @throws IllegalStateException when a row that it needs is {@linkplain #missing missing}
     */
    public Folding fold(CustomerEventV1 event, int today) {
        requireLoaded(missing(event));
        if (Withdrawal.is(event)) {
            Withdrawal.of(event).ifPresent(this::note);
            return Folding.FOLDED;
        }
        if (isWithdrawn(event)) {
            // As if it had come first and was taken back then.
            meet(event);
            return Folding.FOLDED;
        }
        int day = Days.of(event.occurredAt());
        boolean tellsTraits = tellTraits(event);
        boolean tellsContract = tellContract(event);
        if (day <= today - Days.HORIZON) {
            // What an account is called and pays does not expire, however long ago it was told.
            return tellsTraits || tellsContract ? Folding.FOLDED : Folding.TOO_LATE;
        }
        if (makeRoomFor(event.type())) {
            for (EventType name : names(event)) {
                if (profile.addType(name)) {
                    dirty.add(new ChunkKey.OfProfile());
                }
                count(event, name, day);
            }
        } else {
            profile.dropEvents(1);
            dirty.add(new ChunkKey.OfProfile());
        }
        marks(event).forEach((set, member) -> mark(set, member, day));
        return Folding.FOLDED;
    }

    /**
     * Hands over what has changed since the last time.
     *
     * @return the rows to write and to delete
     */
    public Changes drain() {
        var written = new HashMap<ChunkKey, byte[]>();
        dirty.forEach(key -> written.put(key, encode(key)));
        sets.values().forEach(set -> set.drain(written));
        removed.removeAll(written.keySet());
        var changes = new Changes(written, dropped, removed);
        dirty.clear();
        dropped.clear();
        removed.clear();
        return changes;
    }

    /**
     * How many rows it holds in memory, those included that were never stored.
     *
     * @return 1 or more
     */
    public int rows() {
        return 1
                + types.size()
                + months.values().stream().mapToInt(Months::size).sum()
                + withdrawnRow.size() / WITHDRAWN_A_ROW
                + sets.values().stream().mapToInt(ActivitySet::rows).sum();
    }

    /**
     * Whether an event was taken back, before it came or afterwards.
     *
     * @param event the event
     * @return whether it is not in the facts
     */
    public boolean isWithdrawn(CustomerEventV1 event) {
        return !withdrawnRow.isEmpty()
                // What took another one back has done so for good.
                && !Withdrawal.is(event)
                && isWithdrawn(Withdrawal.hash(event.source().value(), event.id()));
    }

    /**
     * Whether an event takes one back for which there is no room beside those that were taken back
     * before. Folded all the same, it would be known; who folds what anybody may send, does not.
     *
     * @param event the event
     * @return whether it is one more than {@value Withdrawal#MAX}
     */
    public boolean isBeyondWithdrawals(CustomerEventV1 event) {
        return withdrawnRow.size() >= Withdrawal.MAX && Recollection.isNeeded(this, event);
    }

    boolean isWithdrawn(long hash) {
        return withdrawnBy(hash).isPresent();
    }

    /**
     * The row that tells which events were taken back, if it is not loaded.
     *
     * @return its key, or empty
     */
    public List<ChunkKey> missingWithdrawn() {
        return unknown(new ChunkKey.OfWithdrawn());
    }

    /**
     * The event that took another one back.
     *
     * @param source who sent the other one
     * @param id its id
     * @return the earliest that did; empty when none did
     */
    public Optional<EventRef> withdrawnBy(String source, String id) {
        return withdrawnBy(Withdrawal.hash(source, id));
    }

    private Optional<EventRef> withdrawnBy(long hash) {
        requireLoaded(missingWithdrawn());
        return withdrawnRow.by(hash);
    }

    /**
     * Whether what was taken back was there, or came since.
     *
     * @param source who sent it
     * @param id its id
     * @return false too where nobody took it back, and where the log did not hold it any more
     */
    public boolean isWithdrawnMet(String source, String id) {
        requireLoaded(missingWithdrawn());
        return withdrawnRow.isMet(Withdrawal.hash(source, id));
    }

    private void meet(CustomerEventV1 event) {
        if (withdrawnRow.meet(Withdrawal.hash(event.source().value(), event.id()))) {
            dirty.add(new ChunkKey.OfWithdrawn());
        }
    }

    private void note(Withdrawal withdrawal) {
        withdrawnRow.add(withdrawal);
        dirty.add(new ChunkKey.OfWithdrawn());
    }

    /** Facts of nothing but what was taken back. */
    AccountFacts emptied() {
        AccountFacts empty = of(catalogue, membersMax);
        empty.loadWhole(Map.of());
        empty.withdrawnRow.addAll(withdrawnRow);
        return empty;
    }

    /**
     * Takes an event out that was folded in.
     *
     * @param without the facts of all others that the log still has; no longer to be used, for rows
     *     of it become these facts' own
     */
    void takeBack(CustomerEventV1 event, AccountFacts without) {
        meet(event);
        takeBackTraits(event, without);
        takeBackContract(event, without);
        int day = Days.of(event.occurredAt());
        if (day <= Days.of(event.receivedAt()) - Days.HORIZON) {
            return;
        }
        boolean wasCounted = false;
        for (EventType name : names(event)) {
            wasCounted |= takeBack(event, name, day, without);
        }
        if (!wasCounted) {
            profile.takeBackDropped();
        }
        marks(event).keySet().forEach(set -> takeOver(set, without));
        dirty.add(new ChunkKey.OfProfile());
    }

    private void takeBackTraits(CustomerEventV1 event, AccountFacts without) {
        traits(event)
                .keySet()
                .forEach(name -> {
                    boolean isChange = profile.takeBack(name, EventRef.of(event), without.profile);
                    portfolioChanged |= isChange && OF_PORTFOLIOS.contains(name);
                    dirty.add(new ChunkKey.OfProfile());
                });
    }

    private void takeBackContract(CustomerEventV1 event, AccountFacts without) {
        ContractEntry.of(event)
                .ifPresent(entry -> {
                    Contract before = contract();
                    contractRow.takeBack(entry, without.contractRow);
                    write(new ChunkKey.OfContract(), !contractRow.isEmpty());
                    if (!contract().equals(before)) {
                        contractChanged = true;
                        portfolioChanged = true;
                    }
                });
    }

    /** False where the event is not among those counted: there may have been no room for it. */
    private boolean takeBack(CustomerEventV1 event, EventType name, int day, AccountFacts without) {
        var ofType = new ChunkKey.OfType(name);
        var ofMonth = new ChunkKey.OfMonth(name, Days.month(day));
        TypeSummary summary = types.get(name);
        MonthSeries series = month(ofMonth);
        Optional<BigDecimal> counted =
                catalogue.counted(event.type(), event.value(), event.attributes());
        if (summary == null
                || series == null
                || !series.hasMore(day, counted.isPresent(), without.month(ofMonth))) {
            return false;
        }
        summary.takeBack(EventRef.of(event), without.types.get(name));
        if (counted.isPresent()) {
            series.takeBack(day, Sum.millionths(counted.get()));
        } else {
            series.takeBack(day);
        }
        if (series.isEmpty()) {
            removeMonth(ofMonth);
        }
        if (summary.total() == 0) {
            types.remove(name);
            profile.removeType(name);
        }
        write(ofMonth, !series.isEmpty());
        write(ofType, summary.total() > 0);
        return true;
    }

    /** Of sets nothing can be taken away: who else was active is in no row. */
    private void takeOver(String name, AccountFacts without) {
        var ofSet = new ChunkKey.OfSet(name);
        int slots = set(name).summary().slots();
        for (int slot = 0; slot < slots; slot++) {
            removed.add(new ChunkKey.OfMembers(name, slot));
        }
        ActivitySet others = without.set(name);
        others.replace();
        sets.put(name, others);
        known.add(ofSet);
        if (!without.profile.sets().contains(name)) {
            profile.removeSet(name);
            removed.add(ofSet);
        }
    }

    private void write(ChunkKey key, boolean isThere) {
        if (isThere) {
            dirty.add(key);
        } else {
            dirty.remove(key);
            removed.add(key);
        }
    }

    /**
     * The row that traits need, if it is not loaded.
     *
     * @return its key, or empty
     */
    public List<ChunkKey> missingTraits() {
        return unknown(new ChunkKey.OfProfile());
    }

    /**
     * The row that a type's latest events, its latest value and its first day need, if it is not
     * loaded.
     *
     * @param type the type
     * @return its key, or empty
     */
    public List<ChunkKey> missing(EventType type) {
        return unknown(new ChunkKey.OfType(type));
    }

    /**
     * The rows that a window over a type's days needs and that are not loaded.
     *
     * @param type the type
     * @param from the window's first day
     * @param to its last day
     * @return their keys
     */
    public List<ChunkKey> missing(EventType type, int from, int to) {
        if (whole) {
            return List.of();
        }
        var needed = new ArrayList<ChunkKey>();
        int last = Days.month(to);
        for (int month = Days.month(from); month <= last; month++) {
            var key = new ChunkKey.OfMonth(type, month);
            if (!isLoaded(key)) {
                needed.add(key);
            }
        }
        return needed;
    }

    /**
     * The rows that a count of a set's active members needs and that are not loaded.
     *
     * @param set the set
     * @param to the window's last day
     * @return their keys
     */
    public List<ChunkKey> missing(String set, int to) {
        var summary = new ChunkKey.OfSet(set);
        return isLoaded(summary) ? set(set).missing(to) : List.of(summary);
    }

    /**
     * How many events of a type occurred.
     *
     * @param type the type
     * @param from the first day
     * @param to the last day, included
     * @return 0 or more
     */
    public long count(EventType type, int from, int to) {
        requireLoaded(missing(type, from, to));
        Months its = months.get(type);
        return its == null ? 0 : its.count(from, to);
    }

    /**
     * The first day of a span with an event of a type.
     *
     * @param type the type
     * @param from the first day
     * @param to the last day, included
     * @return the day, or empty when none has one
     */
    public OptionalInt nextDay(EventType type, int from, int to) {
        requireLoaded(missing(type, from, to));
        Months its = months.get(type);
        int day = its == null ? Integer.MAX_VALUE : its.next(from);
        return day <= to ? OptionalInt.of(day) : OptionalInt.empty();
    }

    /**
     * What the values of a type's events add up to, exactly.
     *
     * @param type the type
     * @param from the first day
     * @param to the last day, included
     * @return the sum, in the unit that the catalogue gives
     */
    public BigDecimal sum(EventType type, int from, int to) {
        return totals(type, from, to).value();
    }

    /**
     * How many events of a type had a value.
     *
     * @param type the type
     * @param from the first day
     * @param to the last day, included
     * @return 0 or more, at most {@link #count}
     */
    public long valued(EventType type, int from, int to) {
        return totals(type, from, to).valued();
    }

    /**
     * The value that the latest event of a type with a value told.
     *
     * @param type the type
     * @return the value, or empty when none ever did
     */
    public Optional<BigDecimal> latestValue(EventType type) {
        return summary(type)
                .flatMap(TypeSummary::latestValue)
                .map(latest -> Sum.decimal(latest.millionths()));
    }

    /**
     * The latest events of a type, at most {@value TypeSummary#RECENT_MAX}.
     *
     * @param type the type
     * @return the newest first, empty when there never was one
     */
    public List<EventRef> recent(EventType type) {
        return summary(type).map(TypeSummary::recent).orElse(List.of());
    }

    /**
     * The latest event of a type.
     *
     * @param type the type
     * @return the newest, empty when there never was one
     */
    public Optional<EventRef> newest(EventType type) {
        List<EventRef> recent = recent(type);
        return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getFirst());
    }

    /**
     * The day of a type's first event ever.
     *
     * @param type the type
     * @return the day, or empty when there never was one
     */
    public Optional<Integer> firstDay(EventType type) {
        return summary(type).map(it -> Days.of(java.time.Instant.ofEpochMilli(it.firstAt())));
    }

    /**
     * How many different members of a set were active.
     *
     * @param set the set, for example {@code users}
     * @param from the first day, at most {@value Days#ACTIVITY} days before the newest
     * @param to the last day, included
     * @return 0 or more
     */
    public long active(String set, int from, int to) {
        requireLoaded(missing(set, to));
        return set(set).activeBetween(from, to);
    }

    /**
     * How many different members of a set were active on one day.
     *
     * @param set the set
     * @param day the day
     * @return 0 or more
     */
    public long activeOn(String set, int day) {
        requireLoaded(missing(set, Integer.MAX_VALUE));
        return set(set).activeOn(day);
    }

    /**
     * The first day of a span on which a member of a set was active.
     *
     * @param set the set, whose summary is loaded
     * @param from the first day
     * @param to the last day, included
     * @return the day, or empty when nobody was
     */
    public OptionalInt nextActiveDay(String set, int from, int to) {
        requireLoaded(missing(set, Integer.MAX_VALUE));
        ActivitySet its = set(set);
        return IntStream.rangeClosed(from, to).filter(day -> its.activeOn(day) > 0).findFirst();
    }

    /**
     * A trait of the account.
     *
     * @param name its name
     * @return its latest value, or empty when it was never told or was removed
     */
    public Optional<AttributeValue> trait(String name) {
        requireLoaded(missingTraits());
        return profile.trait(name);
    }

    /**
     * The event that told a trait last.
     *
     * @param name the trait's name
     * @return the event, which may have removed it; empty when it was never told
     */
    public Optional<EventRef> traitEvent(String name) {
        requireLoaded(missingTraits());
        return profile.traitEvent(name);
    }

    /**
     * The latest day on which a member of a set was active.
     *
     * @param set the set, whose summary is loaded
     * @return the day, or empty when none ever was
     */
    public OptionalInt lastActiveDay(String set) {
        requireLoaded(unknown(new ChunkKey.OfSet(set)));
        SetSummary summary = set(set).summary();
        return summary.members() == 0 ? OptionalInt.empty() : OptionalInt.of(summary.head());
    }

    /**
     * All traits of the account.
     *
     * @return by name, those that have a value
     */
    public Map<String, AttributeValue> traits() {
        requireLoaded(missingTraits());
        return profile.traits();
    }

    /**
     * What events touch, so that only what reads it needs to be looked at again.
     *
     * @param events the events
     * @return their types, and the sets and traits that they may have changed; sources may have
     *     changed too
     */
    public Touched touched(Collection<CustomerEventV1> events) {
        var touchedTypes = new HashSet<String>();
        var touchedSets = new HashSet<String>();
        var touchedTraits = new HashSet<String>();
        for (CustomerEventV1 event : events) {
            names(event).forEach(name -> touchedTypes.add(name.value()));
            touchedSets.addAll(marks(event).keySet());
            touchedTraits.addAll(traits(event).keySet());
        }
        return new Touched(touchedTypes, touchedSets, touchedTraits, true);
    }

    /**
     * The row that the contract needs, if it is not loaded.
     *
     * @return its key, or empty
     */
    public List<ChunkKey> missingContract() {
        return unknown(new ChunkKey.OfContract());
    }

    /**
     * The account's contract, as far as it was told.
     *
     * @return the contract through time
     */
    public Contract contract() {
        requireLoaded(missingContract());
        return Contract.of(contractRow.entries());
    }

    /**
     * Whether the contract through time became another one since the last time that this was asked.
     *
     * @return true once a change
     */
    public boolean takeContractChanged() {
        boolean taken = contractChanged;
        contractChanged = false;
        return taken;
    }

    /**
     * Whether a trait by which portfolios are told apart, or the contract, became another one since
     * the last time that this was asked; what is only told again is no change.
     *
     * @return true once a change
     */
    public boolean takePortfolioChanged() {
        boolean taken = portfolioChanged;
        portfolioChanged = false;
        return taken;
    }

    /**
     * How many events were left out of the facts because the account had more types beside the
     * catalogue than are kept.
     *
     * @return 0 for all but very odd accounts
     */
    public long droppedEvents() {
        return profile.droppedEvents();
    }

    Profile profile() {
        return profile;
    }

    Optional<TypeSummary> summary(EventType type) {
        requireLoaded(unknown(new ChunkKey.OfType(type)));
        return Optional.ofNullable(types.get(type));
    }

    ActivitySet set(String name) {
        ActivitySet set = sets.get(name);
        if (set == null) {
            set = new ActivitySet(name, membersMax);
            sets.put(name, set);
        }
        return set;
    }

    private Totals totals(EventType type, int from, int to) {
        requireLoaded(missing(type, from, to));
        Months its = months.get(type);
        return its == null ? Totals.NONE : its.between(from, to);
    }

    private @Nullable MonthSeries month(ChunkKey.OfMonth key) {
        Months its = months.get(key.type());
        return its == null ? null : its.get(key.month());
    }

    private void removeMonth(ChunkKey.OfMonth key) {
        Months its = months.get(key.type());
        if (its != null) {
            its.remove(key.month());
            if (its.isEmpty()) {
                months.remove(key.type());
            }
        }
    }

    private void load(ChunkKey key, byte @Nullable [] bytes) {
        switch (key) {
            case ChunkKey.OfSet(String set) -> set(set).load(bytes);
            case ChunkKey.OfMembers(String set, int slot) -> set(set).load(slot, bytes);
            case ChunkKey.OfProfile() when bytes != null -> profile.decode(bytes);
            case ChunkKey.OfContract() when bytes != null -> contractRow.decode(bytes);
            case ChunkKey.OfWithdrawn() when bytes != null -> withdrawnRow.decode(bytes);
            case ChunkKey.OfType(EventType type) when bytes != null ->
                    types.put(type, TypeSummary.decode(bytes));
            case ChunkKey.OfMonth month when bytes != null ->
                    months.computeIfAbsent(month.type(), _ -> new Months())
                            .put(MonthSeries.decode(month.month(), bytes));
            case ChunkKey.OfProfile _,
                    ChunkKey.OfContract _,
                    ChunkKey.OfWithdrawn _,
                    ChunkKey.OfType _,
                    ChunkKey.OfMonth _ -> {}
        }
    }

    private byte[] encode(ChunkKey key) {
        return switch (key) {
            case ChunkKey.OfProfile() -> profile.encode();
            case ChunkKey.OfContract() -> contractRow.encode();
            case ChunkKey.OfWithdrawn() -> withdrawnRow.encode();
            case ChunkKey.OfType(EventType type) ->
                    Objects.requireNonNull(types.get(type)).encode();
            case ChunkKey.OfMonth month -> Objects.requireNonNull(month(month)).encode();
            case ChunkKey.OfSet _, ChunkKey.OfMembers _ ->
                    throw new IllegalStateException("sets write themselves: " + key.text());
        };
    }

    private boolean tellTraits(CustomerEventV1 event) {
        Map<String, AttributeValue> told = traits(event);
        told.forEach((name, value) -> {
            boolean isChange = profile.tell(name, value, EventRef.of(event));
            portfolioChanged |= isChange && OF_PORTFOLIOS.contains(name);
        });
        if (!told.isEmpty()) {
            dirty.add(new ChunkKey.OfProfile());
        }
        return !told.isEmpty();
    }

    private boolean tellContract(CustomerEventV1 event) {
        Optional<ContractEntry> told = ContractEntry.of(event);
        told.ifPresent(entry -> {
            Contract before = contract();
            contractRow.add(entry);
            dirty.add(new ChunkKey.OfContract());
            if (!contract().equals(before)) {
                contractChanged = true;
                portfolioChanged = true;
            }
        });
        return told.isPresent();
    }

    private Map<String, AttributeValue> traits(CustomerEventV1 event) {
        if (event.type().equals(EventCatalogue.ACCOUNT_UPDATED)) {
            return event.attributes().values();
        }
        Map<String, String> origins =
                catalogue.find(event.type()).map(EventSpec::sets).orElse(Map.of());
        if (origins.isEmpty()) {
            return Map.of();
        }
        var told = new HashMap<String, AttributeValue>();
        origins.forEach((trait, origin) -> {
            AttributeValue value = origin(event, origin);
            if (value != null) {
                told.put(trait, value);
            }
        });
        return told;
    }

    private static @Nullable AttributeValue origin(CustomerEventV1 event, String origin) {
        if (!origin.equals(EventSpec.VALUE)) {
            return event.attributes().values().get(origin);
        }
        return event.value() == null ? null : new AttributeValue.Numeric(event.value());
    }

    /** Whether the type is kept; another may have had to go for it. */
    private boolean makeRoomFor(EventType type) {
        Optional<EventType> displaced = profile.displacedBy(type);
        if (displaced.filter(type::equals).isPresent()) {
            return false;
        }
        displaced.ifPresent(this::drop);
        if (profile.addType(type)) {
            dirty.add(new ChunkKey.OfProfile());
        }
        return true;
    }

    private void drop(EventType type) {
        TypeSummary summary = types.remove(type);
        profile.dropEvents(summary == null ? 0 : summary.total());
        profile.removeType(type);
        months.remove(type);
        dirty.removeIf(key -> isOf(key, type));
        dropped.add(type);
    }

    private static boolean isOf(ChunkKey key, EventType type) {
        return switch (key) {
            case ChunkKey.OfType(EventType of) -> of.equals(type);
            case ChunkKey.OfMonth(EventType of, int _) -> of.equals(type);
            case ChunkKey.OfProfile _,
                    ChunkKey.OfContract _,
                    ChunkKey.OfWithdrawn _,
                    ChunkKey.OfSet _,
                    ChunkKey.OfMembers _ ->
                    false;
        };
    }

    /** The names under which an event is counted: its type, and the narrower ones. */
    private List<EventType> names(CustomerEventV1 event) {
        List<EventType> narrower = catalogue.narrower(event.type(), event.attributes());
        if (narrower.isEmpty()) {
            return List.of(event.type());
        }
        var names = new ArrayList<EventType>();
        names.add(event.type());
        names.addAll(narrower);
        return names;
    }

    private void count(CustomerEventV1 event, EventType name, int day) {
        var month = new ChunkKey.OfMonth(name, Days.month(day));
        TypeSummary summary = types.computeIfAbsent(name, _ -> new TypeSummary());
        MonthSeries series = months.computeIfAbsent(name, _ -> new Months()).begun(month.month());
        EventRef ref = EventRef.of(event);
        summary.add(ref);
        Optional<BigDecimal> counted =
                catalogue.counted(event.type(), event.value(), event.attributes());
        if (counted.isPresent()) {
            long millionths = Sum.millionths(counted.get());
            summary.addValue(ref, millionths);
            series.add(day, millionths);
        } else {
            series.add(day);
        }
        dirty.add(new ChunkKey.OfType(name));
        dirty.add(month);
    }

    private void mark(String set, String member, int day) {
        set(set).mark(member, day);
        if (profile.addSet(set)) {
            dirty.add(new ChunkKey.OfProfile());
        }
    }

    /** Whom the event marks active: set to member. */
    private Map<String, String> marks(CustomerEventV1 event) {
        Map<String, String> origins =
                catalogue
                        .find(event.type())
                        .map(EventSpec::marks)
                        .orElse(event.type().value().startsWith(USAGE) ? MARKS_OF_USAGE : Map.of());
        if (origins.isEmpty()) {
            return Map.of();
        }
        var marked = new HashMap<String, String>();
        origins.forEach((set, origin) -> {
            String member =
                    origin.equals(EventSpec.ACTOR)
                            ? event.actorId()
                            : event.attributes().text(origin).orElse(null);
            if (member != null) {
                marked.put(set, member);
            }
        });
        return marked;
    }

    private boolean isLoaded(ChunkKey key) {
        return (whole && !key.isOfMembers()) || known.contains(key);
    }

    private List<ChunkKey> unknown(ChunkKey key) {
        return isLoaded(key) ? List.of() : List.of(key);
    }

    private static void requireLoaded(List<ChunkKey> missing) {
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "not loaded: "
                            + missing.stream()
                                    .map(ChunkKey::text)
                                    .collect(Collectors.joining(", ")));
        }
    }
}
