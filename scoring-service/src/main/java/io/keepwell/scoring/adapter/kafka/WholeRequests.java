package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.fold.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Polls until the events of a request are there that were received together: where a poll happens
 * to end must not decide what an account is judged on. A request of which nothing more comes,
 * because ingest was killed within it, is waited for only a moment. Small batches follow each other
 * by a twentieth of a second: what comes meanwhile goes together.
 */
final class WholeRequests {

    private static final Duration REST_WITHIN = Duration.ofMillis(5);
    private static final int EMPTY_POLLS_MAX = 20;
    private static final int RECORDS_MAX = 10_000;

    /**
     * A transaction costs the same for one event as for a hundred, here and in all that reads what
     * it tells. An event that comes after a quiet time is not kept waiting.
     */
    private static final Duration APART = Duration.ofMillis(50);

    private final Consumer<String, byte[]> consumer;
    private final AtATime atATime;
    private final IntSupplier rebalances;
    private final Runnable rewind;
    private final LongSupplier nanos;
    private long latestNanos;

    /**
     * How much is read together. Records may be small or large: whichever bound is reached first
     * holds, and the rest stays with the consumer.
     *
     * @param recordsAPoll the most that the consumer hands over in one poll
     * @param records about how many, unless a request goes on
     * @param accounts of about how many accounts, and twice as many if requests go on: an account
     *     in work takes some twenty times the memory of one of its events
     * @param bytes about how many bytes of values, even if a request goes on
     */
    record AtATime(int recordsAPoll, int records, int accounts, long bytes) {}

    /** An account of which more was received, in its partition. */
    private record Unfinished(int partition, @Nullable String key) {}

    /**
     * Of a consumer.
     *
     * @param consumer polls
     * @param atATime how much
     * @param nanos measures time, as {@link System#nanoTime} does
     * @param rebalances how often partitions came or went
     * @param rewind goes back to what was read, but not folded
     */
    WholeRequests(
            Consumer<String, byte[]> consumer,
            AtATime atATime,
            LongSupplier nanos,
            IntSupplier rebalances,
            Runnable rewind) {
        this.consumer = consumer;
        this.atATime = atATime;
        this.nanos = nanos;
        this.latestNanos = nanos.getAsLong() - APART.toNanos();
        this.rebalances = rebalances;
        this.rewind = rewind;
    }

    /**
     * Reads what comes next.
     *
     * @param atMost how long to wait for the first of it; with nothing, the caller has other work,
     *     and no more is gathered either
     * @return of each partition the next records up to its first closing mark; nothing when
     *     partitions came or went before a request was whole
     */
    List<LogRecord> poll(Duration atMost) {
        ConsumerRecords<String, byte[]> polled = consumer.poll(atMost);
        var batch = new Batch(!atMost.isZero());
        batch.add(polled);
        int before = rebalances.getAsInt();
        while (batch.goesOn()) {
            polled = consumer.poll(batch.patience());
            if (rebalances.getAsInt() != before) {
                rewind.run();
                return List.of();
            }
            batch.add(polled);
        }
        if (!batch.records.isEmpty()) {
            latestNanos = nanos.getAsLong();
        }
        return batch.records;
    }

    /**
     * How long more may be gathered, in whole milliseconds: of less, the consumer knows nothing.
     */
    private Duration gathering() {
        long since = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - latestNanos);
        return Duration.ofMillis(Math.max(0, APART.toMillis() - since));
    }

    /** What lies behind a closing mark is left out here, and so it is polled again from here. */
    private List<LogRecord> read(ConsumerRecords<String, byte[]> polled) {
        List<LogRecord> read = LogReader.read(polled);
        read.stream()
                .filter(WholeRequests::isClosingMark)
                .forEach(mark ->
                        consumer.seek(
                                new TopicPartition(
                                        Topic.CUSTOMER_EVENTS.topicName(), mark.partition()),
                                mark.offset() + 1));
        return read;
    }

    private static boolean isClosingMark(LogRecord record) {
        return record.entry() instanceof LogRecord.Entry.Closed;
    }

    /** What is read together. */
    private final class Batch {

        private final List<LogRecord> records = new ArrayList<>();
        private final Set<Unfinished> unfinished = new HashSet<>();
        private final Set<String> accounts = new HashSet<>();
        private final boolean isGathered;
        private long bytes;
        private int latest;
        private int empty;
        private boolean hasClosingMark;

        Batch(boolean isGathered) {
            this.isGathered = isGathered;
        }

        void add(ConsumerRecords<String, byte[]> polled) {
            empty += polled.isEmpty() && !unfinished.isEmpty() ? 1 : 0;
            List<LogRecord> read = read(polled);
            records.addAll(read);
            latest = polled.count();
            hasClosingMark |= read.stream().anyMatch(WholeRequests::isClosingMark);
            polled.forEach(this::note);
        }

        private void note(ConsumerRecord<String, byte[]> record) {
            bytes += Math.max(0, record.serializedValueSize());
            if (record.key() != null) {
                accounts.add(record.key());
            }
            var account = new Unfinished(record.partition(), record.key());
            if (ContractRecords.doMoreFollow(record)) {
                unfinished.add(account);
            } else {
                unfinished.remove(account);
            }
        }

        boolean goesOn() {
            return bytes < atATime.bytes()
                    && !hasClosingMark
                    && (isMoreAtHand() || isWaitingForTheRest() || isGathering());
        }

        /** How long to wait for what comes next. */
        Duration patience() {
            if (isMoreAtHand()) {
                return Duration.ZERO;
            }
            return isWaitingForTheRest() ? REST_WITHIN : gathering();
        }

        private boolean isGathering() {
            return isGathered && !records.isEmpty() && isRoomLeft() && gathering().isPositive();
        }

        private boolean isRoomLeft() {
            return records.size() < atATime.records() && accounts.size() < atATime.accounts();
        }

        /** Whether the consumer seems to hold more that was fetched. */
        boolean isMoreAtHand() {
            return latest >= atATime.recordsAPoll() && isRoomLeft();
        }

        private boolean isWaitingForTheRest() {
            return !unfinished.isEmpty()
                    && empty < EMPTY_POLLS_MAX
                    && records.size() < RECORDS_MAX
                    && accounts.size() < 2 * atATime.accounts();
        }
    }
}
