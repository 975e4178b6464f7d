package io.keepwell.engine.facts;

import io.keepwell.model.event.CustomerEventV1;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes events back out of an account's facts. What an event was added to is not enough: whose day
 * was marked by nobody else, and which event was the latest before it, only the account's events
 * can tell. So they are told to it once more, in any order and as far as the log has them;
 * afterwards the rows that it touched are what they are without it, and all others as they were.
 *
 * <p>They are folded once for all that is known to go, even if it goes one after the other with
 * others coming in between: each time only those are folded anew that are still to go, and those
 * that came since. One thread's own.
 */
public final class Recollection {

    private final AccountFacts facts;

    /** Of what is still to go. */
    private final Set<Long> hashes;

    /** What is still to go, and what came since the others were folded. */
    private final List<Heard> apart = new ArrayList<>();

    /** Of all others; null once they were written down, or made part of the facts. */
    private @Nullable AccountFacts others;

    /** The rows of all others, where they are needed more than once. */
    private @Nullable Map<ChunkKey, byte[]> rows;

    /**
     * An event that is to go, and since when.
     *
     * @param withdrawal what takes it back
     * @param place where that lies, among the places of the events that are told
     */
    public record Taken(Withdrawal withdrawal, long place) {}

    /** An event, and where it lies. */
    private record Heard(CustomerEventV1 event, long place, long hash) {

        Heard(CustomerEventV1 event, long place) {
            this(event, place, Withdrawal.hash(event.source().value(), event.id()));
        }
    }

    /**
     * Begins, before or after the withdrawals themselves were folded.
     *
     * @param facts the account's; all rows that there are must be loaded, but for those of members
     * @param withdrawals what is to go, now or later
     */
    public Recollection(AccountFacts facts, Collection<Withdrawal> withdrawals) {
        this.facts = facts;
        this.others = facts.emptied();
        this.hashes =
                withdrawals.stream()
                        .map(Withdrawal::hash)
                        .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Whether an event takes one back that nobody has taken back before. Only then there is
     * something to recollect.
     *
     * @param facts the account's, before the event was folded
     * @param event the event
     * @return whether
     */
    public static boolean isNeeded(AccountFacts facts, CustomerEventV1 event) {
        return Withdrawal.of(event).filter(it -> !facts.isWithdrawn(it.hash())).isPresent();
    }

    /**
     * Does all at once, with events that are in memory.
     *
     * @param facts the account's
     * @param withdrawals what is to go, each with the number of those before it
     * @param heard all events that were told to the account, in their order; those that came after
     *     they had been taken back included
     */
    public static void of(
            AccountFacts facts, List<Taken> withdrawals, List<CustomerEventV1> heard) {
        if (withdrawals.isEmpty()) {
            return;
        }
        var recollection =
                new Recollection(facts, withdrawals.stream().map(Taken::withdrawal).toList());
        for (int place = 0; place < heard.size(); place++) {
            recollection.take(heard.get(place), place);
        }
        recollection.takeOut(withdrawals);
    }

    /**
     * Takes one of the account's events in: before anything is taken out all that were told to it
     * so far, afterwards each that comes.
     *
     * @param event any that was told to the account
     * @param place where it lies
     */
    public void take(CustomerEventV1 event, long place) {
        if (Withdrawal.is(event)) {
            // It tells nothing else, and the facts know of it.
            return;
        }
        var heard = new Heard(event, place);
        if (others == null || hashes.contains(heard.hash())) {
            apart.add(heard);
        } else {
            fold(event, others);
        }
    }

    /**
     * Takes out what was told to the account before it was taken back. What came later has never
     * been in the facts.
     *
     * @param withdrawals some of those that it began with, and that the facts know by now
     */
    public void takeOut(Collection<Taken> withdrawals) {
        var places = new HashMap<Long, Long>();
        withdrawals.forEach(it -> places.merge(it.withdrawal().hash(), it.place(), Math::min));
        hashes.removeAll(places.keySet());
        AccountFacts without = others();
        var gone = new ArrayList<CustomerEventV1>();
        for (Heard it : apart) {
            Long place = places.get(it.hash());
            if (place == null) {
                fold(it.event(), without);
            } else if (it.place() < place) {
                gone.add(it.event());
            }
        }
        apart.removeIf(it -> places.containsKey(it.hash()));
        gone.forEach(event -> facts.takeBack(event, without));
    }

    /**
     * Whether all has been taken out that it began with. Then it is of no further use.
     *
     * @return whether
     */
    public boolean isOver() {
        return hashes.isEmpty();
    }

    /** Facts of all others, to be used up. */
    private AccountFacts others() {
        AccountFacts first = others;
        if (first != null && isOver()) {
            others = null;
            return first;
        }
        Map<ChunkKey, byte[]> written = rows;
        if (written == null) {
            written = first == null ? Map.of() : first.drain().written();
        }
        others = null;
        rows = isOver() ? null : written;
        AccountFacts copy = facts.emptied();
        copy.load(written.keySet(), written);
        return copy;
    }

    private static void fold(CustomerEventV1 event, AccountFacts into) {
        for (List<ChunkKey> missing = into.missing(event);
                !missing.isEmpty();
                missing = into.missing(event)) {
            into.load(missing, Map.of());
        }
        into.fold(event, Days.of(event.receivedAt()));
    }
}
