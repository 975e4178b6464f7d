package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.rejection.RejectionArchive;
import io.keepwell.scoring.application.rejection.RejectionPlace;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads rejected events back from Kafka. */
@Singleton
class KafkaRejectionArchive implements RejectionArchive {

    private final KafkaArchive archive;

    KafkaRejectionArchive(KafkaArchive archive) {
        this.archive = archive;
    }

    @Override
    public Map<UUID, RejectedEventV1> read(List<RejectionPlace> places) {
        Map<Integer, List<RejectionPlace>> byPartition =
                places.stream()
                        .collect(
                                Collectors.groupingBy(
                                        RejectionPlace::partition,
                                        TreeMap::new,
                                        Collectors.toList()));
        var found = new HashMap<UUID, RejectedEventV1>();
        byPartition.forEach((partition, wanted) ->
                archive.read(
                        new TopicPartition(Topic.REJECTED_EVENTS.topicName(), partition),
                        wanted.stream().map(RejectionPlace::offset).toList(),
                        record -> tell(record, it -> found.put(it.id(), it))));
        // A topic that was made anew has others at these places.
        found.keySet().retainAll(places.stream().map(RejectionPlace::id).toList());
        return found;
    }

    private static void tell(
            ConsumerRecord<String, byte[]> record, Consumer<RejectedEventV1> each) {
        try {
            if (ContractRecords.message(record) instanceof RejectedEventV1 rejection) {
                each.accept(rejection);
            }
        } catch (UnreadableMessageException none) {
            // Not what the index names: as good as gone.
            return;
        }
    }
}
