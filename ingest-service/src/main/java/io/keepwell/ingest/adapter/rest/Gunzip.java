package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.domain.event.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a body (RFC 1952), and stops where it is too much: a few bytes can unpack to gigabytes.
 * One member and nothing behind it, as every library sends it; the JDK's own stream calls itself
 * for each further member, and so runs out of stack when somebody sends thousands.
 */
final class Gunzip {

    private static final int BYTES_AT_ONCE = 16 * 1024;
    private static final int HEAD = 10;
    private static final int TRAILER = 8;
    private static final short MAGIC = (short) 0x8B1F;
    private static final int DEFLATE = 8;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private Gunzip() {}

    /**
     * Unpacks a body.
     *
     * @param bytesMax the most that it may be, unpacked
     * @param lease pays for it as it grows
     */
    static BodyReader.Result unpacked(Body body, int bytesMax, Budget.Lease lease) {
        ByteBuffer packed = ByteBuffer.wrap(body.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        if (!skipHead(packed)) {
            return new BodyReader.Result.NotGzip();
        }
        try (var inflater = new Inflater(true)) {
            inflater.setInput(packed);
            return unpacked(inflater, packed, bytesMax, lease);
        } catch (DataFormatException e) {
            return new BodyReader.Result.NotGzip();
        }
    }

    private static BodyReader.Result unpacked(
            Inflater inflater, ByteBuffer packed, int bytesMax, Budget.Lease lease)
            throws DataFormatException {
        var out = new ByteArrayOutputStream(Math.min(4 * packed.remaining(), bytesMax));
        var crc = new CRC32();
        byte[] part = new byte[BYTES_AT_ONCE];
        while (!inflater.finished()) {
            int read = inflater.inflate(part);
            if (read == 0 && !inflater.finished()) {
                return new BodyReader.Result.NotGzip();
            }
            if (out.size() + read > bytesMax) {
                return new BodyReader.Result.TooLarge();
            }
            if (!lease.take(read)) {
                return new BodyReader.Result.NoRoom();
            }
            crc.update(part, 0, read);
            out.write(part, 0, read);
        }
        return packed.remaining() == TRAILER
                        && packed.getInt() == (int) crc.getValue()
                        && packed.getInt() == out.size()
                ? new BodyReader.Result.Whole(new Body(out.toByteArray()))
                : new BodyReader.Result.NotGzip();
    }

    /** Goes to where the packed bytes begin; false where there is no whole head. */
    private static boolean skipHead(ByteBuffer packed) {
        if (packed.remaining() < HEAD || packed.getShort() != MAGIC || packed.get() != DEFLATE) {
            return false;
        }
        int flags = packed.get();
        boolean whole = skip(packed, HEAD - packed.position());
        if ((flags & HAS_EXTRA) != 0) {
            whole =
                    whole
                            && packed.remaining() >= 2
                            && skip(packed, Short.toUnsignedInt(packed.getShort()));
        }
        if ((flags & HAS_NAME) != 0) {
            whole = whole && skipText(packed);
        }
        if ((flags & HAS_COMMENT) != 0) {
            whole = whole && skipText(packed);
        }
        if ((flags & HAS_CRC) != 0) {
            whole = whole && skip(packed, 2);
        }
        return whole;
    }

    private static boolean skip(ByteBuffer packed, int bytes) {
        if (packed.remaining() < bytes) {
            return false;
        }
        packed.position(packed.position() + bytes);
        return true;
    }

    /** A text ends with a zero. */
    private static boolean skipText(ByteBuffer packed) {
        while (packed.hasRemaining()) {
            if (packed.get() == 0) {
                return true;
            }
        }
        return false;
    }
}
