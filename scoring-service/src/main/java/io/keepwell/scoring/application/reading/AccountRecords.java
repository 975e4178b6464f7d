package io.keepwell.scoring.application.reading;

import io.keepwell.engine.explain.HistoryStep;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is kept of accounts. */
public interface AccountRecords {

    /**
     * Lists accounts.
     *
     * @param query which
     * @param then with which moment they are compared
     * @return one more than asked for, if there are so many
     */
    Uni<List<Listed<AccountItem>>> list(AccountQuery query, Instant then);

    /**
     * Finds an account.
     *
     * @param scope which accounts may be found
     * @param accountId its id
     * @param then with which moment it is compared
     * @return the account, or empty when none such in the scope has ever been judged
     */
    Uni<Optional<AccountRecord>> find(Scope scope, String accountId, Instant then);

    /**
     * The verdict of a moment in the past.
     *
     * @param accountId whose
     * @param at the moment
     * @return what history tells of it now, or empty when the account had none yet
     */
    Uni<Optional<Verdict>> verdictAt(String accountId, Instant at);

    /**
     * The step of an account's history that a moment of the past is told by.
     *
     * @param accountId whose
     * @param at the moment
     * @return the latest by then, or empty when the account had none yet
     */
    Uni<Optional<PastScore.Kept>> keptAt(String accountId, Instant at);

    /**
     * What was known of the sources, as accounts of a partition were judged by it.
     *
     * @param partition which
     * @return in the order in which it became known
     */
    Uni<List<PastScore.View>> views(int partition);

    /**
     * Some of an account's facts.
     *
     * @param partition its partition
     * @param accountId whose
     * @param keys which rows
     * @return those that exist
     */
    Uni<Map<ChunkKey, byte[]>> facts(
            int partition, String accountId, Collection<? extends ChunkKey> keys);

    /**
     * Lists changes of an account's health.
     *
     * @param query which
     * @return one more than asked for, if there are so many
     */
    Uni<List<Listed<HistoryItem>>> history(HistoryQuery query);

    /**
     * The steps of an account's history, those that a later backfill told anew left out.
     *
     * @param accountId whose
     * @param after not at this moment or before it
     * @param to not after it
     * @param limit how many at most
     * @return the oldest first
     */
    Uni<List<HistoryStep>> steps(String accountId, Instant after, Instant to, int limit);

    /**
     * Where an account's latest events lie.
     *
     * @param partition its partition
     * @param accountId whose
     * @param before only offsets below this one
     * @param limit how many
     * @return at most so many offsets, falling
     */
    Uni<List<Long>> offsets(int partition, String accountId, long before, int limit);
}
