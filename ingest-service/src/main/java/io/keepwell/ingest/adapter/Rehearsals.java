package io.keepwell.ingest.adapter;

import io.keepwell.ingest.adapter.json.Format;
import io.keepwell.ingest.adapter.json.SubmissionReader;
import io.keepwell.ingest.application.Acknowledgement;
import io.keepwell.ingest.application.EventLog;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.application.SubmitEvents;
import io.keepwell.ingest.domain.backfill.BackfillRuns;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.model.event.EventLogEntry;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.rehearsal.Rehearsal;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes events as if somebody had sent them, and writes them nowhere. */
@ApplicationScoped
class Rehearsals {

    private static final SourceName SOURCE = new SourceName("rehearsal");

    private final SubmissionReader reader;
    private final BackfillRuns runs;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    Rehearsals(
            SubmissionReader reader, BackfillRuns runs, Supplier<UUID> ids, InstantSource clock) {
        this.reader = reader;
        this.runs = runs;
        this.ids = ids;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        boolean _ = Rehearsal.of(this::run);
    }

    private void run() {
        Instant now = clock.instant();
        var body = new Body(events(now).getBytes(StandardCharsets.UTF_8));
        var submission =
                new Submission(
                        SOURCE,
                        now,
                        "application/json",
                        new SentRequest("/v1/events", Map.of(), now, null),
                        Framing.ITEM,
                        body,
                        reader.read(Format.JSON, body, now));
        var _ = new SubmitEvents(new Nowhere(), runs, ids).submit(submission);
    }

    /** A good one and one that breaks the rules. */
    private static String events(Instant now) {
        return """
        [{"id": "event-1", "accountId": "%s", "type": "account.updated", \
        "occurredAt": "%s", "actorId": "user-1", "value": 3, "attributes": {"arr": 1}}, \
        {"id": "event-2"}]\
        """
                .formatted(Rehearsal.ACCOUNT, now);
    }

    /** Makes the records, and drops them. */
    private static final class Nowhere implements EventLog {

        @Override
        public CompletionStage<Acknowledgement> append(
                List<? extends Message> messages, Instant at, @Nullable TraceParent cause) {
            for (Message message : messages) {
                var _ = ContractRecords.producerRecord(message, at);
            }
            return CompletableFuture.completedStage(Acknowledgement.ALL);
        }

        @Override
        public CompletionStage<Acknowledgement> appendToEveryPartition(
                IntFunction<EventLogEntry> marks, Instant at) {
            return CompletableFuture.completedStage(Acknowledgement.ALL);
        }
    }
}
