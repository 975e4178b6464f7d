package io.keepwell.runtime;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.MessageCodec;
import io.keepwell.model.message.MessageTypes;
import io.keepwell.model.message.TraceParent;
import io.keepwell.model.message.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the contract as Kafka records and back: CloudEvents 1.0 in binary mode, the
 * attributes as {@code ce_*} headers, the value JSON, the key as the message says.
 */
public final class ContractRecords {

    /** The CloudEvents extension by which a record says that its request goes on. */
    private static final String MORE_FOLLOW = "ce_morefollow";

    /** The CloudEvents extension of an event whose account was found out by its user. */
    private static final String ATTRIBUTED = "ce_attributed";

    /** Where CloudEvents' Kafka binding puts the {@code type}. */
    private static final String TYPE = "ce_type";

    private ContractRecords() {}

    /**
     * Writes a message for the partition that its key chooses.
     *
     * @param message a message of the contract; its type says the topic
     * @param recordTimestamp from when on the topic's retention counts, to the millisecond
     * @return the record
     * @throws IllegalArgumentException when the message's class is not part of the contract
     */
    public static ProducerRecord<String, byte[]> producerRecord(
            Message message, Instant recordTimestamp) {
        return write(message, recordTimestamp, null);
    }

    /**
     * Writes a message for one partition, whatever its key.
     *
     * @param message a message of the contract; its type says the topic
     * @param recordTimestamp from when on the topic's retention counts, to the millisecond
     * @param partition the partition, from 0
     * @return the record
     * @throws IllegalArgumentException when the message's class is not part of the contract, or the
     *     partition is less than 0
     */
    public static ProducerRecord<String, byte[]> producerRecord(
            Message message, Instant recordTimestamp, int partition) {
        return write(message, recordTimestamp, partition);
    }

    /**
     * Reads a message.
     *
     * @param record a record of one of the contract's topics
     * @return the message
     * @throws UnreadableMessageException when the record is no message that this release knows; the
     *     text says why
     */
    public static Message message(ConsumerRecord<?, byte[]> record)
            throws UnreadableMessageException {
        if (record.value() == null) {
            throw new UnreadableMessageException("a record without a value");
        }
        try {
            return MessageCodec.decode(KafkaMessageFactory.createReader(record).toEvent());
        } catch (CloudEventRWException | IllegalStateException e) {
            throw new UnreadableMessageException("not a CloudEvent: " + e.getMessage(), e);
        }
    }

    /**
     * Says of a record that more of its key follow which came in the same request.
     *
     * @param record the record, which is marked
     */
    public static void markMoreFollow(ProducerRecord<?, byte[]> record) {
        record.headers().add(MORE_FOLLOW, "true".getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether more records of the same key follow which came in the same request.
     *
     * @param record a record
     * @return whether it says so
     */
    public static boolean doMoreFollow(ConsumerRecord<?, byte[]> record) {
        return record.headers().lastHeader(MORE_FOLLOW) != null;
    }

    /**
     * Says of an event that its source did not name the account: it was found out by the user.
     *
     * @param record the record, which is marked
     */
    public static void markAttributed(ProducerRecord<?, byte[]> record) {
        record.headers().add(ATTRIBUTED, "true".getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether an event's account was found out by its user.
     *
     * @param record a record
     * @return whether it says so
     */
    public static boolean isAttributed(ConsumerRecord<?, byte[]> record) {
        return record.headers().lastHeader(ATTRIBUTED) != null;
    }

    /**
     * Says of a record by which step of a trace it was caused.
     *
     * @param record the record, which is marked
     * @param cause the step
     */
    public static void markCausedBy(ProducerRecord<?, byte[]> record, TraceParent cause) {
        record.headers().add(TraceParent.HEADER, cause.value().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * By which step of a trace a record was caused. Costs nothing where none is named.
     *
     * @param record a record
     * @return empty also when what it names is none
     */
    public static Optional<TraceParent> cause(ConsumerRecord<?, byte[]> record) {
        Header header = record.headers().lastHeader(TraceParent.HEADER);
        return header == null || header.value() == null
                ? Optional.empty()
                : TraceParent.of(new String(header.value(), StandardCharsets.ISO_8859_1));
    }

    /**
     * Whether a record's message is of a type, as its headers say: nothing of it is read.
     *
     * @param type a CloudEvents {@code type}
     * @param record a record
     * @return false also when it is no message at all
     */
    public static boolean isOfType(String type, ConsumerRecord<?, byte[]> record) {
        Header header = record.headers().lastHeader(TYPE);
        return header != null
                && header.value() != null
                && type.equals(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static ProducerRecord<String, byte[]> write(
            Message message, Instant recordTimestamp, @Nullable Integer partition) {
        String topic = MessageTypes.of(message).topic().topicName();
        return KafkaMessageFactory.createWriter(
                        topic, partition, recordTimestamp.toEpochMilli(), message.messageKey())
                .writeBinary(MessageCodec.encode(message));
    }
}
