package io.keepwell.engine.facts;

import io.keepwell.model.event.CustomerEventV1;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes events back out of an account's facts. What an event was added to is not enough: whose day
 * was marked by nobody else, and which event was the latest before it, only the account's events
 * can tell. So they are told to it once more, in any order and as far as the log has them;
 * afterwards the rows that it touched are what they are without it, and all others as they were.
 */
public final class Recollection {

    private final AccountFacts facts;
    private final AccountFacts without;
    private final Set<Long> hashes;
    private final List<CustomerEventV1> taken = new ArrayList<>();

    /**
     * Begins, before or after the withdrawals themselves were folded.
     *
     * @param facts the account's; all rows that there are must be loaded, but for those of members
     * @param withdrawals what is to go
     */
    public Recollection(AccountFacts facts, Collection<Withdrawal> withdrawals) {
        this.facts = facts;
        this.without = facts.emptied();
        this.hashes = withdrawals.stream().map(Withdrawal::hash).collect(Collectors.toSet());
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
     * @param withdrawal what is to go
     * @param folded all events that are in the facts
     */
    public static void of(
            AccountFacts facts, Withdrawal withdrawal, Collection<CustomerEventV1> folded) {
        var recollection = new Recollection(facts, List.of(withdrawal));
        folded.forEach(recollection::take);
        recollection.end();
    }

    /**
     * Takes one of the account's events in.
     *
     * @param event any that is in the facts
     */
    public void take(CustomerEventV1 event) {
        if (!Withdrawal.is(event)
                && hashes.contains(Withdrawal.hash(event.source().value(), event.id()))) {
            taken.add(event);
        } else {
            for (List<ChunkKey> missing = without.missing(event);
                    !missing.isEmpty();
                    missing = without.missing(event)) {
                without.load(missing, Map.of());
            }
            without.fold(event, Days.of(event.receivedAt()));
        }
    }

    /** Ends it, when all events were taken in. */
    public void end() {
        taken.forEach(event -> facts.takeBack(event, without));
    }
}
