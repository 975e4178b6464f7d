package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.domain.event.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks a body, and stops where it is too much: a few bytes can unpack to gigabytes. */
final class Gunzip {

    private static final int BYTES_AT_ONCE = 16 * 1024;

    private Gunzip() {}

    /**
     * Unpacks a body.
     *
     * @param bytesMax the most that it may be, unpacked
     * @param lease pays for it as it grows
     */
    static BodyReader.Result unpacked(Body body, int bytesMax, Budget.Lease lease) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body.bytes()), BYTES_AT_ONCE)) {
            var out = new ByteArrayOutputStream(Math.min(4 * body.length(), bytesMax));
            byte[] part = new byte[BYTES_AT_ONCE];
            int read = in.read(part);
            while (read >= 0) {
                if (out.size() + read > bytesMax) {
                    return new BodyReader.Result.TooLarge();
                }
                if (!lease.take(read)) {
                    return new BodyReader.Result.NoRoom();
                }
                out.write(part, 0, read);
                read = in.read(part);
            }
            return new BodyReader.Result.Whole(new Body(out.toByteArray()));
        } catch (ZipException | EOFException e) {
            return new BodyReader.Result.NotGzip();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
