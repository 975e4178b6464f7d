package io.keepwell.benchmarks.fold;

import java.util.Locale;

/**
 * How events fall on accounts.
 *
 * @param perAccount how many events of one account come together, in one request
 * @param accounts how many accounts there are
 * @param isHot whether one of them has nine tenths of all events
 */
record Load(int perAccount, int accounts, boolean isHot) {

    /** How often each account is judged before anything is measured: a first verdict costs more. */
    static final int TURNS_BEFORE = 2;

    /** The most that the scoring service takes in one transaction. */
    private static final int BATCH = 5_000;

    private static final int LEAST_ACCOUNTS = 100;

    /** Checks the numbers. */
    Load {
        if (perAccount < 1 || accounts < 1) {
            throw new IllegalArgumentException(
                    "events an account and accounts must be 1 or more, were %d and %d"
                            .formatted(perAccount, accounts));
        }
    }

    /**
     * As many accounts as keep a batch from meeting one twice: a batch is of one partition.
     *
     * @param perAccount how many events of one account come together
     * @param partitions of the topic
     * @return that many accounts
     */
    static int accountsFor(int perAccount, int partitions) {
        return Math.max(LEAST_ACCOUNTS, BATCH * partitions / perAccount);
    }

    /** How many events it takes until every account has had its turns before. */
    long eventsBefore() {
        return (long) TURNS_BEFORE * accounts * perAccount;
    }

    /** In a few words. */
    String title() {
        return String.format(
                Locale.ROOT,
                "%d an account, %d accounts%s",
                perAccount,
                accounts,
                isHot ? ", one of them hot" : "");
    }
}
