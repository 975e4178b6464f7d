package io.keepwell.scoring.adapter.kafka;

import io.keepwell.scoring.application.UnreadableRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps records that cannot be read, and says so. */
final class Unreadable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Unreadable.class);

    private Unreadable() {}

    static UnreadableRecord of(ConsumerRecord<String, byte[]> record, String detail) {
        LOGGER.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("a record cannot be read, and goes to quarantine: {}", detail);
        var raw = new LogReader.Raw(record);
        return new UnreadableRecord(
                record.partition(), record.offset(), raw.key(), raw.headers(), raw.value(), detail);
    }

    /** Of a message that is on a topic where nobody expects it. */
    static UnreadableRecord misplaced(ConsumerRecord<String, byte[]> record, Object message) {
        return of(
                record,
                "a %s does not belong on this topic".formatted(message.getClass().getSimpleName()));
    }
}
