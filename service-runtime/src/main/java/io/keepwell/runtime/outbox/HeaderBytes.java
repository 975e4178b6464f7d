package io.keepwell.runtime.outbox;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers of a record as one column: their number, then for each its name and its value, each
 * as a length and as many bytes. Numbers are unsigned, seven bits a byte, the lowest first, the
 * high bit set where more follow. A value's length is one more than it is, 0 where there is none.
 */
final class HeaderBytes {

    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int SHIFT_MAX = 28;

    private HeaderBytes() {}

    static byte[] encode(Header[] headers) {
        var out = new ByteArrayOutputStream(256);
        writeNumber(out, headers.length);
        for (Header header : headers) {
            byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
            writeNumber(out, name.length);
            out.writeBytes(name);
            byte[] value = header.value();
            if (value == null) {
                writeNumber(out, 0);
            } else {
                writeNumber(out, value.length + 1);
                out.writeBytes(value);
            }
        }
        return out.toByteArray();
    }

    /**
     * Reads the headers.
     *
     * @throws IllegalArgumentException when the bytes are no headers
     */
    static List<Header> decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            int count = readNumber(in);
            var headers = new ArrayList<Header>();
            for (int index = 0; index < count; index++) {
                String name = new String(read(in, readNumber(in)), StandardCharsets.UTF_8);
                int length = readNumber(in);
                headers.add(new RecordHeader(name, length == 0 ? null : read(in, length - 1)));
            }
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(
                        "%d bytes after the last header".formatted(in.remaining()));
            }
            return headers;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("headers end too early", e);
        }
    }

    private static byte[] read(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest > SEVEN_BITS) {
            out.write((rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int readNumber(ByteBuffer in) {
        int number = 0;
        for (int shift = 0; shift <= SHIFT_MAX; shift += 7) {
            int next = in.get();
            number |= (next & SEVEN_BITS) << shift;
            if ((next & MORE) == 0) {
                if (number < 0) {
                    break;
                }
                return number;
            }
        }
        throw new IllegalArgumentException("a length in the headers is out of range");
    }
}
