package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.EventArchive.UnavailableException;
import io.keepwell.scoring.application.export.EventLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;

/** Reads all customer events from Kafka, with a consumer for each reading. */
@Singleton
class KafkaEventLog implements EventLog {

    private static final String TOPIC = Topic.CUSTOMER_EVENTS.topicName();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    /** How long the log may say nothing at all. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    private final Map<String, Object> settings;

    @Inject
    KafkaEventLog(Config config) {
        this(ArchiveSettings.of(config));
    }

    KafkaEventLog(Map<String, Object> settings) {
        var its = new HashMap<>(settings);
        its.put(ConsumerConfig.CLIENT_ID_CONFIG, "keepwell-scoring-export");
        this.settings = Map.copyOf(its);
    }

    @Override
    public void read(Predicate<String> accounts, Page page) throws IOException {
        var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            read(consumer, accounts, page);
        } catch (KafkaException e) {
            throw new UnavailableException("the log cannot be read now", e);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_MAX));
        }
    }

    private static void read(
            KafkaConsumer<String, byte[]> consumer, Predicate<String> accounts, Page page)
            throws IOException {
        List<TopicPartition> partitions =
                consumer.partitionsFor(TOPIC).stream()
                        .map(it -> new TopicPartition(TOPIC, it.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        long lastProgress = System.nanoTime();
        while (true) {
            // What was written since is not waited for.
            ends.entrySet().removeIf(it -> consumer.position(it.getKey()) >= it.getValue());
            if (ends.isEmpty()) {
                return;
            }
            consumer.pause(partitions.stream().filter(it -> !ends.containsKey(it)).toList());
            long before = positions(consumer);
            ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
            tell(polled, accounts, page);
            if (positions(consumer) != before) {
                // Whoever takes a page may take long.
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > SILENCE_MAX.toNanos()) {
                throw new UnavailableException("the log does not answer", null);
            }
        }
    }

    private static long positions(KafkaConsumer<?, ?> consumer) {
        return consumer.assignment().stream().mapToLong(consumer::position).sum();
    }

    private static void tell(
            ConsumerRecords<String, byte[]> polled, Predicate<String> accounts, Page page)
            throws IOException {
        var events = new ArrayList<CustomerEventV1>();
        for (ConsumerRecord<String, byte[]> record : polled) {
            if (record.key() != null && accounts.test(record.key())) {
                event(record).ifPresent(events::add);
            }
        }
        if (!events.isEmpty()) {
            page.take(events);
        }
    }

    private static Optional<CustomerEventV1> event(ConsumerRecord<String, byte[]> record) {
        try {
            return ContractRecords.message(record) instanceof CustomerEventV1 event
                    ? Optional.of(event)
                    : Optional.empty();
        } catch (UnreadableMessageException quarantined) {
            return Optional.empty();
        }
    }
}
