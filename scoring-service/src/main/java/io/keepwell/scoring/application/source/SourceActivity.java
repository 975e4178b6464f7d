package io.keepwell.scoring.application.source;

import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.EventType;
import io.keepwell.model.event.SourceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What sources sent, as far as one transaction has read it. */
public final class SourceActivity {

    private final Map<Key, Sent> sent = new TreeMap<>();

    /**
     * What is counted together.
     *
     * @param source who sent
     * @param hour the hour since 1970 in which it was received
     * @param kind the kind of source that it speaks as
     * @param partition where it was read
     */
    public record Key(String source, int hour, String kind, int partition)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::source)
                        .thenComparingInt(Key::hour)
                        .thenComparing(Key::kind)
                        .thenComparingInt(Key::partition);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * What was sent.
     *
     * @param events how many events
     * @param lastEventAt when the last of them was received
     * @param delayMillis how long it took from when each happened until it was received, in all
     * @param delayMillisMax the longest
     * @param lagMillis how long it took from then until each was read, in all
     * @param lagMillisMax the longest
     */
    public record Sent(
            long events,
            Instant lastEventAt,
            long delayMillis,
            long delayMillisMax,
            long lagMillis,
            long lagMillisMax) {

        Sent plus(Sent other) {
            return new Sent(
                    events + other.events,
                    lastEventAt.isAfter(other.lastEventAt) ? lastEventAt : other.lastEventAt,
                    delayMillis + other.delayMillis,
                    Math.max(delayMillisMax, other.delayMillisMax),
                    lagMillis + other.lagMillis,
                    Math.max(lagMillisMax, other.lagMillisMax));
        }
    }

    /**
     * An event's times.
     *
     * @param occurredAt when it happened; a sender's clock may be ahead
     * @param receivedAt when it was received
     * @param readAt when it was read from the log
     */
    public record Times(Instant occurredAt, Instant receivedAt, Instant readAt) {}

    /**
     * Counts an event.
     *
     * @param partition where it was read
     * @param source who sent it
     * @param type its type
     * @param times when
     */
    public void add(int partition, SourceName source, EventType type, Times times) {
        long delay = millis(times.occurredAt(), times.receivedAt());
        long lag = millis(times.receivedAt(), times.readAt());
        sent.merge(
                new Key(
                        source.value(),
                        Hours.of(times.receivedAt()),
                        Reporting.kindOf(type.value()),
                        partition),
                new Sent(1, times.receivedAt(), delay, delay, lag, lag),
                Sent::plus);
    }

    /**
     * All of it.
     *
     * @return in one order, so that no two transactions lock rows in different orders
     */
    public Map<Key, Sent> all() {
        return sent;
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
