package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.EventArchive;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads events back from Kafka. */
@Singleton
class KafkaEventArchive implements EventArchive {

    private final KafkaArchive archive;

    KafkaEventArchive(KafkaArchive archive) {
        this.archive = archive;
    }

    @Override
    public void read(int partition, Collection<Long> offsets, Consumer<Archived> each) {
        archive.read(
                new TopicPartition(Topic.CUSTOMER_EVENTS.topicName(), partition),
                offsets,
                record -> tell(record, each));
    }

    private static void tell(ConsumerRecord<String, byte[]> record, Consumer<Archived> each) {
        try {
            if (ContractRecords.message(record) instanceof CustomerEventV1 event) {
                each.accept(new Archived(record.offset(), event));
            }
        } catch (UnreadableMessageException noEvent) {
            // The index names no such record; it may name one that an older release could read.
            return;
        }
    }
}
