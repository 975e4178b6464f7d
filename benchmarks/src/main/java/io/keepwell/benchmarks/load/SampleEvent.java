package io.keepwell.benchmarks.load;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.MessageCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The event that is sent: somebody used a feature, about 180 bytes. */
public final class SampleEvent {

    /** The source whose key it is sent with. */
    public static final String SOURCE = "load";

    /** As a system sends it, with the places of a {@link Template}. */
    public static final String JSON =
            """
            {"id":"{id}","accountId":"{account}","type":"usage.feature-used",\
            "occurredAt":"{time}","actorId":"ann","value":3,"attributes":{"feature":"reports"}}\
            """;

    private SampleEvent() {}

    /** As ingest writes it. */
    static ProducerRecord<String, byte[]> record(Values values) {
        Instant now = Instant.parse(values.text(Field.TIME));
        var event =
                new CustomerEventV1(
                        values.text(Field.ID),
                        new SourceName(SOURCE),
                        new AccountId(values.text(Field.ACCOUNT)),
                        new EventType("usage.feature-used"),
                        now,
                        now,
                        "ann",
                        BigDecimal.valueOf(3),
                        new Attributes(Map.of("feature", new AttributeValue.Text("reports"))),
                        null);
        return KafkaMessageFactory.createWriter(
                        Topic.CUSTOMER_EVENTS.topicName(),
                        null,
                        now.toEpochMilli(),
                        event.messageKey())
                .writeBinary(MessageCodec.encode(event));
    }
}
