package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.outbox.OutboxRow;
import io.keepwell.scoring.application.fold.LogRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Turns Kafka's records into what the fold understands. */
final class LogReader {

    private LogReader() {}

    /**
     * Reads records, of each partition up to its first closing mark: what follows it must wait
     * until the run's past is told. Whoever polled them must go back to it.
     */
    static List<LogRecord> read(ConsumerRecords<String, byte[]> records) {
        var read = new ArrayList<LogRecord>(records.count());
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                LogRecord.Entry entry = entry(record);
                read.add(
                        new LogRecord(
                                partition.partition(),
                                record.offset(),
                                entry,
                                new Raw(record),
                                !ContractRecords.isAttributed(record),
                                null));
                if (entry instanceof LogRecord.Entry.Closed) {
                    break;
                }
            }
        }
        return read;
    }

    private static LogRecord.Entry entry(ConsumerRecord<String, byte[]> record) {
        try {
            return switch (ContractRecords.message(record)) {
                case CustomerEventV1 event -> new LogRecord.Entry.Event(event);
                case BackfillOpenedV1 mark -> new LogRecord.Entry.Opened(mark);
                case BackfillClosedV1 mark -> new LogRecord.Entry.Closed(mark);
                case Object other ->
                        new LogRecord.Entry.Unreadable(
                                "a %s does not belong on this topic"
                                        .formatted(other.getClass().getSimpleName()));
            };
        } catch (UnreadableMessageException e) {
            return new LogRecord.Entry.Unreadable("" + e.getMessage());
        }
    }

    /** A record's bytes. */
    record Raw(ConsumerRecord<String, byte[]> record) implements LogRecord.Raw {

        @Override
        public @Nullable String key() {
            return record.key();
        }

        @Override
        public byte[] headers() {
            var copy =
                    new ProducerRecord<String, byte[]>(
                            record.topic(),
                            record.partition(),
                            record.timestamp(),
                            "",
                            new byte[0],
                            record.headers());
            return OutboxRow.of(0, copy).headers();
        }

        @Override
        public byte @Nullable [] value() {
            return record.value();
        }
    }
}
