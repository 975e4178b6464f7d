package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.adapter.intake.SentAgain;
import io.keepwell.ingest.adapter.intake.Submissions;
import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.domain.source.CurrentSources;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ContractRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.Config;

/**
 * Reads the topics of those who write to Kafka themselves, and hands in what it finds as if it had
 * come over HTTP.
 */
@Singleton
class InboundReader {

    private final CurrentSources sources;
    private final InboundForm form;
    private final Submissions submissions;
    private final InstantSource clock;
    private final SafeReader reader;

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
        this.reader =
                new SafeReader(
                        new SafeReader.Task(
                                "inbound-events",
                                "keepwell-ingest",
                                "keepwell-ingest-inbound",
                                this::topics),
                        config,
                        meters);
    }

    void start(@Observes StartupEvent event) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        reader.stop();
    }

    private Map<String, SafeReader.Taker> topics() {
        return sources.now().all().stream()
                .filter(source -> source.spec().topic() != null)
                .collect(
                        Collectors.toMap(
                                source -> String.valueOf(source.spec().topic()),
                                source -> (inbound, ids) -> submit(source, inbound, ids)));
    }

    private CompletionStage<Outcome> submit(
            Source source, ConsumerRecord<byte[], byte[]> inbound, Supplier<UUID> rejectionIds) {
        Instant receivedAt = clock.instant();
        return submissions.submit(
                source,
                form.read(inbound, receivedAt)
                        .of(
                                source.name(),
                                receivedAt,
                                new SentRequest(SentAgain.EVENTS, Map.of(), receivedAt, null)),
                ContractRecords.cause(inbound).map(TraceParent::value).orElse(null),
                rejectionIds);
    }
}
