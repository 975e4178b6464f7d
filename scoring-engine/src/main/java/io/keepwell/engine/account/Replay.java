package io.keepwell.engine.account;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.Folding;
import io.keepwell.engine.facts.Recollection;
import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The life of an account, lived once more from its events in memory, by whatever policies: what its
 * owner would have made of it at each moment, with what was known then. One thread's own.
 */
public final class Replay {

    private final EventCatalogue catalogue;
    private final AccountCase account;
    private final List<Change> changes = new ArrayList<>();

    /** All that was told to the facts, for one of them may be taken back. */
    private final List<CustomerEventV1> inFacts = new ArrayList<>();

    /** What is to go before anybody looks at the facts. */
    private final List<Recollection.Taken> taken = new ArrayList<>();

    private Judge judge;
    private long received;

    /**
     * Of an account that nobody has heard of yet.
     *
     * @param id which
     * @param judge by the policies of the beginning
     * @param catalogue what is known of event types
     */
    public Replay(AccountId id, Judge judge, EventCatalogue catalogue) {
        this.catalogue = catalogue;
        this.judge = judge;
        this.account = new AccountCase(id, whole(catalogue), null);
    }

    /**
     * Of an account that is taken up in the middle of its life.
     *
     * @param id which
     * @param judge by the policies of then
     * @param catalogue what is known of event types
     * @param past the events that had been folded by then, in any order
     * @param kept the verdict of then
     */
    public Replay(
            AccountId id,
            Judge judge,
            EventCatalogue catalogue,
            Collection<CustomerEventV1> past,
            Verdict kept) {
        this.catalogue = catalogue;
        this.judge = judge;
        this.account = new AccountCase(id, whole(catalogue), kept);
        this.received = past.size();
        foldAll(past, CustomerEventV1::receivedAt);
    }

    /**
     * Judges by other policies from now on.
     *
     * @param other by those
     */
    public void judgeBy(Judge other) {
        judge = other;
    }

    /**
     * Takes events in that were received together, and judges the account on them. Days that began
     * and deadlines that passed before them come first.
     *
     * @param together one or more, with the same {@code receivedAt}, not before any taken earlier
     * @param reporting which kinds of source had reported then, these events included
     */
    public void receive(List<CustomerEventV1> together, Reporting reporting) {
        Instant receivedAt = together.getLast().receivedAt();
        Instant at = account.timeOf(receivedAt, receivedAt);
        advance(at, reporting);
        received += together.size();
        List<CustomerEventV1> folded =
                together.stream().filter(event -> fold(event, at) == Folding.FOLDED).toList();
        recollect();
        if (!folded.isEmpty()) {
            settle(() -> account.judge(judge, reporting, folded, at, place()));
        }
    }

    /**
     * Takes a backfill in, whose events are told anew in the order in which they occurred.
     *
     * @param events its events, in any order
     * @param reporting which kinds of source had reported when it was closed
     * @param closedAt when that was
     */
    public void backfill(
            Collection<CustomerEventV1> events, Reporting reporting, Instant closedAt) {
        received += events.size();
        foldAll(events, _ -> closedAt);
        var past =
                Reconstruction.of(events, catalogue, judge, reporting, Days.of(closedAt), place());
        changes.addAll(past.history());
        settle(() ->
                account.adopt(
                        past.verdict().orElse(null),
                        judge,
                        reporting,
                        account.timeOf(closedAt, closedAt),
                        place()));
    }

    /**
     * Lets time pass: days begin, deadlines pass, and other policies are judged by.
     *
     * @param to until when
     * @param reporting which kinds of source had reported then
     */
    public void advance(Instant to, Reporting reporting) {
        settle(() -> account.advance(judge, reporting, to, place()));
    }

    /**
     * The latest verdict.
     *
     * @return empty before the first event
     */
    public Optional<Verdict> verdict() {
        return account.verdict();
    }

    /**
     * What is known of the account.
     *
     * @return its facts
     */
    public AccountFacts facts() {
        return account.facts();
    }

    /**
     * Hands over what readers would have seen change since the last time.
     *
     * @return in order, a reconstructed past first
     */
    public List<Change> takeChanges() {
        changes.addAll(account.takeChanges());
        List<Change> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    /** What takes others back goes first: then they never come in. */
    private void foldAll(
            Collection<CustomerEventV1> events, Function<CustomerEventV1, Instant> at) {
        events.stream()
                .sorted(Comparator.comparing(Withdrawal::is).reversed())
                .forEach(event -> fold(event, at.apply(event)));
        recollect();
    }

    private Folding fold(CustomerEventV1 event, Instant at) {
        settle(() -> account.facts().missing(event));
        boolean isRecollected = Recollection.isNeeded(account.facts(), event);
        Folding folding = account.fold(event, at);
        if (isRecollected) {
            taken.add(new Recollection.Taken(Withdrawal.of(event).orElseThrow(), inFacts.size()));
        }
        if (folding == Folding.FOLDED) {
            inFacts.add(event);
        }
        return folding;
    }

    /** Once for all that was received together. */
    private void recollect() {
        Recollection.of(account.facts(), taken, inFacts);
        taken.clear();
    }

    /** All rows that are not in memory have never been. */
    private void settle(Supplier<? extends Collection<ChunkKey>> step) {
        for (var missing = step.get(); !missing.isEmpty(); missing = step.get()) {
            account.facts().load(missing, Map.of());
        }
    }

    private Place place() {
        return new Place(0, received);
    }

    /** Facts of which all that there is is in memory. */
    private static AccountFacts whole(EventCatalogue catalogue) {
        AccountFacts facts = AccountFacts.of(catalogue);
        facts.loadWhole(Map.of());
        return facts;
    }
}
