package io.keepwell.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What events are filled with, one event after the other. For one thread at a time. */
public final class Values {

    private static final int ACCOUNTS = 500;
    private static final int ACCOUNT_DIGITS = 5;
    private static final byte[] ACCOUNT_PREFIX = "acct-".getBytes(StandardCharsets.US_ASCII);
    private static final int RADIX = 10;

    /** An odd number with its bits well spread: one account follows another as if by chance. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int HIGH_BITS = 33;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private long id;
    private long writtenMillis = Long.MIN_VALUE;
    private byte[] writtenTime = new byte[0];

    /**
     * Begins before the first event.
     *
     * @param clock the present
     */
    public Values(InstantSource clock) {
        this.clock = clock;
    }

    /** Goes on to the next event. */
    public void next() {
        id++;
    }

    /** One value of the present event. */
    String text(Field field) {
        byte[] text = new byte[field.length()];
        write(field, text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }

    void write(Field field, byte[] to, int at) {
        switch (field) {
            case ID -> writeNumber(id, to, at, Field.ID.length());
            case ACCOUNT -> {
                System.arraycopy(ACCOUNT_PREFIX, 0, to, at, ACCOUNT_PREFIX.length);
                writeNumber(
                        ((id * SPREAD) >>> HIGH_BITS) % ACCOUNTS,
                        to,
                        at + ACCOUNT_PREFIX.length,
                        ACCOUNT_DIGITS);
            }
            case TIME -> System.arraycopy(time(), 0, to, at, Field.TIME.length());
        }
    }

    private byte[] time() {
        long millis = clock.millis();
        if (millis != writtenMillis) {
            writtenMillis = millis;
            writtenTime =
                    TIME.format(Instant.ofEpochMilli(millis)).getBytes(StandardCharsets.US_ASCII);
        }
        return writtenTime;
    }

    private static void writeNumber(long number, byte[] to, int at, int digits) {
        long rest = number;
        for (int digit = digits - 1; digit >= 0; digit--) {
            to[at + digit] = (byte) ('0' + rest % RADIX);
            rest /= RADIX;
        }
    }
}
