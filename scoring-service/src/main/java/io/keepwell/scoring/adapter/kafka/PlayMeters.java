package io.keepwell.scoring.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;

/** Counts what is read of plays and tasks (requirement H13), and what is not yet. */
final class PlayMeters {

    private final Counter indexed;
    private final Counter passedOver;
    private final Counter quarantined;
    private final AtomicLong waiting = new AtomicLong();

    PlayMeters(MeterRegistry meters) {
        this.indexed = counter(meters, "indexed");
        this.passedOver = counter(meters, "passed-over");
        this.quarantined = counter(meters, "quarantined");
        Gauge.builder("keepwell.plays.waiting", waiting, AtomicLong::get)
                .description("Records of keepwell.tasks that this process has still to read")
                .strongReference(true)
                .register(meters);
    }

    /**
     * Counts a transaction.
     *
     * @param records how many it has read
     * @param told those that told of a play or a task
     * @param unreadable those that nobody could read
     */
    void committed(int records, int told, int unreadable) {
        indexed.increment(told);
        quarantined.increment(unreadable);
        passedOver.increment((double) records - told - unreadable);
    }

    /**
     * Looks at what the log holds beyond what was read, as far as the consumer knows.
     *
     * @param consumer who reads it
     * @param uncommitted what it has polled and not yet written down
     */
    void look(Consumer<?, ?> consumer, int uncommitted) {
        waiting.set(
                uncommitted
                        + consumer.assignment().stream()
                                .mapToLong(it -> consumer.currentLag(it).orElse(0))
                                .sum());
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("keepwell.plays.records")
                .description("Records read from keepwell.tasks")
                .tag("outcome", outcome)
                .register(meters);
    }
}
