package io.keepwell.infra;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of one test's own, with clients for it. */
record Topic(String bootstrapServers, String name) {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    /** Creates a topic with a name that no other test has. */
    static Topic create(KafkaServer kafka) {
        return create(kafka, "topic-" + UUID.randomUUID());
    }

    static Topic create(KafkaServer kafka, String name) {
        NewTopics.create(kafka.bootstrapServers(), List.of(new NewTopic(name, 2, (short) 1)));
        return new Topic(kafka.bootstrapServers(), name);
    }

    KafkaProducer<String, String> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("acks", "all");
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    ProducerRecord<String, String> record(String value) {
        return new ProducerRecord<>(name, value, value);
    }

    /** Sends values and waits until the broker has them. */
    void send(Map<String, Object> settings, List<String> values)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = producer(settings)) {
            for (String value : values) {
                producer.send(record(value)).get();
            }
        }
    }

    /** Consumes as a new group until as many values have come, in whatever order. */
    List<String> receive(Map<String, Object> settings, int count) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("group.id", "group-" + UUID.randomUUID());
        all.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(name));
            await().atMost(WAIT_MAX)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100))
                                .forEach(record -> values.add(record.value()));
                        return values.size() >= count;
                    });
        }
        return List.copyOf(values);
    }

    static List<String> values(int count) {
        return IntStream.range(0, count).mapToObj("value-%d"::formatted).toList();
    }
}
