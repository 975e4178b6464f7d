package io.keepwell.benchmarks.peers;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.UnreadableMessageException;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.OwnedPartition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the fold is given, of what an engine has read. */
final class Records {

    private static final LogRecord.Raw NOTHING =
            new LogRecord.Raw() {
                @Override
                public @Nullable String key() {
                    return null;
                }

                @Override
                public byte[] headers() {
                    return new byte[0];
                }

                @Override
                public byte @Nullable [] value() {
                    return null;
                }
            };

    private Records() {}

    static LogRecord read(ConsumerRecord<String, byte[]> record) {
        return new LogRecord(
                record.partition(), record.offset(), entry(record), NOTHING, true, null);
    }

    private static LogRecord.Entry entry(ConsumerRecord<String, byte[]> record) {
        try {
            return ContractRecords.message(record) instanceof CustomerEventV1 event
                    ? new LogRecord.Entry.Event(event)
                    : new LogRecord.Entry.Unreadable("no event");
        } catch (UnreadableMessageException e) {
            return new LogRecord.Entry.Unreadable("" + e.getMessage());
        }
    }

    /** A partition of which the engine keeps the position. */
    static OwnedPartition.Stored partition(int id, String policyVersion, Instant now) {
        var round =
                new OwnedPartition.Round(
                        (int) LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay(), policyVersion);
        return new OwnedPartition.Stored(
                id,
                0,
                0,
                round,
                round,
                null,
                OwnedPartition.Resting.NOBODY,
                Reporting.NONE,
                Map.of());
    }
}
