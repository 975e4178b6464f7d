package io.keepwell.benchmarks.peers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A record of Kafka in plain fields, which Flink can encode by itself. */
public final class FlinkRecord {

    /** Where it comes from or goes to. */
    public String topic = "";

    /** Its partition. */
    public int partition;

    /** Its place there. */
    public long offset;

    /** When it was written, in milliseconds since 1970. */
    public long timestamp;

    /** Its key. */
    public String key = "";

    /** Its value. */
    public byte[] value = new byte[0];

    /** Its headers, one after the other. */
    public byte[] headers = new byte[0];

    /** Whether its request goes on. */
    public boolean more;

    /** For Flink, which fills the fields. */
    public FlinkRecord() {
        // The fields say what it holds.
    }

    static FlinkRecord read(ConsumerRecord<byte[], byte[]> record, boolean doMoreFollow) {
        var read = new FlinkRecord();
        read.topic = record.topic();
        read.partition = record.partition();
        read.offset = record.offset();
        read.timestamp = record.timestamp();
        read.key = new String(record.key(), StandardCharsets.UTF_8);
        read.value = record.value();
        read.headers = bytes(record.headers());
        read.more = doMoreFollow;
        return read;
    }

    static FlinkRecord written(ProducerRecord<String, byte[]> record) {
        var written = new FlinkRecord();
        written.topic = record.topic();
        written.timestamp = record.timestamp();
        written.key = record.key();
        written.value = record.value();
        written.headers = bytes(record.headers());
        return written;
    }

    ConsumerRecord<String, byte[]> toRead() {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers(headers),
                Optional.empty());
    }

    ProducerRecord<byte[], byte[]> toWrite() {
        return new ProducerRecord<>(
                topic,
                null,
                timestamp,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                headers(headers));
    }

    private static byte[] bytes(Headers headers) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            for (Header header : headers) {
                out.writeUTF(header.key());
                out.writeInt(header.value().length);
                out.write(header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Headers headers(byte[] bytes) {
        var headers = new RecordHeaders();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                String name = in.readUTF();
                headers.add(name, in.readNBytes(in.readInt()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return headers;
    }
}
