package io.keepwell.scoring.adapter.kafka;

import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.trace.OpenSpan;
import io.keepwell.runtime.trace.Tracing;
import io.keepwell.scoring.application.fold.Counts;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The spans of one batch: one for each event whose sender is followed. They begin with the batch
 * and end with its transaction.
 */
final class FoldSpans {

    private static final String NAME = "fold";

    private final List<LogRecord> records;
    private final List<OpenSpan> open;

    private FoldSpans(List<LogRecord> records, List<OpenSpan> open) {
        this.records = records;
        this.open = open;
    }

    /** Begins them. Where nobody follows anything, the records are not even looked at. */
    static FoldSpans begin(Tracing tracing, List<LogRecord> records, Instant at) {
        if (!tracing.isOn()) {
            return new FoldSpans(records, List.of());
        }
        var open = new ArrayList<OpenSpan>(0);
        List<LogRecord> followed = records;
        for (int index = 0; index < records.size(); index++) {
            LogRecord record = records.get(index);
            Optional<OpenSpan> span = begin(tracing, record, at);
            if (span.isPresent()) {
                followed = open.isEmpty() ? new ArrayList<>(records) : followed;
                followed.set(index, record.followed(new Followed(span.get())));
                open.add(span.get());
            }
        }
        return new FoldSpans(followed, open);
    }

    /** The same records; those that are followed say by whom. */
    List<LogRecord> records() {
        return records;
    }

    /** What came of them is committed. */
    void committed() {
        open.forEach(OpenSpan::end);
    }

    /** Nothing came of them; who reads them next begins anew. */
    void failed() {
        open.forEach(OpenSpan::fail);
    }

    private static Optional<OpenSpan> begin(Tracing tracing, LogRecord record, Instant at) {
        if (!(record.raw() instanceof LogReader.Raw(var kafka))
                || !(record.entry() instanceof LogRecord.Entry.Event(CustomerEventV1 event))) {
            return Optional.empty();
        }
        Optional<TraceParent> sender = ContractRecords.cause(kafka);
        if (sender.isEmpty()) {
            return Optional.empty();
        }
        return tracing.begin(new Tracing.Step(NAME, Tracing.Kind.MESSAGE, at), sender.orElseThrow())
                .map(span ->
                        span.with("keepwell.account.id", event.accountId().value())
                                .with("keepwell.event.id", event.id())
                                .with("keepwell.source", event.source().value())
                                .with("messaging.destination.partition.id", "" + record.partition())
                                .with("messaging.kafka.offset", record.offset()));
    }

    /** Tells a span what became of its record. */
    private record Followed(OpenSpan span) implements Trace {

        @Override
        public TraceParent step() {
            return span.traceParent();
        }

        @Override
        public void became(Counts counts) {
            span.with("keepwell.outcome", word(counts));
        }

        private static String word(Counts counts) {
            if (counts.folded() > 0) {
                return "folded";
            }
            if (counts.duplicate() > 0) {
                return "duplicate";
            }
            if (counts.erased() > 0) {
                return "erased";
            }
            return counts.tooLate() > 0 ? "too-late" : "quarantined";
        }
    }
}
