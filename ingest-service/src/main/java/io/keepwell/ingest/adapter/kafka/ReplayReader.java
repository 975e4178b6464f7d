package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.adapter.intake.SentAgain;
import io.keepwell.ingest.application.Outcome;
import io.keepwell.model.Topic;
import io.keepwell.model.event.ReplayRequestedV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is to be taken up again, as if its senders had sent it again. */
@Singleton
class ReplayReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayReader.class);

    private final SentAgain sentAgain;
    private final SafeReader reader;
    private final Counter unreadable;

    ReplayReader(SentAgain sentAgain, Config config, MeterRegistry meters) {
        this.sentAgain = sentAgain;
        this.unreadable =
                Counter.builder("keepwell.ingest.replays.unreadable")
                        .description("Records of keepwell.replays that this release cannot read")
                        .register(meters);
        Map<String, SafeReader.Taker> topics = Map.of(Topic.REPLAYS.topicName(), this::take);
        this.reader =
                new SafeReader(
                        new SafeReader.Task(
                                "replays",
                                "keepwell-ingest-replays",
                                "keepwell-ingest-replays",
                                () -> topics),
                        config,
                        meters);
    }

    void start(@Observes StartupEvent event) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        reader.stop();
    }

    private CompletionStage<Outcome> take(
            ConsumerRecord<byte[], byte[]> inbound, Supplier<UUID> rejectionIds) {
        try {
            if (ContractRecords.message(inbound) instanceof ReplayRequestedV1 replay) {
                return sentAgain.take(replay, rejectionIds);
            }
            return passedOver(inbound, "it is no replay");
        } catch (UnreadableMessageException e) {
            return passedOver(inbound, String.valueOf(e.getMessage()));
        }
    }

    /** The rejection that it is of can still be seen, and sent by hand. */
    private CompletionStage<Outcome> passedOver(
            ConsumerRecord<byte[], byte[]> inbound, String detail) {
        unreadable.increment();
        LOGGER.atError()
                .addKeyValue("topic", inbound.topic())
                .addKeyValue("partition", inbound.partition())
                .addKeyValue("offset", inbound.offset())
                .log("a replay cannot be read, and is passed over: {}", detail);
        return CompletableFuture.completedStage(new Outcome.Unreadable(detail));
    }
}
