package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.Rest;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.scoring.domain.seen.SeenWindow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A partition in the hands of its owner: a function of its epoch and position in the database, to
 * be thrown away whenever a transaction fails.
 */
public final class OwnedPartition {

    private final int id;
    private final long epoch;
    private final SeenWindow seen;
    private final Map<String, Run> runs = new TreeMap<>();
    private long nextOffset;
    private Reporting reporting;
    private @Nullable Reporting seenReporting;
    private Round done;
    private Round target;
    private @Nullable String cursor;
    private Resting resting;
    private Instant lastReceivedAt = Instant.EPOCH;
    private int lastReceivedHour;

    /**
     * All accounts brought up to a day and a policy.
     *
     * @param day the UTC day
     * @param policy the bundle's version
     */
    public record Round(int day, String policy) {

        /**
         * The round that a partition begins with that nobody has folded yet. Its log may have begun
         * on an earlier day, and so its accounts are not brought up to the present one.
         *
         * @param now the present
         * @param policy the bundle's version
         * @return a round that is not the present day's
         */
        public static Round beforeTheFirst(Instant now, String policy) {
            return new Round(Days.of(now) - 1, policy);
        }
    }

    /**
     * By what the accounts rest that midnights pass over.
     *
     * @param done which kinds of source report, settled, since the last whole round; null before
     *     the first one
     * @param target the same from the round on that is under way
     * @param isForAll whether that round judges those who rest as well
     */
    public record Resting(@Nullable Reporting done, @Nullable Reporting target, boolean isForAll) {

        /** Nobody rests. */
        public static final Resting NOBODY = new Resting(null, null, true);
    }

    /**
     * A backfill run.
     *
     * @param closedOffset where its closing mark lies; empty while it is open
     * @param cursor the last account whose past was reconstructed, empty before the first
     */
    public record Run(Optional<Long> closedOffset, String cursor) {}

    /**
     * What the database holds of a partition.
     *
     * @param id the partition
     * @param epoch the new owner's epoch
     * @param nextOffset where to go on
     * @param done the round that all accounts went through
     * @param target the round that is under way, or the same
     * @param cursor the last account that it reached, or null when none is under way
     * @param resting by what accounts rest
     * @param reporting what was reported in this partition
     * @param runs the backfill runs that are not finished
     */
    public record Stored(
            int id,
            long epoch,
            long nextOffset,
            Round done,
            Round target,
            @Nullable String cursor,
            Resting resting,
            Reporting reporting,
            Map<String, Run> runs) {}

    /**
     * Takes a partition over.
     *
     * @param stored what the database holds, read after the epoch was raised
     * @param seen the events of the last hours
     */
    public OwnedPartition(Stored stored, SeenWindow seen) {
        this.id = stored.id();
        this.epoch = stored.epoch();
        this.nextOffset = stored.nextOffset();
        this.done = stored.done();
        this.target = stored.target();
        this.cursor = stored.cursor();
        this.resting = stored.resting();
        this.reporting = stored.reporting();
        this.runs.putAll(stored.runs());
        this.seen = seen;
    }

    /**
     * Which partition.
     *
     * @return its number
     */
    public int id() {
        return id;
    }

    /**
     * The owner's epoch.
     *
     * @return counted up with each owner
     */
    public long epoch() {
        return epoch;
    }

    /**
     * Where to go on.
     *
     * @return the offset after the last record that was folded and committed
     */
    public long nextOffset() {
        return nextOffset;
    }

    SeenWindow seen() {
        return seen;
    }

    Reporting reporting() {
        return reporting;
    }

    /** Takes note of what its accounts are judged by; tells whether it is news. */
    boolean sees(Reporting now) {
        boolean isNews = !now.equals(seenReporting);
        seenReporting = now;
        return isNews;
    }

    void reporting(Reporting wider) {
        reporting = wider;
    }

    Map<String, Run> runs() {
        return runs;
    }

    /**
     * Whether a closed backfill run has accounts whose past is not told yet.
     *
     * @return whether no further record may be folded
     */
    public boolean isReconstructing() {
        return runs.values().stream().anyMatch(run -> run.closedOffset().isPresent());
    }

    Round done() {
        return done;
    }

    /** Whether no account was judged otherwise since all went through a round. */
    boolean isThrough(Round round) {
        return done.equals(round) && target.equals(round);
    }

    Round target() {
        return target;
    }

    @Nullable String cursor() {
        return cursor;
    }

    Resting resting() {
        return resting;
    }

    /** What accounts rest by that rest since the last whole round; empty when none does. */
    Optional<Rest> rest() {
        return Optional.ofNullable(resting.done()).map(it -> new Rest(done.day(), it));
    }

    /**
     * The latest hour in which a folded record was received. The memory of what was seen is
     * measured from here rather than from the present: who has to catch up meets old events again.
     */
    int lastReceivedHour() {
        return lastReceivedHour;
    }

    void receivedIn(int hour) {
        lastReceivedHour = Math.max(lastReceivedHour, hour);
    }

    void received(Instant at) {
        lastReceivedAt = at.isAfter(lastReceivedAt) ? at : lastReceivedAt;
    }

    /**
     * The moment up to which all that was received is folded: the present where the log has been
     * read to its end, and otherwise that of the latest record that was folded.
     */
    Instant foldedUntil(Set<Integer> caughtUp, Instant now) {
        return caughtUp.contains(id) || lastReceivedAt.isAfter(now) ? now : lastReceivedAt;
    }

    void committed(Writes.Move move) {
        nextOffset = move.to();
        Writes.Rounds rounds = move.round();
        if (rounds != null) {
            done = rounds.done();
            target = rounds.target();
            cursor = rounds.cursor();
            resting = rounds.resting();
        }
    }
}
