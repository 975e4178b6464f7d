package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where accounts are read. All calls wait, with a bound. A call that fails or does not answer in
 * time throws {@link StoreException}.
 */
public interface StoredAccounts {

    /**
     * An account as it is stored.
     *
     * @param verdict its verdict, or null when it has none
     * @param rows all rows of its facts but those of members
     * @param restsUntil the first UTC day on which midnight has to judge it, or {@link
     *     AccountCase#AWAKE}
     */
    record StoredAccount(@Nullable Verdict verdict, Map<ChunkKey, byte[]> rows, int restsUntil) {}

    /**
     * Rows of accounts.
     *
     * @param account the account
     * @param keys which of its rows
     */
    record Wanted(AccountId account, Collection<ChunkKey> keys) {}

    /**
     * Accounts after a cursor.
     *
     * @param after the cursor; empty for the first
     * @param limit the most
     */
    record Page(String after, int limit) {}

    /**
     * Loads accounts.
     *
     * @param partition their partition
     * @param accounts which
     * @return those that exist
     */
    Map<AccountId, StoredAccount> accounts(int partition, Collection<AccountId> accounts);

    /**
     * Loads rows of facts.
     *
     * @param partition the accounts' partition
     * @param wanted which
     * @return those that exist, by account
     */
    Map<AccountId, Map<ChunkKey, byte[]>> rows(int partition, List<Wanted> wanted);

    /**
     * What has been reported for the company in all partitions.
     *
     * @return by kind of source
     */
    Reporting reporting();

    /**
     * Which sources have gone silent, as far as all owners of both logs have read.
     *
     * @return what is not to be believed any more
     */
    Silence silence();

    /**
     * Accounts in the order of their ids.
     *
     * @param partition the partition
     * @param page which
     * @return their ids
     */
    List<AccountId> accountsAfter(int partition, Page page);
}
