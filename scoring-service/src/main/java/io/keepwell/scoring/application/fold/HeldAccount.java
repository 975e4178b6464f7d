package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.facts.Recollection;
import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.event.CustomerEventV1;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account in memory, in the hands of the owner of its partition. */
final class HeldAccount {

    /** With the readings of two dozen measures it takes the memory of so many rows of facts. */
    private static final int VERDICT_ROWS = 10;

    private final int partition;
    private final AccountCase account;
    private @Nullable Awaiting awaiting;
    private final List<TakenBack> takenBack = new ArrayList<>();
    private final List<TakenBack> ahead = new ArrayList<>();
    private @Nullable Recollection recollection;
    private Counts since = Counts.NONE;
    private boolean traitsTold;
    private int rows;

    /**
     * Events that are folded and not judged yet.
     *
     * @param events received together, in the order of the log
     * @param at when they are judged
     * @param place how far the log was read with the last of them
     * @param reporting which kinds of source report, as far as it was known at that place: what is
     *     read behind it in the same batch must not count, or nobody could tell later what did
     */
    record Awaiting(List<CustomerEventV1> events, Instant at, Place place, Reporting reporting) {}

    /**
     * What is to be taken out of the facts before anybody looks at them.
     *
     * @param event the event that says so
     * @param offset where it lies
     */
    record TakenBack(CustomerEventV1 event, long offset) {

        Withdrawal withdrawal() {
            return Withdrawal.of(event).orElseThrow();
        }

        Recollection.Taken taken() {
            return new Recollection.Taken(withdrawal(), offset);
        }
    }

    HeldAccount(int partition, AccountCase account) {
        this.partition = partition;
        this.account = account;
    }

    int partition() {
        return partition;
    }

    AccountCase account() {
        return account;
    }

    /** How many rows it held in memory when they were counted last, its verdict included. */
    int rows() {
        return rows;
    }

    /** Counts its rows anew, and tells how many more they are. */
    int recount() {
        int before = rows;
        rows = VERDICT_ROWS + account.facts().rows();
        return rows - before;
    }

    void count(Counts more) {
        since = since.plus(more);
    }

    /** Whether the event came in one request with those that wait to be judged. */
    boolean isReceivedWithOthers(CustomerEventV1 event) {
        return awaiting != null
                && awaiting.events().getLast().receivedAt().equals(event.receivedAt());
    }

    /** Lets a folded event wait to be judged. */
    void await(CustomerEventV1 event, Instant at, Place place, Reporting reporting) {
        List<CustomerEventV1> events = awaiting == null ? new ArrayList<>() : awaiting.events();
        events.add(event);
        awaiting = new Awaiting(events, at, place, reporting);
    }

    Optional<Awaiting> takeAwaiting() {
        Optional<Awaiting> taken = Optional.ofNullable(awaiting);
        awaiting = null;
        return taken;
    }

    void takeBack(TakenBack event) {
        takenBack.add(event);
    }

    List<TakenBack> takeTakenBack() {
        List<TakenBack> taken = List.copyOf(takenBack);
        takenBack.clear();
        return taken;
    }

    /** Looks ahead at an event of this batch that takes another one back. */
    void expect(TakenBack event) {
        ahead.add(event);
    }

    /** What this batch takes back behind a place, as far as it looked ahead. */
    List<Withdrawal> expectedAfter(long offset) {
        return ahead.stream()
                .filter(it -> it.offset() > offset)
                .map(TakenBack::withdrawal)
                .toList();
    }

    /** The account's events, told once for all that this batch takes back; empty before. */
    Optional<Recollection> recollection() {
        return Optional.ofNullable(recollection).filter(it -> !it.isOver());
    }

    void keep(Recollection told) {
        recollection = told;
    }

    /** Ends a batch. */
    void forgetRecollection() {
        ahead.clear();
        recollection = null;
    }

    Counts takeCounts() {
        Counts taken = since;
        since = Counts.NONE;
        return taken;
    }

    void tellTraits() {
        traitsTold = true;
    }

    boolean takeTraitsTold() {
        boolean taken = traitsTold;
        traitsTold = false;
        return taken;
    }
}
