package io.keepwell.runtime.intake;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that cannot be dealt with. */
@FunctionalInterface
public interface Parking {

    /**
     * Keeps a record, whole.
     *
     * @param record the record; one that is kept already stays as it is
     * @param reason why it cannot be dealt with, for people
     * @return when it is kept
     */
    Uni<Void> park(ConsumerRecord<String, byte[]> record, String reason);
}
