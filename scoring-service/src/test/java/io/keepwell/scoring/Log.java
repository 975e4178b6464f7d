package io.keepwell.scoring;

import io.keepwell.infra.SharedInfra;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.Message;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.testing.TestTopics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes to the topics that the scoring service lives by, as ingest does. */
public final class Log implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    /** Of the shared broker. */
    public Log() {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                SharedInfra.get().kafka().bootstrapServers(),
                                "acks",
                                "all",
                                "linger.ms",
                                "5"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** An event that has just occurred. */
    public static CustomerEventV1 event(AccountId account, String type, Map<String, Object> more) {
        return event(account, type, Instant.now(), more);
    }

    /**
     * An event. {@code value}, {@code actor}, {@code id} and {@code backfill} are its own; the rest
     * are attributes.
     */
    public static CustomerEventV1 event(
            AccountId account, String type, Instant occurredAt, Map<String, Object> more) {
        var attributes = new HashMap<String, AttributeValue>();
        var rest = new HashMap<>(more);
        Object value = rest.remove("value");
        Object actor = rest.remove("actor");
        Object id = rest.remove("id");
        Object backfill = rest.remove("backfill");
        rest.forEach((name, it) -> attributes.put(name, attribute(it)));
        return new CustomerEventV1(
                id == null ? UUID.randomUUID().toString() : id.toString(),
                new SourceName("test"),
                account,
                new EventType(type),
                occurredAt,
                Instant.now(),
                text(actor),
                value == null ? null : new BigDecimal(value.toString()),
                new Attributes(attributes),
                text(backfill));
    }

    /** Sends messages; {@link #flush} waits for them. */
    public void send(Collection<? extends Message> messages) {
        messages.forEach(
                it -> sent.add(producer.send(ContractRecords.producerRecord(it, Instant.now()))));
    }

    /** Sends a message to each partition. */
    public void sendTo(int partition, Message message) {
        sent.add(producer.send(ContractRecords.producerRecord(message, Instant.now(), partition)));
    }

    /** Sends a record as it is. */
    public void send(ProducerRecord<String, byte[]> record) {
        sent.add(producer.send(record));
    }

    /** Waits until everything is acknowledged; the places of what was sent. */
    public List<RecordMetadata> flush() {
        producer.flush();
        List<RecordMetadata> places = TestTopics.places(sent);
        sent.clear();
        return places;
    }

    @Override
    public void close() {
        producer.close();
    }

    private static AttributeValue attribute(Object value) {
        return switch (value) {
            case Number number -> new AttributeValue.Numeric(new BigDecimal(number.toString()));
            case Boolean flag -> new AttributeValue.Flag(flag);
            default -> new AttributeValue.Text(value.toString());
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
