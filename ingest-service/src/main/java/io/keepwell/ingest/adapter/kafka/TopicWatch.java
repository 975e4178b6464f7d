package io.keepwell.ingest.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the producer knows the topics' partitions. It never waits for them, and forgets
 * them when all brokers are away; without this the first senders after a start, or after an outage,
 * would be turned away.
 */
@Singleton
class TopicWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicWatch.class);
    private static final long ASK_EVERY_MILLIS = 100;
    private static final long START_WAITS_SECONDS = 3;

    private final Producer<String, byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final ScheduledExecutorService asker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("kafka-topic-watch").factory());
    private final CountDownLatch known = new CountDownLatch(1);

    TopicWatch(Producer<String, byte[]> producer) {
        this.producer = producer;
        this.metrics = new KafkaClientMetrics(producer);
    }

    /** After all others: a wrong setting is told at once. */
    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) StartupEvent event,
            MeterRegistry meters)
            throws InterruptedException {
        metrics.bindTo(meters);
        var _ = asker.scheduleWithFixedDelay(this::ask, 0, ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        if (!known.await(START_WAITS_SECONDS, TimeUnit.SECONDS)) {
            LOGGER.atWarn()
                    .log(
                            "Kafka has not told of {} yet; senders are answered with 503 until it"
                                    + " does",
                            Topics.WRITTEN);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        asker.shutdownNow();
        metrics.close();
    }

    private void ask() {
        try {
            Topics.WRITTEN.forEach(producer::partitionsFor);
        } catch (KafkaException e) {
            LOGGER.atTrace().setCause(e).log("topics are not known yet");
            return;
        }
        known.countDown();
    }
}
