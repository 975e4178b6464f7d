package io.keepwell.scoring.adapter.kafka;

import io.keepwell.engine.judge.Judge;
import io.keepwell.model.Topic;
import io.keepwell.runtime.trace.Tracing;
import io.keepwell.scoring.adapter.postgres.Takeover;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.OwnedPartition;
import io.keepwell.scoring.application.fold.Publication;
import io.keepwell.scoring.application.fold.Reconstructor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fold while everything goes well: one consumer, one connection, one state of memory. Whatever
 * goes wrong ends it, and the next one begins from what the database holds. A rebalance listener
 * that throws would be called no more by Kafka's client, and the log read from anywhere; here its
 * exception leaves {@code poll} and ends the session like any other.
 */
final class FoldSession {

    private static final Logger LOGGER = LoggerFactory.getLogger(FoldSession.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(2);
    private static final Duration OBSERVE_EVERY = Duration.ofMinutes(1);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final Parts parts;
    private final Every publishing;
    private final Every refreshing = new Every(REFRESH_EVERY);
    private final Every observing = new Every(OBSERVE_EVERY);
    private final Every forgetting = new Every(FORGET_EVERY);
    private final WholeRequests log;
    private int rebalances;

    /**
     * What a session works with.
     *
     * @param consumer its own consumer
     * @param atATime how much of the log is read together
     * @param folder folds
     * @param takeover takes partitions over, over the session's own connection
     * @param reconstructor tells the past of backfill runs
     * @param publication makes the messages of accounts
     * @param clock tells the time
     * @param nanos measures time, as {@link System#nanoTime} does
     * @param publishEvery how often accounts are published
     * @param wake wakes the relays
     * @param others the judge by the policies in force, if these have another version
     * @param isSameTopic whether the topic is still the one that the session began with
     * @param tracing follows records
     * @param meters counts records
     */
    record Parts(
            Consumer<String, byte[]> consumer,
            WholeRequests.AtATime atATime,
            Folder folder,
            TakesOver takeover,
            Reconstructor reconstructor,
            Publication publication,
            InstantSource clock,
            LongSupplier nanos,
            Duration publishEvery,
            Runnable wake,
            Function<String, Optional<Judge>> others,
            BooleanSupplier isSameTopic,
            Tracing tracing,
            FoldMeters meters) {}

    /** Takes partitions over. */
    @FunctionalInterface
    interface TakesOver {

        /**
         * Takes one over, so that its former owner writes no more.
         *
         * @param extent what the log holds of it
         * @param begin the round that a new partition begins with
         * @return what is stored of it
         * @throws Takeover.LostLogException when going on would skip or mix up events
         */
        OwnedPartition.Stored take(Takeover.Extent extent, OwnedPartition.Round begin);
    }

    FoldSession(Parts parts) {
        this.parts = parts;
        this.publishing = new Every(parts.publishEvery());
        this.log =
                new WholeRequests(
                        parts.consumer(),
                        parts.atATime(),
                        parts.nanos(),
                        () -> rebalances,
                        this::rewind);
    }

    /** Works until it is told to stop. */
    void run(BooleanSupplier isStopping, Runnable onProgress) {
        parts.consumer().subscribe(List.of(Topic.CUSTOMER_EVENTS.topicName()), new Partitions());
        boolean pending = false;
        while (!isStopping.getAsBoolean()) {
            List<LogRecord> records = log.poll(pending ? AT_ONCE : POLL);
            Instant now = parts.clock().instant();
            if (!records.isEmpty()) {
                requireSameTopic();
                fold(records, now);
            }
            pending = step(now);
            if (publishing.isDue(now) && publish(now)) {
                // A page each round until all are told: the log is polled between two pages.
                publishing.hasMore();
                pending = true;
            }
            boolean refresh = refreshing.isDue(now);
            if (refresh || parts.folder().isOvertaken()) {
                parts.others().apply(parts.folder().policyVersion()).ifPresent(this::judgeBy);
            }
            if (refresh) {
                parts.folder().refreshReporting();
                if (parts.folder().erase(now)) {
                    parts.wake().run();
                }
            }
            if (observing.isDue(now)) {
                parts.folder().observe(LogEnds.of(parts.consumer()), now);
            }
            if (forgetting.isDue(now)) {
                parts.folder().forget(now);
            }
            onProgress.run();
        }
    }

    /** The session goes on: a new one would have to join the group and fill its memory again. */
    private void judgeBy(Judge other) {
        LOGGER.atInfo()
                .addKeyValue("policyVersion", other.policies().version())
                .log("accounts are judged by other policies");
        parts.folder().judgeBy(other);
    }

    /**
     * The consumer knows a topic by its name, and goes on in another one of that name. Asked after
     * records were read: a topic that is still there was there when they were.
     */
    private void requireSameTopic() {
        if (!parts.isSameTopic().getAsBoolean()) {
            throw new IllegalStateException("the topic was deleted and made anew");
        }
    }

    private void fold(List<LogRecord> polled, Instant now) {
        List<LogRecord> records = parts.folder().portion(polled);
        if (folded(records, now)) {
            parts.wake().run();
        }
        Set<Integer> moved = records.stream().map(LogRecord::partition).collect(Collectors.toSet());
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (OwnedPartition partition : parts.folder().owned()) {
            TopicPartition its = topicPartition(partition.id());
            if (moved.contains(partition.id())) {
                positions.put(its, new OffsetAndMetadata(partition.nextOffset()));
            }
            if (partition.isReconstructing()) {
                // What follows the closing mark waits until the past has been told.
                parts.consumer().pause(Set.of(its));
            }
        }
        if (records.size() < polled.size()) {
            // The rest is polled once more, so that the group sees that this member lives.
            rewind();
        }
        // For those who watch the lag; the position that counts is in the database.
        parts.consumer().commitAsync(positions, (_, _) -> {});
    }

    private boolean folded(List<LogRecord> records, Instant now) {
        FoldSpans spans = FoldSpans.begin(parts.tracing(), records, now);
        try {
            boolean told = parts.folder().fold(spans.records(), now);
            spans.committed();
            parts.meters().committed(records, parts.clock().instant());
            return told;
        } catch (RuntimeException e) {
            spans.failed();
            throw e;
        }
    }

    private void rewind() {
        parts.folder()
                .owned()
                .forEach(it -> parts.consumer().seek(topicPartition(it.id()), it.nextOffset()));
    }

    private boolean step(Instant now) {
        boolean more = parts.folder().step(caughtUp(), now, parts.reconstructor());
        if (more) {
            parts.wake().run();
            resume();
        }
        return more;
    }

    private boolean publish(Instant now) {
        boolean more = parts.folder().publish(now, parts.publication());
        parts.wake().run();
        return more;
    }

    private void resume() {
        Set<TopicPartition> paused = new HashSet<>(parts.consumer().paused());
        parts.folder().owned().stream()
                .filter(OwnedPartition::isReconstructing)
                .forEach(it -> paused.remove(topicPartition(it.id())));
        parts.consumer().resume(paused);
    }

    private Set<Integer> caughtUp() {
        var caughtUp = new HashSet<Integer>();
        for (OwnedPartition partition : parts.folder().owned()) {
            parts.consumer()
                    .currentLag(topicPartition(partition.id()))
                    .ifPresent(lag -> {
                        if (lag == 0) {
                            caughtUp.add(partition.id());
                        }
                    });
        }
        return caughtUp;
    }

    private static TopicPartition topicPartition(int partition) {
        return new TopicPartition(Topic.CUSTOMER_EVENTS.topicName(), partition);
    }

    /** Takes partitions over and gives them up, within {@code poll}, on the session's thread. */
    private final class Partitions implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            rebalances++;
            requireSameTopic();
            Instant now = parts.clock().instant();
            Map<TopicPartition, Long> first = parts.consumer().beginningOffsets(assigned);
            Map<TopicPartition, Long> end = parts.consumer().endOffsets(assigned);
            for (TopicPartition partition : assigned) {
                OwnedPartition.Stored stored =
                        parts.takeover()
                                .take(
                                        new Takeover.Extent(
                                                partition.partition(),
                                                first.getOrDefault(partition, 0L),
                                                end.getOrDefault(partition, 0L)),
                                        OwnedPartition.Round.beforeTheFirst(
                                                now, parts.folder().policyVersion()));
                parts.folder().own(stored);
                parts.consumer().seek(partition, stored.nextOffset());
            }
            parts.folder().owned().stream()
                    .filter(OwnedPartition::isReconstructing)
                    .forEach(it -> parts.consumer().pause(Set.of(topicPartition(it.id()))));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            rebalances++;
            // No transaction is open between two polls: there is nothing to finish.
            revoked.forEach(it -> parts.folder().disown(it.partition()));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            onPartitionsRevoked(lost);
        }
    }
}
