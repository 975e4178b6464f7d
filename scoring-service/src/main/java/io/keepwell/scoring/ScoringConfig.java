package io.keepwell.scoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** The settings of the scoring service. */
@ConfigMapping(prefix = "scoring")
public interface ScoringConfig {

    /**
     * Where the database is.
     *
     * @return {@code host:port/name}
     */
    String database();

    /**
     * The password of the database's user.
     *
     * @return the password
     */
    String databasePassword();

    /**
     * The consumer group: services of one deployment share the partitions of a group.
     *
     * @return its name
     */
    @WithDefault("keepwell-scoring")
    String group();

    /**
     * After how long without a sign of life the partitions of a service go to another.
     *
     * @return at least 6 seconds, which is the least that a broker allows unless told otherwise
     */
    @WithDefault("6s")
    Duration sessionTimeout();

    /**
     * How long a database call of the fold may take.
     *
     * @return more than the database takes in a bad moment
     */
    @WithDefault("20s")
    Duration databaseAnswersWithin();

    /**
     * How many relays publish what the fold has to say.
     *
     * @return 1 or more; only ever changed while nothing waits in the outbox
     */
    @WithDefault("1")
    @Min(1)
    @Max(64)
    int relays();

    /**
     * How much is done at a time.
     *
     * @return the limits
     */
    FoldConfig fold();

    /** How much the fold does at a time. */
    interface FoldConfig {

        /**
         * Whether this service folds; one that does not only answers.
         *
         * @return usually true
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * The most records in one transaction; fewer when they are large.
         *
         * @return records
         */
        @WithDefault("5000")
        @Min(1)
        int batchRecords();

        /**
         * Of about how many accounts records go into one transaction.
         *
         * @return accounts, of about 20 kB each while they are in work
         */
        @WithDefault("1000")
        @Min(1)
        int batchAccounts();

        /**
         * How many rows of accounts are kept in memory; a verdict counts as ten.
         *
         * @return rows, of about 1 kB; empty for as many as the memory of the service allows
         */
        Optional<@Min(1) Integer> cacheRows();

        /**
         * How much memory the filters of seen events take in all.
         *
         * @return bytes
         */
        @WithDefault("67108864")
        @Min(1)
        long seenBytes();

        /**
         * How many accounts are brought up in a transaction when time passes.
         *
         * @return accounts
         */
        @WithDefault("200")
        @Min(1)
        int stepAccounts();

        /**
         * How many events are read back at a time when a backfill run closes, and about how many in
         * a transaction in which events are taken back; of one account all are in any case.
         *
         * @return events
         */
        @WithDefault("50000")
        @Min(1)
        int reconstructEvents();

        /**
         * How often the latest state of changed accounts is published.
         *
         * @return a time; the contract promises at most once a second for an account
         */
        @WithDefault("1s")
        Duration publishEvery();
    }
}
