package io.keepwell.benchmarks.fold;

import io.keepwell.benchmarks.load.LoadFailedException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts a backlog on its topic, compressed as ingest does. */
final class Preload {

    private Preload() {}

    /**
     * Sends all of it, and returns when it is acknowledged.
     *
     * @throws LoadFailedException when Kafka has refused something
     */
    static Backlog.Made send(String bootstrapServers, Backlog backlog) {
        var failure = new AtomicReference<@Nullable Exception>();
        Backlog.Made made;
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "acks",
                                "all",
                                "compression.type",
                                "lz4",
                                "linger.ms",
                                5,
                                "batch.size",
                                64 * 1024),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            made =
                    backlog.forEach(record -> {
                        var _ =
                                producer.send(
                                        record,
                                        (_, refused) -> {
                                            if (refused != null) {
                                                failure.compareAndSet(null, refused);
                                            }
                                        });
                    });
            producer.flush();
        }
        if (failure.get() != null) {
            throw new LoadFailedException("Kafka has refused an event", failure.get());
        }
        return made;
    }
}
