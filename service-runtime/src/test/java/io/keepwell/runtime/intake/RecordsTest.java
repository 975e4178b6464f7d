package io.keepwell.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    @Test
    void shouldLeaveOutTheMessagesOfAType() {
        ConsumerRecords<String, byte[]> wanted =
                Records.without("score.v1", records("score.v1", "status.v1", null, "score.v1"));

        assertThat(wanted).extracting(ConsumerRecord::offset).containsExactly(1L, 2L);
        assertThat(wanted.nextOffsets()).containsOnlyKeys(PARTITION);
    }

    @Test
    void shouldLeaveOutWhatHasNoValue() {
        ConsumerRecords<String, byte[]> polled = records("a.v1", "b.v1");
        var erased = new ConsumerRecord<String, byte[]>("topic", 0, 2, "key", null);
        var all = new ArrayList<>(polled.records(PARTITION));
        all.add(erased);

        assertThat(Records.withValues(new ConsumerRecords<>(Map.of(PARTITION, all), Map.of())))
                .extracting(ConsumerRecord::offset)
                .containsExactly(0L, 1L);
    }

    private static ConsumerRecords<String, byte[]> records(@Nullable String... types) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (String type : types) {
            var record =
                    new ConsumerRecord<>("topic", 0, records.size(), "key", new byte[] {'{', '}'});
            if (type != null) {
                record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
            }
            records.add(record);
        }
        return new ConsumerRecords<>(
                Map.of(PARTITION, List.copyOf(records)),
                Map.of(PARTITION, new OffsetAndMetadata(records.size())));
    }
}
