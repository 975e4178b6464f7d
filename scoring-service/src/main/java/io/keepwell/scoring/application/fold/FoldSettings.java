package io.keepwell.scoring.application.fold;

import java.time.Duration;

/**
 * How much is done at a time.
 *
 * @param cacheRows how many rows of accounts are kept in memory, of about 1 kB; a verdict counts as
 *     ten
 * @param seenBytes how much memory the filters of seen events take in all
 * @param stepAccounts how many accounts are brought up in a transaction when time passes
 * @param reconstructEvents how many events are read back and held at a time for a backfill, and
 *     about how many are told once more in a transaction for what is taken back
 * @param publishAccounts how many accounts are published in a transaction
 * @param publishEvery how often an account is published at most
 */
public record FoldSettings(
        int cacheRows,
        long seenBytes,
        int stepAccounts,
        int reconstructEvents,
        int publishAccounts,
        Duration publishEvery) {}
