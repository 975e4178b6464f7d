package io.keepwell.runtime.intake;

import io.keepwell.model.message.Message;
import io.keepwell.runtime.ContractRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What a channel makes of a poll before anybody reacts to it. */
public final class Records {

    private Records() {}

    /**
     * Leaves out the records without a value: those of a compacted topic that say that something is
     * no more.
     *
     * @param records of a poll
     * @return the others, in their order
     */
    public static ConsumerRecords<String, byte[]> withValues(
            ConsumerRecords<String, byte[]> records) {
        return only(record -> record.value() != null, records);
    }

    /**
     * Leaves out the messages of a type, before anybody has read them: of what is told most often,
     * reading costs more than all that a reader does with it who does not want it.
     *
     * @param type a CloudEvents {@code type}
     * @param records of a poll
     * @return the others, in their order
     */
    public static ConsumerRecords<String, byte[]> without(
            String type, ConsumerRecords<String, byte[]> records) {
        return only(record -> !ContractRecords.isOfType(type, record), records);
    }

    /**
     * The messages of a topic that holds one kind.
     *
     * @param type the kind
     * @param messages what came
     * @param <M> the kind
     * @return the same
     * @throws IllegalArgumentException when one is of another kind
     */
    public static <M extends Message> List<M> all(Class<M> type, List<Message> messages) {
        return messages.stream().map(message -> one(type, message)).toList();
    }

    private static <M extends Message> M one(Class<M> type, Message message) {
        if (!type.isInstance(message)) {
            throw new IllegalArgumentException(
                    "%s does not belong on this topic".formatted(message.messageType()));
        }
        return type.cast(message);
    }

    private static ConsumerRecords<String, byte[]> only(
            Predicate<ConsumerRecord<String, byte[]>> wanted,
            ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> told = new LinkedHashMap<>();
        for (TopicPartition partition : records.partitions()) {
            told.put(partition, records.records(partition).stream().filter(wanted).toList());
        }
        return new ConsumerRecords<>(told, records.nextOffsets());
    }
}
