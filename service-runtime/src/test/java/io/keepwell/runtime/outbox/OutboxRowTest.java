package io.keepwell.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.model.Topic;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.ContractRecords;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class OutboxRowTest {

    private static final Instant AT = Instant.parse("2026-11-03T09:15:31.125Z");
    private static final BackfillOpenedV1 MESSAGE =
            new BackfillOpenedV1("run-1", 3, new SourceName("crm"), AT);

    @Test
    void shouldGiveTheRecordThatTheContractGives() {
        assertThat(OutboxRow.of(0, MESSAGE, AT).producerRecord())
                .usingRecursiveComparison()
                .isEqualTo(ContractRecords.producerRecord(MESSAGE, AT));
        assertThat(OutboxRow.of(0, MESSAGE, AT, 5).producerRecord())
                .usingRecursiveComparison()
                .isEqualTo(ContractRecords.producerRecord(MESSAGE, AT, 5));
    }

    @Test
    void shouldGiveARecordWithoutAValueByWhichATopicForgetsAKey() {
        var record = OutboxRow.tombstone(0, Topic.ACCOUNTS, "acme-1", AT).producerRecord();

        assertThat(record.topic()).isEqualTo("keepwell.accounts");
        assertThat(record.key()).isEqualTo("acme-1");
        assertThat(record.value()).isNull();
        assertThat(record.timestamp()).isEqualTo(AT.toEpochMilli());
    }

    @Test
    void shouldBeEqualByContentAndSayNothingOfThePayload() {
        OutboxRow row = OutboxRow.of(0, MESSAGE, AT);

        assertThat(row).isEqualTo(OutboxRow.of(0, MESSAGE, AT)).hasSameHashCodeAs(row);
        assertThat(row).isNotEqualTo(OutboxRow.of(1, MESSAGE, AT));
        assertThat(row.toString()).doesNotContain("crm");
    }

    @Test
    void shouldGiveBackAnyHeaders() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 1_000; run++) {
            Header[] headers =
                    random.ints(random.nextInt(5), 0, 40_000)
                            .mapToObj(length -> header(random, length))
                            .toArray(Header[]::new);

            List<Header> read = HeaderBytes.decode(HeaderBytes.encode(headers));

            assertThat(read).as("rerun with -Dseed=%d, run %d", seed, run).containsExactly(headers);
        }
    }

    @Test
    void shouldRefuseBytesThatAreNoHeaders() {
        byte[] whole = HeaderBytes.encode(new Header[] {new RecordHeader("ce_id", new byte[300])});
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThatThrownBy(() -> HeaderBytes.decode(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> HeaderBytes.decode(new byte[] {0, 0}))
                .hasMessage("1 bytes after the last header");
        assertThatThrownBy(() -> HeaderBytes.decode(new byte[] {1, -1, -1, -1, -1, -1, 0}))
                .hasMessage("a length in the headers is out of range");
        assertThatThrownBy(() -> HeaderBytes.decode(new byte[] {-1, -1, -1, -1, 7}))
                .hasMessage("headers end too early");
    }

    @Test
    void shouldRefuseAShardThatTheTableCannotHold() {
        assertThatThrownBy(() -> OutboxRow.of(32_768, MESSAGE, AT))
                .hasMessage("shard must be 0..32767, was 32768");
        assertThatThrownBy(() -> OutboxRow.of(-1, MESSAGE, AT))
                .hasMessage("shard must be 0..32767, was -1");
    }

    private static Header header(RandomGenerator random, int length) {
        if (length % 10 == 0) {
            return new RecordHeader("none", null);
        }
        var value = new byte[length];
        random.nextBytes(value);
        return new RecordHeader("ce_é" + length, value);
    }
}
