package io.keepwell.runtime.outbox;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a relay works.
 *
 * @param service the service's name, for example {@code scoring}; part of the transactional id and
 *     of the lock, so all replicas have the same and no other service has it
 * @param shards the shards that this process is willing to publish, each 0 to 32767
 * @param batchRows how many rows a Kafka transaction carries at most
 * @param batchBytes how many bytes of rows, about: the row that crosses it still goes
 * @param pollEvery how often to look when nobody calls
 * @param retryFirst the first pause after a failure, and between looks whether the shard is free
 * @param retryMax the longest pause after a failure
 * @param answerWithin how long the database may take
 * @param takeoverAfter when a relay that neither works nor closes its connection loses its shard;
 *     twice {@code pollEvery} and {@code retryFirst} or more
 * @param closeWithin how long closing waits for the transaction in hand
 */
public record RelaySettings(
        String service,
        Set<Integer> shards,
        int batchRows,
        int batchBytes,
        Duration pollEvery,
        Duration retryFirst,
        Duration retryMax,
        Duration answerWithin,
        Duration takeoverAfter,
        Duration closeWithin) {

    private static final int BATCH_ROWS = 1_000;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    /** Checks every value. */
    public RelaySettings {
        if (service.isBlank()) {
            throw new IllegalArgumentException("service must have a name, was blank");
        }
        shards = Set.copyOf(shards);
        shards.forEach(OutboxRow::requireShard);
        requirePositive("batchRows", batchRows);
        requirePositive("batchBytes", batchBytes);
        requirePositive("pollEvery", pollEvery);
        requirePositive("retryFirst", retryFirst);
        requirePositive("retryMax", retryMax);
        requirePositive("answerWithin", answerWithin);
        requirePositive("takeoverAfter", takeoverAfter);
        requirePositive("closeWithin", closeWithin);
        requireTwice(pollEvery, "pollEvery", takeoverAfter);
        requireTwice(retryFirst, "retryFirst", takeoverAfter);
    }

    /**
     * What is good for most.
     *
     * @param service the service's name
     * @param shards the shards
     * @return 1000 rows or 4 MiB a transaction, a look every 50 ms
     */
    public static RelaySettings of(String service, Set<Integer> shards) {
        return new RelaySettings(
                service,
                shards,
                BATCH_ROWS,
                BATCH_BYTES,
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    /**
     * What is good for most, with every shard.
     *
     * @param service the service's name
     * @param relays how many shards the service has, 1 or more
     * @return 1000 rows or 4 MiB a transaction, a look every 50 ms
     */
    public static RelaySettings of(String service, int relays) {
        return of(service, IntStream.range(0, relays).boxed().collect(Collectors.toSet()));
    }

    /**
     * The same with another size of transactions.
     *
     * @param rows how many rows a Kafka transaction carries at most, 1 or more
     * @return the settings
     */
    public RelaySettings withBatchRows(int rows) {
        return new RelaySettings(
                service,
                shards,
                rows,
                batchBytes,
                pollEvery,
                retryFirst,
                retryMax,
                answerWithin,
                takeoverAfter,
                closeWithin);
    }

    /**
     * The same with another time between looks.
     *
     * @param every how often to look when nobody calls
     * @return the settings
     */
    public RelaySettings withPollEvery(Duration every) {
        return new RelaySettings(
                service,
                shards,
                batchRows,
                batchBytes,
                every,
                retryFirst,
                retryMax,
                answerWithin,
                takeoverAfter,
                closeWithin);
    }

    /**
     * The same with another time until a silent relay loses its shard.
     *
     * @param after twice {@code pollEvery} and {@code retryFirst} or more
     * @return the settings
     */
    public RelaySettings withTakeoverAfter(Duration after) {
        return new RelaySettings(
                service,
                shards,
                batchRows,
                batchBytes,
                pollEvery,
                retryFirst,
                retryMax,
                answerWithin,
                after,
                closeWithin);
    }

    /** Otherwise a relay would lose its connection by only waiting. */
    private static void requireTwice(Duration time, String name, Duration takeoverAfter) {
        if (takeoverAfter.compareTo(time.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "takeoverAfter must be twice %s (%s) or more, was %s"
                            .formatted(name, time, takeoverAfter));
        }
    }

    private static void requirePositive(String name, int number) {
        if (number <= 0) {
            throw new IllegalArgumentException(
                    "%s must be 1 or more, was %d".formatted(name, number));
        }
    }

    private static void requirePositive(String name, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(
                    "%s must be more than nothing, was %s".formatted(name, time));
        }
    }
}
