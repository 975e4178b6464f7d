package io.keepwell.scoring.adapter.kafka;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.runtime.rehearsal.Rehearsal;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.OwnedPartition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Folds an event of each well-known type into an account that is not kept. */
final class FoldRehearsal {

    /** A partition that no topic has. */
    private static final int PARTITION = Integer.MAX_VALUE;

    private static final SourceName SOURCE = new SourceName("rehearsal");

    private final EventCatalogue catalogue;

    FoldRehearsal(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Rehearses.
     *
     * @param folder takes back what it commits; of no further use
     * @param now the present
     */
    void run(Folder folder, Instant now) {
        var round = new OwnedPartition.Round(Days.of(now), folder.policyVersion());
        folder.own(
                new OwnedPartition.Stored(
                        PARTITION,
                        0,
                        0,
                        round,
                        round,
                        null,
                        OwnedPartition.Resting.NOBODY,
                        Reporting.NONE,
                        Map.of()));
        boolean _ = folder.fold(records(now), now);
    }

    private List<LogRecord> records(Instant now) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (EventSpec spec : catalogue.types()) {
            ProducerRecord<String, byte[]> sent =
                    ContractRecords.producerRecord(event(spec, records.size(), now), now);
            records.add(
                    new ConsumerRecord<>(
                            sent.topic(), PARTITION, records.size(), sent.key(), sent.value()));
            sent.headers().forEach(records.getLast().headers()::add);
        }
        var partition = new TopicPartition(records.getFirst().topic(), PARTITION);
        return LogReader.read(new ConsumerRecords<>(Map.of(partition, records), Map.of()));
    }

    private static CustomerEventV1 event(EventSpec spec, int number, Instant now) {
        return new CustomerEventV1(
                "event-" + number,
                SOURCE,
                Rehearsal.ACCOUNT,
                spec.type(),
                now.minus(Duration.ofDays(number)),
                now,
                "user-" + number,
                spec.value() == null ? null : BigDecimal.ONE,
                Attributes.NONE,
                null);
    }
}
