package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.IngestConfig;
import io.keepwell.ingest.application.EventLog;
import io.keepwell.runtime.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;

/** Makes Kafka's clients, and closes them when the service ends. */
@ApplicationScoped
class KafkaWiring {

    /** A health check must answer before its asker gives up. */
    static final Duration ADMIN_ANSWERS_WITHIN = Duration.ofSeconds(2);

    @Produces
    @Singleton
    Producer<String, byte[]> producer(Config config, IngestConfig ingest) {
        return new KafkaProducer<>(
                Settings.checked(() -> IngestSettings.producer(config, ingest.acknowledgeWithin())),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends what is still in the buffer, as long as anybody may wait for its acknowledgement. */
    void close(@Disposes Producer<String, byte[]> producer, IngestConfig ingest) {
        producer.close(ingest.acknowledgeWithin());
    }

    @Produces
    @Singleton
    Admin admin(Config config) {
        return Admin.create(IngestSettings.admin(config, ADMIN_ANSWERS_WITHIN));
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ZERO);
    }

    @Produces
    @Singleton
    EventLog eventLog(Producer<String, byte[]> producer) {
        return new KafkaEventLog(producer);
    }
}
