package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.fold.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Polls until the events of a request are there that were received together: where a poll happens
 * to end must not decide what an account is judged on. A request of which nothing more comes,
 * because ingest was killed within it, is waited for only a moment.
 */
final class WholeRequests {

    private static final Duration REST_WITHIN = Duration.ofMillis(5);
    private static final int EMPTY_POLLS_MAX = 20;
    private static final int RECORDS_MAX = 10_000;

    private final Consumer<String, byte[]> consumer;
    private final IntSupplier rebalances;
    private final Runnable rewind;

    /** An account of which more was received, in its partition. */
    private record Unfinished(int partition, @Nullable String key) {}

    /**
     * Of a consumer.
     *
     * @param consumer polls
     * @param rebalances how often partitions came or went
     * @param rewind goes back to what was read, but not folded
     */
    WholeRequests(Consumer<String, byte[]> consumer, IntSupplier rebalances, Runnable rewind) {
        this.consumer = consumer;
        this.rebalances = rebalances;
        this.rewind = rewind;
    }

    /**
     * Reads what comes next.
     *
     * @param atMost how long to wait for the first of it
     * @return of each partition the next records up to its first closing mark; nothing when
     *     partitions came or went before a request was whole
     */
    List<LogRecord> poll(Duration atMost) {
        ConsumerRecords<String, byte[]> polled = consumer.poll(atMost);
        List<LogRecord> read = read(polled);
        Set<Unfinished> unfinished = new HashSet<>();
        note(polled, unfinished);
        if (unfinished.isEmpty()) {
            return read;
        }
        int before = rebalances.getAsInt();
        var all = new ArrayList<>(read);
        int empty = 0;
        while (!unfinished.isEmpty()
                && empty < EMPTY_POLLS_MAX
                && all.size() < RECORDS_MAX
                && read.stream().noneMatch(WholeRequests::isClosingMark)) {
            polled = consumer.poll(REST_WITHIN);
            if (rebalances.getAsInt() != before) {
                rewind.run();
                return List.of();
            }
            empty += polled.isEmpty() ? 1 : 0;
            read = read(polled);
            all.addAll(read);
            note(polled, unfinished);
        }
        return all;
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

    private static void note(ConsumerRecords<String, byte[]> polled, Set<Unfinished> unfinished) {
        for (ConsumerRecord<String, byte[]> record : polled) {
            var account = new Unfinished(record.partition(), record.key());
            if (ContractRecords.doMoreFollow(record)) {
                unfinished.add(account);
            } else {
                unfinished.remove(account);
            }
        }
    }

    private static boolean isClosingMark(LogRecord record) {
        return record.entry() instanceof LogRecord.Entry.Closed;
    }
}
