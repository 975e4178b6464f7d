package io.keepwell.ingest.adapter.kafka;

import io.keepwell.ingest.application.Acknowledgement;
import io.keepwell.ingest.application.EventLog;
import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.EventLogEntry;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.TraceParent;
import io.keepwell.runtime.ContractRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The log on Kafka's topics. Its producer is set to fail where it would wait. */
final class KafkaEventLog implements EventLog {

    private final Producer<String, byte[]> producer;
    private final Outage outage = new Outage();

    KafkaEventLog(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public CompletionStage<Acknowledgement> append(
            List<? extends Message> messages, Instant at, @Nullable TraceParent cause) {
        var pending = new PendingSends(messages.size(), outage);
        for (ProducerRecord<String, byte[]> record : records(messages, at)) {
            if (cause != null) {
                ContractRecords.markCausedBy(record, cause);
            }
            if (pending.hasFailed()) {
                break;
            }
            send(record, pending);
        }
        return pending.result();
    }

    /**
     * All but the last of each account say that more follow: readers judge them together. Those of
     * a backfill run are judged when it is closed.
     */
    private static List<ProducerRecord<String, byte[]>> records(
            List<? extends Message> messages, Instant at) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>(messages.size());
        var accountsAfter = new HashSet<AccountId>();
        for (Message message : messages.reversed()) {
            var record = ContractRecords.producerRecord(message, at);
            if (message instanceof CustomerEventV1 event
                    && event.backfill() == null
                    && !accountsAfter.add(event.accountId())) {
                ContractRecords.markMoreFollow(record);
            }
            records.add(record);
        }
        return records.reversed();
    }

    @Override
    public CompletionStage<Acknowledgement> appendToEveryPartition(
            IntFunction<EventLogEntry> marks, Instant at) {
        int partitions;
        try {
            partitions = producer.partitionsFor(Topic.CUSTOMER_EVENTS.topicName()).size();
        } catch (KafkaException e) {
            var failed = new PendingSends(1, outage);
            failed.fail(Topic.CUSTOMER_EVENTS.topicName(), e);
            return failed.result();
        }
        var pending = new PendingSends(partitions, outage);
        for (int partition = 0; partition < partitions && !pending.hasFailed(); partition++) {
            send(ContractRecords.producerRecord(marks.apply(partition), at, partition), pending);
        }
        return pending.result();
    }

    private void send(ProducerRecord<String, byte[]> record, PendingSends pending) {
        try {
            // What comes of it is told to the callback, also where send() fails by itself.
            var _ = producer.send(record, pending);
        } catch (KafkaException | IllegalStateException e) {
            pending.fail(record.topic(), e);
        }
    }
}
