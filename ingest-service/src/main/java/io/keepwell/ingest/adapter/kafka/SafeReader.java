package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.runtime.kafka.ClientSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics, and hands in what is found there. A record's position is committed only when all
 * that was made of the record is safe, so a crash repeats some and loses none; what is repeated has
 * the same ids.
 */
final class SafeReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(SafeReader.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 1_000;
    private static final long STOP_SECONDS = 10;

    /** With what is made of them in memory at once. */
    private static final int FETCH_BYTES_MAX = 4 * 1024 * 1024;

    private final Task task;
    private final Config config;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;

    /**
     * What is read, and by whom.
     *
     * @param name of the thread
     * @param group of the consumers of all replicas
     * @param clientId by which the broker and metrics know this one
     * @param topics asks, before each round, for the topics of now and who takes their records
     */
    record Task(String name, String group, String clientId, Supplier<Map<String, Taker>> topics) {}

    /** Takes a topic's records. */
    @FunctionalInterface
    interface Taker {

        /**
         * Hands a record in.
         *
         * @param inbound the record
         * @param rejectionIds the same for the same record, however often it is read
         * @return what became of it; {@link Outcome.Unavailable} to be given the record again
         */
        CompletionStage<Outcome> take(
                ConsumerRecord<byte[], byte[]> inbound, Supplier<UUID> rejectionIds);
    }

    SafeReader(Task task, Config config, MeterRegistry meters) {
        this.task = task;
        this.config = config;
        this.meters = meters;
        this.thread = Thread.ofPlatform().daemon().name(task.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends reading; what was read and is not safe yet is read again by whoever is next. */
    void stop() throws InterruptedException {
        stopping.countDown();
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.join(Duration.ofSeconds(STOP_SECONDS));
    }

    private void run() {
        while (!isStopping()) {
            if (task.topics().get().isEmpty()) {
                await();
                continue;
            }
            try {
                readWhileThereAreTopics();
            } catch (WakeupException e) {
                LOGGER.atDebug().log("woken to stop");
            } catch (RuntimeException e) {
                // A consumer that has failed is of no use any more; another one may be.
                LOGGER.atError().setCause(e).log("reading from Kafka begins again");
                await();
            }
        }
    }

    private void readWhileThereAreTopics() {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings());
                var metrics = new KafkaClientMetrics(consumer)) {
            metrics.bindTo(meters);
            open = consumer;
            Set<String> subscribed = Set.of();
            while (!isStopping()) {
                Map<String, Taker> topics = task.topics().get();
                if (topics.isEmpty()) {
                    return;
                }
                if (!topics.keySet().equals(subscribed)) {
                    subscribed = Set.copyOf(topics.keySet());
                    consumer.subscribe(subscribed);
                    LOGGER.atInfo().log("reading from {}", subscribed);
                }
                take(consumer, consumer.poll(POLL), topics);
            }
        } finally {
            open = null;
        }
    }

    /** Hands all of them in, and goes on behind those that are safe. */
    private void take(
            KafkaConsumer<byte[], byte[]> consumer,
            ConsumerRecords<byte[], byte[]> records,
            Map<String, Taker> topics) {
        if (records.isEmpty()) {
            return;
        }
        Map<ConsumerRecord<byte[], byte[]>, CompletableFuture<Outcome>> handed =
                new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> inbound : records) {
            Taker taker = topics.get(inbound.topic());
            if (taker != null) {
                handed.put(
                        inbound, taker.take(inbound, rejectionIds(inbound)).toCompletableFuture());
            }
        }
        Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
        Map<TopicPartition, Long> again = new HashMap<>();
        handed.forEach((inbound, outcome) -> {
            var partition = new TopicPartition(inbound.topic(), inbound.partition());
            boolean isSafe = !(outcome.join() instanceof Outcome.Unavailable);
            if (!isSafe) {
                again.putIfAbsent(partition, inbound.offset());
            } else if (!again.containsKey(partition)) {
                safe.put(partition, new OffsetAndMetadata(inbound.offset() + 1));
            }
        });
        commit(consumer, safe);
        if (!again.isEmpty()) {
            again.forEach(consumer::seek);
            await();
        }
    }

    /** The same for the same record, however often it is read. */
    private static Supplier<UUID> rejectionIds(ConsumerRecord<byte[], byte[]> inbound) {
        int[] next = {0};
        return () ->
                UUID.nameUUIDFromBytes(
                        "%s/%d/%d/%d"
                                .formatted(
                                        inbound.topic(),
                                        inbound.partition(),
                                        inbound.offset(),
                                        next[0]++)
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static void commit(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> safe) {
        try {
            consumer.commitSync(safe);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            // Whoever reads them next reads them again, with the same ids.
            LOGGER.atWarn().log("a position was not committed: {}", String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = ClientSettings.reader(config);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, task.group());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, task.clientId());
        settings.put(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName());
        settings.put(
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName());
        return settings;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void await() {
        try {
            // True as soon as the service stops.
            boolean _ = stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
