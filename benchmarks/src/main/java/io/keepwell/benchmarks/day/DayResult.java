package io.keepwell.benchmarks.day;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a day that begins has cost.
 *
 * @param accounts how many there are
 * @param judged how many of them midnight had to judge
 * @param changes how many had another health afterwards, those with events included
 * @param took from the first partition's being taken over until all accounts were brought up
 * @param service CPU of the service meanwhile, its start included
 * @param broker CPU of the broker meanwhile
 * @param postgres CPU of PostgreSQL meanwhile
 * @param othersCores how many cores all other processes of the machine kept busy
 * @param beside what was folded meanwhile
 * @param after what was folded when it was over
 */
record DayResult(
        long accounts,
        long judged,
        long changes,
        Duration took,
        Duration service,
        Duration broker,
        Duration postgres,
        double othersCores,
        Folded beside,
        Folded after) {

    private static final double MICROS_A_MILLI = 1_000;
    private static final double NANOS_A_SECOND = 1e9;

    /**
     * Events that were folded.
     *
     * @param events how many
     * @param within in which time
     * @param micros from when each was due to be sent until it was found committed
     */
    record Folded(long events, Duration within, Histogram micros) {

        double perSecond() {
            return events / seconds(within);
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / MICROS_A_MILLI;
        }
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_A_SECOND;
    }
}
