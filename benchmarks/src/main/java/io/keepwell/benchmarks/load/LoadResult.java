package io.keepwell.benchmarks.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * What came of some load.
 *
 * @param events how many were acknowledged
 * @param elapsed from the first request to the last answer
 * @param micros how long each request took, in microseconds
 */
public record LoadResult(long events, Duration elapsed, Histogram micros) {

    private static final double NANOS_A_SECOND = 1e9;
    private static final double MICROS_A_MILLISECOND = 1_000;
    private static final int DIGITS = 3;
    private static final int PARTS = 3;

    /** Three significant digits, and as long as it takes. */
    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    /**
     * How many events were acknowledged in a second.
     *
     * @return events
     */
    public double eventsPerSecond() {
        return events / (elapsed.toNanos() / NANOS_A_SECOND);
    }

    /**
     * How long requests took.
     *
     * @param percent of them, 0 to 100, took no longer
     * @return milliseconds
     */
    public double millisAt(double percent) {
        return micros.getValueAtPercentile(percent) / MICROS_A_MILLISECOND;
    }

    /**
     * As one line, for another process.
     *
     * @return a line that {@link #ofLine} reads
     */
    public String toLine() {
        ByteBuffer buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        int length = micros.encodeIntoCompressedByteBuffer(buffer);
        return "%d %d %s"
                .formatted(
                        events,
                        elapsed.toNanos(),
                        Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
    }

    /**
     * Reads a line of {@link #toLine}.
     *
     * @param line the line
     * @return what it says
     * @throws IllegalArgumentException when it is no such line
     */
    public static LoadResult ofLine(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not the result of a load: '%s'".formatted(line));
        }
        try {
            return new LoadResult(
                    Long.parseLong(parts[0]),
                    Duration.ofNanos(Long.parseLong(parts[1])),
                    Histogram.decodeFromCompressedByteBuffer(
                            ByteBuffer.wrap(Base64.getDecoder().decode(parts[2])), 0));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not the result of a load: '%s'".formatted(line), e);
        }
    }
}
