package io.keepwell.runtime.outbox;

import io.keepwell.model.Topic;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ContractRecords;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record that waits in table {@code outbox}. The arrays are not copied: nobody may change
 * them.
 *
 * @param shard which relay publishes it, 0 to 32767; all messages of a key must have the same
 * @param topic the topic's name
 * @param partition the partition, from 0; absent where the key chooses
 * @param key the record's key
 * @param headers the record's headers, as this package encodes them
 * @param value the record's value; empty for a record without one, by which a compacted topic
 *     forgets its key
 * @param recordedAt the record's timestamp, to the millisecond
 */
// Bytes are what the column holds; equality is by content, below.
@SuppressWarnings("ArrayRecordComponent")
public record OutboxRow(
        int shard,
        String topic,
        @Nullable Integer partition,
        String key,
        byte[] headers,
        byte[] value,
        Instant recordedAt) {

    /** Checks the shard and the partition. */
    public OutboxRow {
        requireShard(shard);
        if (partition != null && partition < 0) {
            throw new IllegalArgumentException(
                    "partition must be 0 or more, was %d".formatted(partition));
        }
    }

    /**
     * The row of a message, for the partition that its key chooses.
     *
     * @param shard which relay publishes it, 0 to 32767
     * @param message a message of the contract; its type says the topic
     * @param recordedAt from when on the topic's retention counts, to the millisecond
     * @return the row
     * @throws IllegalArgumentException when the message's class is not part of the contract, or the
     *     shard is out of range
     */
    public static OutboxRow of(int shard, Message message, Instant recordedAt) {
        return of(shard, ContractRecords.producerRecord(message, recordedAt));
    }

    /**
     * The row of a message that a step of a trace may have caused, for the partition that its key
     * chooses.
     *
     * @param shard which relay publishes it, 0 to 32767
     * @param message a message of the contract; its type says the topic
     * @param recordedAt from when on the topic's retention counts, to the millisecond
     * @param cause the step, or null where nobody follows
     * @return the row
     * @throws IllegalArgumentException when the message's class is not part of the contract, or the
     *     shard is out of range
     */
    public static OutboxRow of(
            int shard, Message message, Instant recordedAt, @Nullable TraceParent cause) {
        ProducerRecord<String, byte[]> record = ContractRecords.producerRecord(message, recordedAt);
        if (cause != null) {
            ContractRecords.markCausedBy(record, cause);
        }
        return of(shard, record);
    }

    /**
     * The row of a message, for one partition, whatever its key.
     *
     * @param shard which relay publishes it, 0 to 32767
     * @param message a message of the contract; its type says the topic
     * @param recordedAt from when on the topic's retention counts, to the millisecond
     * @param partition the partition, from 0
     * @return the row
     * @throws IllegalArgumentException when the message's class is not part of the contract, or a
     *     number is out of range
     */
    public static OutboxRow of(int shard, Message message, Instant recordedAt, int partition) {
        return of(shard, ContractRecords.producerRecord(message, recordedAt, partition));
    }

    /**
     * The row of a record without a value: a compacted topic forgets what it had under the key.
     *
     * @param shard which relay publishes it, 0 to 32767; that of the key's messages on the topic
     * @param topic the topic
     * @param key the key
     * @param recordedAt the record's timestamp, to the millisecond
     * @return the row
     * @throws IllegalArgumentException when the shard is out of range
     */
    public static OutboxRow tombstone(int shard, Topic topic, String key, Instant recordedAt) {
        return new OutboxRow(
                shard,
                topic.topicName(),
                null,
                key,
                HeaderBytes.encode(new Header[0]),
                new byte[0],
                recordedAt);
    }

    /**
     * The record that is sent.
     *
     * @return a new record each time: a producer writes into it
     * @throws IllegalArgumentException when the headers are not as this package encodes them
     */
    public ProducerRecord<String, byte[]> producerRecord() {
        return new ProducerRecord<>(
                topic,
                partition,
                recordedAt.toEpochMilli(),
                key,
                value.length == 0 ? null : value,
                HeaderBytes.decode(headers));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutboxRow that
                && shard == that.shard
                && topic.equals(that.topic)
                && Objects.equals(partition, that.partition)
                && key.equals(that.key)
                && Arrays.equals(headers, that.headers)
                && Arrays.equals(value, that.value)
                && recordedAt.equals(that.recordedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                shard,
                topic,
                partition,
                key,
                Arrays.hashCode(headers),
                Arrays.hashCode(value),
                recordedAt);
    }

    /** Without the payload, which must not get into a log. */
    @Override
    public String toString() {
        return "OutboxRow[shard=%d, topic=%s, key=%s, %d bytes]"
                .formatted(shard, topic, key, value.length);
    }

    static void requireShard(int shard) {
        if (shard < 0 || shard > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "shard must be 0..%d, was %d".formatted(Short.MAX_VALUE, shard));
        }
    }

    /**
     * The row of a record that exists already, such as one that is sent again.
     *
     * @param shard which relay publishes it, 0 to 32767
     * @param record the record, with key, value and timestamp
     * @return the row
     * @throws IllegalArgumentException when the shard is out of range
     */
    public static OutboxRow of(int shard, ProducerRecord<String, byte[]> record) {
        return new OutboxRow(
                shard,
                record.topic(),
                record.partition(),
                record.key(),
                HeaderBytes.encode(record.headers().toArray()),
                record.value(),
                Instant.ofEpochMilli(record.timestamp()));
    }
}
