package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.adapter.intake.Submissions;
import io.keepwell.ingest.adapter.json.Taken;
import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.domain.source.CurrentSources;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.kafka.ClientSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
 * Reads the topics of those who write to Kafka themselves, and hands in what it finds as if it had
 * come over HTTP. A record's position is committed only when all that was made of the record is
 * safe, so a crash repeats some and loses none; what is repeated has the same ids.
 */
@Singleton
class InboundReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(InboundReader.class);

    private static final String GROUP = "keepwell-ingest";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 1_000;
    private static final long STOP_SECONDS = 10;

    /** With what is made of them in memory at once. */
    private static final int FETCH_BYTES_MAX = 4 * 1024 * 1024;

    private final CurrentSources sources;
    private final InboundForm form;
    private final Submissions submissions;
    private final InstantSource clock;
    private final Config config;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("inbound-events").unstarted(this::run);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;

    InboundReader(
            CurrentSources sources,
            InboundForm form,
            Submissions submissions,
            InstantSource clock,
            Config config,
            MeterRegistry meters) {
        this.sources = sources;
        this.form = form;
        this.submissions = submissions;
        this.clock = clock;
        this.config = config;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.join(Duration.ofSeconds(STOP_SECONDS));
    }

    private void run() {
        while (!isStopping()) {
            if (topics().isEmpty()) {
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
                Map<String, Source> topics = topics();
                if (topics.isEmpty()) {
                    return;
                }
                if (!topics.keySet().equals(subscribed)) {
                    subscribed = Set.copyOf(topics.keySet());
                    consumer.subscribe(subscribed);
                    LOGGER.atInfo().log("reading events from {}", subscribed);
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
            Map<String, Source> topics) {
        if (records.isEmpty()) {
            return;
        }
        Map<ConsumerRecord<byte[], byte[]>, CompletableFuture<Outcome>> handed =
                new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> inbound : records) {
            Source source = topics.get(inbound.topic());
            if (source != null) {
                handed.put(inbound, submit(source, inbound));
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

    private CompletableFuture<Outcome> submit(
            Source source, ConsumerRecord<byte[], byte[]> inbound) {
        Instant receivedAt = clock.instant();
        Taken taken = form.read(inbound, receivedAt);
        return submissions
                .submit(
                        new Submissions.Head(
                                source,
                                taken.contentType(),
                                null,
                                ContractRecords.cause(inbound)
                                        .map(TraceParent::value)
                                        .orElse(null)),
                        taken.kept(),
                        taken.content(),
                        receivedAt,
                        rejectionIds(inbound))
                .toCompletableFuture();
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

    private Map<String, Source> topics() {
        return sources.now().all().stream()
                .filter(source -> source.spec().topic() != null)
                .collect(
                        Collectors.toMap(
                                source -> String.valueOf(source.spec().topic()), source -> source));
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = ClientSettings.reader(config);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "keepwell-ingest-inbound");
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
