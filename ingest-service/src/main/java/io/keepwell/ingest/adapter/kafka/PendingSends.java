package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.application.Acknowledgement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The records of one request that Kafka has not acknowledged yet; one callback for all of them. */
final class PendingSends implements Callback {

    private final AtomicInteger left;
    private final Outage outage;
    private final CompletableFuture<Acknowledgement> result = new CompletableFuture<>();

    /** Waits for so many records. */
    PendingSends(int count, Outage outage) {
        this.left = new AtomicInteger(count);
        this.outage = outage;
        if (count == 0) {
            result.complete(Acknowledgement.ALL);
        }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            fail(metadata == null ? "" : metadata.topic(), exception);
        } else if (left.decrementAndGet() == 0) {
            outage.over();
            result.complete(Acknowledgement.ALL);
        }
    }

    /** One record is lost, and so the request: who asks again sends all of it. */
    void fail(String topic, Exception exception) {
        outage.began(topic, exception);
        result.complete(Acknowledgement.NOT_ALL);
    }

    boolean hasFailed() {
        return result.isDone();
    }

    CompletionStage<Acknowledgement> result() {
        return result;
    }
}
