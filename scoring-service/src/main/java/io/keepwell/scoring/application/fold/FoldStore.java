package io.keepwell.scoring.application.fold;

import io.keepwell.engine.peers.PeerBook;
import io.keepwell.model.AccountId;
import io.keepwell.scoring.domain.erasure.IdHash;
import io.keepwell.scoring.domain.seen.EventHash;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where accounts are kept. All calls wait, with a bound. A call that fails or does not answer in
 * time throws {@link StoreException}, after which nothing in memory is to be believed.
 */
public interface FoldStore extends StoredAccounts {

    /**
     * Hashes that may have been seen.
     *
     * @param account the account
     * @param hours the hours in which they may have been
     */
    record Suspect(AccountId account, Collection<Integer> hours) {}

    /**
     * Reads the hashes of events that were folded.
     *
     * @param partition the accounts' partition
     * @param suspects whose
     * @return all hashes of those accounts in those hours, each with the latest of the hours
     */
    Map<AccountId, Map<EventHash, Integer>> seen(int partition, List<Suspect> suspects);

    /**
     * Reads the hashes of all events that were folded since an hour.
     *
     * @param partition the partition
     * @param fromHour the first hour
     * @param each told of each hour and hash
     */
    void seenSince(int partition, int fromHour, BiConsumer<Integer, EventHash> each);

    /**
     * The latest hour of which hashes are kept.
     *
     * @param partition the partition
     * @return the hour, or empty when none are kept
     */
    Optional<Integer> lastSeenHour(int partition);

    /**
     * Forgets the hashes of events that were received before an hour.
     *
     * @param partition the partition
     * @param hour the first hour that is kept
     */
    void forgetSeen(int partition, int hour);

    /**
     * Writes down that partitions have been read to their end.
     *
     * @param partitions which; one that has another owner by now is passed over
     * @param now when
     */
    void caughtUp(Collection<OwnedPartition> partitions, Instant now);

    /**
     * Forgets what sources sent before a moment, but for the last that each has sent.
     *
     * @param before the moment
     */
    void forgetActivity(Instant before);

    /**
     * Forgets by what the accounts of a partition were judged before a moment, but for the last of
     * it, by which they went on.
     *
     * @param partition which
     * @param before the moment
     */
    void forgetReporting(int partition, Instant before);

    /**
     * Accounts whose deadline has passed.
     *
     * @param partition the partition
     * @param now the present, in milliseconds
     * @param limit the most
     * @return their ids
     */
    List<AccountId> due(int partition, long now, int limit);

    /**
     * Accounts that a midnight has to judge: all but those that rest beyond it.
     *
     * @param partition the partition
     * @param day the UTC day that begins
     * @param page which, in the order of their ids
     * @return their ids
     */
    List<AccountId> awakeAfter(int partition, int day, Page page);

    /**
     * Accounts of a backfill run.
     *
     * @param partition the partition
     * @param run the run
     * @param page which
     * @return their ids
     */
    List<AccountId> accountsOfRun(int partition, String run, Page page);

    /**
     * Where an account's events lie.
     *
     * @param partition the partition
     * @param accounts which accounts
     * @param before an offset; only events before it
     * @return their offsets
     */
    Map<AccountId, List<Long>> events(int partition, Collection<AccountId> accounts, long before);

    /**
     * Accounts whose latest state has not been published, those first that were published longest
     * ago, in the hands of the caller: they count as published with the next commit of the writes.
     *
     * @param partitions the partitions
     * @param before none that was published after this
     * @param limit the most
     * @return their ids by partition
     */
    Map<Integer, List<AccountId>> unpublished(
            Collection<Integer> partitions, Instant before, int limit);

    /**
     * An erasure.
     *
     * @param seq which it was
     * @param account the account, empty where a person was erased
     * @param until what happened or was received until then stays away
     * @param isFinished whether that moment moves no more
     */
    record Erased(long seq, Optional<IdHash> account, Instant until, boolean isFinished) {}

    /**
     * An erasure that a partition's owner has not carried out yet.
     *
     * @param seq which it is
     * @param id its id
     * @param account the account, or null when nothing of a partition is to go
     */
    record Pending(long seq, UUID id, @Nullable AccountId account) {}

    /**
     * What was erased, or is to be.
     *
     * @param seq only later ones
     * @return in order
     */
    List<Erased> erasedAfter(long seq);

    /**
     * What the owners of partitions have not carried out yet, the first ones of each.
     *
     * @param partitions the partitions
     * @return by partition, in order; those that have nothing to do are not among them
     */
    Map<Integer, List<Pending>> pendingErasures(Collection<Integer> partitions);

    /**
     * The number of the last message that was told of an account before it was erased.
     *
     * @param hashes by which it may be known
     * @return the number, 0 when there was none
     */
    long toldBeforeErased(Collection<IdHash> hashes);

    /**
     * Forgets the ids of what all owners have erased, and tells that it is.
     *
     * @param now the present
     * @return whether there is something to publish
     */
    boolean finishErasures(Instant now);

    /**
     * The snapshots of peers that accounts are judged by.
     *
     * @param from the first UTC day on which anything is judged
     * @return all that count on that day or later
     */
    PeerBook peers(int from);

    /**
     * Writes everything, or nothing.
     *
     * @param writes what
     * @return the version of the policies that the transaction saw in force
     * @throws StoreException when somebody else owns one of the partitions, or it is not known
     *     whether the writes were committed
     */
    String commit(Writes writes);
}
