package io.keepwell.scoring.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A member of the group that reads the log, with all that the fold asks of one. What it has fetched
 * is as old as its last poll, and so is its lag. Of Kafka's own consumer for tests it inherits only
 * what nobody asks.
 */
@NullUnmarked // as Kafka's interface is
// One actor works at a time: nothing needs a lock.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class SimulatedConsumer extends MockConsumer<String, byte[]> {

    private final World world;
    private final SimulatedProcess process;
    private final int recordsAPoll;
    private final Map<Integer, ConsumerGroup.Assignment> held = new TreeMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private @Nullable ConsumerRebalanceListener listener;
    private boolean isDead;

    SimulatedConsumer(World world, SimulatedProcess process, int recordsAPoll) {
        super("none");
        this.world = world;
        this.process = process;
        this.recordsAPoll = recordsAPoll;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener told) {
        listener = told;
        world.group().join(this);
    }

    @Override
    public ConsumerRecords<String, byte[]> poll(Duration timeout) {
        process.step("polls");
        try {
            hearOfRebalance();
        } catch (RuntimeException e) {
            throw new KafkaException("User rebalance callback throws an error", e);
        }
        ConsumerRecords<String, byte[]> records = fetch();
        if (records.isEmpty()) {
            world.time().advance(timeout);
        }
        return records;
    }

    private void hearOfRebalance() {
        Map<Integer, ConsumerGroup.Assignment> mine = world.group().assignedTo(this);
        var lost = new TreeSet<Integer>();
        held.forEach((partition, assignment) -> {
            if (!assignment.equals(mine.get(partition))) {
                lost.add(partition);
            }
        });
        if (!lost.isEmpty()) {
            held.keySet().removeAll(lost);
            positions.keySet().removeAll(lost);
            lost.forEach(it -> paused.remove(CustomerLog.topicPartition(it)));
            told().onPartitionsRevoked(topicPartitions(lost));
        }
        var added = new TreeSet<>(mine.keySet());
        added.removeAll(held.keySet());
        if (!added.isEmpty()) {
            added.forEach(it -> held.put(it, mine.get(it)));
            told().onPartitionsAssigned(topicPartitions(added));
        }
    }

    private ConsumerRecords<String, byte[]> fetch() {
        var records = new LinkedHashMap<TopicPartition, List<ConsumerRecord<String, byte[]>>>();
        int left = recordsAPoll;
        var order = new ArrayList<>(held.keySet());
        if (world.chance().oneIn(2)) {
            order = new ArrayList<>(order.reversed());
        }
        for (int partition : order) {
            ends.put(partition, world.log().end(partition));
            long from = positions.get(partition);
            long to = Math.min(world.log().end(partition), from + left);
            if (to > from && !paused.contains(CustomerLog.topicPartition(partition))) {
                records.put(
                        CustomerLog.topicPartition(partition),
                        world.log().entries(partition).subList((int) from, (int) to).stream()
                                .<ConsumerRecord<String, byte[]>>map(CustomerLog.Entry::record)
                                .toList());
                positions.put(partition, to);
                left -= (int) (to - from);
            }
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    @Override
    public Set<TopicPartition> assignment() {
        return new HashSet<>(topicPartitions(held.keySet()));
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        positions.put(partition.partition(), offset);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    @Override
    public Set<TopicPartition> paused() {
        return Set.copyOf(paused);
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        Long end = ends.get(partition.partition());
        Long position = positions.get(partition.partition());
        return end == null || position == null
                ? OptionalLong.empty()
                : OptionalLong.of(end - position);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        var first = new HashMap<TopicPartition, Long>();
        partitions.forEach(it -> first.put(it, 0L));
        return first;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        process.step("asks where the log ends");
        var last = new HashMap<TopicPartition, Long>();
        partitions.forEach(it -> last.put(it, world.log().end(it.partition())));
        return last;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(
            Collection<TopicPartition> partitions, Duration timeout) {
        return endOffsets(partitions);
    }

    /** Nobody reads it. */
    @Override
    public void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {}

    @Override
    public void close() {
        world.group().leave(this);
    }

    /** Its process is gone; the group does not know that yet. */
    void die() {
        isDead = true;
    }

    boolean isDead() {
        return isDead;
    }

    private ConsumerRebalanceListener told() {
        if (listener == null) {
            throw new IllegalStateException("not subscribed");
        }
        return listener;
    }

    private static List<TopicPartition> topicPartitions(Collection<Integer> partitions) {
        return partitions.stream().map(CustomerLog::topicPartition).toList();
    }
}
