package io.keepwell.scoring.adapter.kafka;

import io.keepwell.scoring.application.fold.Counts;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.Writes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts what became of events, and how long after they were received. */
final class FoldMeters {

    private final Counter folded;
    private final Counter duplicate;
    private final Counter tooLate;
    private final Counter quarantined;
    private final Counter erased;
    private final Timer delay;

    FoldMeters(MeterRegistry meters) {
        this.folded = counter(meters, "folded");
        this.duplicate = counter(meters, "duplicate");
        this.tooLate = counter(meters, "too-late");
        this.quarantined = counter(meters, "quarantined");
        this.erased = counter(meters, "erased");
        this.delay =
                Timer.builder("keepwell.fold.delay")
                        .description("From an event's being received to its being committed")
                        .register(meters);
    }

    /** Counts a transaction. */
    void committed(Writes writes) {
        for (Writes.Move move : writes.moves().values()) {
            Counts counts = move.counts();
            folded.increment((double) counts.folded());
            duplicate.increment((double) counts.duplicate());
            tooLate.increment((double) counts.tooLate());
            quarantined.increment((double) counts.quarantined());
            erased.increment((double) counts.erased());
        }
    }

    /** Measures records that are committed. */
    void committed(List<LogRecord> records, Instant now) {
        for (LogRecord record : records) {
            if (record.entry() instanceof LogRecord.Entry.Event(var event)) {
                delay.record(Duration.between(event.receivedAt(), now));
            }
        }
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("keepwell.fold.events")
                .description("Events read from keepwell.customer-events")
                .tag("outcome", outcome)
                .register(meters);
    }
}
