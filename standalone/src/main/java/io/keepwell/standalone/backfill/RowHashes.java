package io.keepwell.standalone.backfill;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells the rows of a file from each other where nothing in them does: a hash of the file's
 * name and all cells, and a number that is another one for each repetition of a row.
 *
 * <p>The numbers are counted in a table of fixed size, so that a file of any length can be read.
 * Two different rows may share a counter; then one of them has a number though it stands once,
 * which does no harm: what matters is that no two rows have the same hash and number, and that the
 * same file gives the same ones whenever it is read from its beginning.
 */
final class RowHashes {

    private static final int COUNTERS = 1 << 21;
    private static final int BYTES = 16;

    private final int[] counters = new int[COUNTERS];
    private final MessageDigest digest = sha256();
    private final String file;

    RowHashes(String file) {
        this.file = file;
    }

    /** The next row's. */
    String next(CsvRow row) {
        add(file);
        row.cells().forEach(this::add);
        byte[] hash = digest.digest();
        int counter = ByteBuffer.wrap(hash, BYTES, Integer.BYTES).getInt() & (COUNTERS - 1);
        int number = counters[counter]++;
        String digits = HexFormat.of().formatHex(hash, 0, BYTES);
        return number == 0 ? digits : digits + "-" + number;
    }

    /** A short name for something long. */
    static String ofText(String text) {
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** With its length, so that cells cannot run into each other. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
