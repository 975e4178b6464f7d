package io.keepwell.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractRecordsTest {

    private static final Instant OPENED = Instant.parse("2026-11-03T09:15:30.125Z");
    private static final Instant RECEIVED = Instant.parse("2026-11-03T09:15:31Z");
    private static final BackfillOpenedV1 MESSAGE =
            new BackfillOpenedV1("run-1", 3, new SourceName("crm"), OPENED);

    @Test
    void shouldWriteTheAttributesAsHeaders() {
        ProducerRecord<String, byte[]> record = ContractRecords.producerRecord(MESSAGE, RECEIVED);

        assertThat(record.topic()).isEqualTo("keepwell.customer-events");
        assertThat(record.key()).isEqualTo("run-1");
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
        assertThat(texts(record.headers()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_specversion", "1.0",
                                "ce_id", "run-1/opened/3",
                                "ce_source", "/keepwell/ingest",
                                "ce_type", "io.keepwell.backfill.opened.v1",
                                "ce_subject", "run-1",
                                "ce_time", "2026-11-03T09:15:30.125Z",
                                "content-type", "application/json"));
    }

    @Test
    void shouldWriteForAGivenPartition() {
        assertThat(ContractRecords.producerRecord(MESSAGE, RECEIVED, 3).partition()).isEqualTo(3);
    }

    @Test
    void shouldReadWhatItWrote() throws UnreadableMessageException {
        ProducerRecord<String, byte[]> written = ContractRecords.producerRecord(MESSAGE, RECEIVED);

        assertThat(ContractRecords.message(read(written.headers(), written.value())))
                .isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"ce_specversion, 9.9", "ce_type, nobody.knows.v1", "ce_id, ''"})
    void shouldSayWhyARecordIsNoMessage(String header, String value) {
        ProducerRecord<String, byte[]> written = ContractRecords.producerRecord(MESSAGE, RECEIVED);
        var headers = new RecordHeaders(written.headers().toArray());
        headers.remove(header);
        if (!value.isEmpty()) {
            headers.add(header, value.getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> ContractRecords.message(read(headers, written.value())))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void shouldNotTakeARecordWithoutHeadersForAMessage() {
        assertThatThrownBy(() -> ContractRecords.message(read(new RecordHeaders(), new byte[1])))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void shouldTellTheTypeWithoutReadingTheMessage() {
        Headers headers = ContractRecords.producerRecord(MESSAGE, RECEIVED).headers();
        byte[] unreadable = new byte[1];

        assertThat(ContractRecords.isOfType(BackfillOpenedV1.TYPE, read(headers, unreadable)))
                .isTrue();
        assertThat(ContractRecords.isOfType("another.v1", read(headers, unreadable))).isFalse();
        assertThat(ContractRecords.isOfType("another.v1", read(new RecordHeaders(), unreadable)))
                .isFalse();
    }

    private static ConsumerRecord<String, byte[]> read(Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                "keepwell.customer-events",
                0,
                0,
                RECEIVED.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                "key",
                value,
                headers,
                Optional.empty());
    }

    private static Map<String, String> texts(Headers headers) {
        return Arrays.stream(headers.toArray())
                .collect(
                        Collectors.toMap(
                                Header::key,
                                header -> new String(header.value(), StandardCharsets.UTF_8)));
    }
}
