package io.keepwell.runtime.ledger;

import io.keepwell.model.AccountId;

/**
 * An account's counts.
 *
 * @param accountId the account
 * @param read the sequence of the last message that was read of it; 0 before the first
 * @param published the sequence of the last message that was published about it; 0 before the first
 */
public record LedgerEntry(AccountId accountId, long read, long published) {

    /**
     * Whether a message is a repeat.
     *
     * @param sequence the message's
     * @return true when it, or a later one, was read
     */
    public boolean hasRead(long sequence) {
        return sequence <= read;
    }

    /**
     * After a message.
     *
     * @param sequence the message's
     * @return the counts then
     */
    public LedgerEntry withRead(long sequence) {
        return new LedgerEntry(accountId, sequence, published);
    }

    /**
     * After publishing; the messages get the numbers from {@code published + 1} on.
     *
     * @param count how many messages
     * @return the counts then
     */
    public LedgerEntry withPublished(int count) {
        return new LedgerEntry(accountId, read, published + count);
    }
}
