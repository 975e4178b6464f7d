package io.keepwell.benchmarks.load;

import io.keepwell.benchmarks.process.Child;
import java.time.Duration;

/** Drives a {@link PlainProducer}, which is a process of its own. */
public final class ProducerLoad implements Load {

    private static final String CLOSED = "closed";
    private static final String FIXED = "fixed";

    private final Child producer;
    private final int batch;
    private final int atOnce;

    /**
     * Drives one.
     *
     * @param producer the process, which stays the caller's
     * @param batch how many records count as one request
     * @param atOnce how many requests may wait for an acknowledgement
     */
    public ProducerLoad(Child producer, int batch, int atOnce) {
        this.producer = producer;
        this.batch = batch;
        this.atOnce = atOnce;
    }

    @Override
    public LoadResult run(Pace pace) {
        producer.tell(
                switch (pace) {
                    case Pace.Closed(Duration duration) ->
                            "%s %d %d %d".formatted(CLOSED, batch, atOnce, duration.toNanos());
                    case Pace.Fixed(Duration duration, double perSecond) ->
                            "%s %d %d %d %s"
                                    .formatted(FIXED, batch, atOnce, duration.toNanos(), perSecond);
                });
        return LoadResult.ofLine(producer.hear());
    }

    /** What {@link #run} has asked for. */
    record Order(int batch, int atOnce, Pace pace) {

        private static final int BATCH = 1;
        private static final int AT_ONCE = 2;
        private static final int NANOS = 3;
        private static final int RATE = 4;

        static Order ofLine(String line) {
            String[] parts = line.split(" ", -1);
            var duration = Duration.ofNanos(Long.parseLong(parts[NANOS]));
            return new Order(
                    Integer.parseInt(parts[BATCH]),
                    Integer.parseInt(parts[AT_ONCE]),
                    parts[0].equals(CLOSED)
                            ? new Pace.Closed(duration)
                            : new Pace.Fixed(duration, Double.parseDouble(parts[RATE])));
        }
    }

    @Override
    public void close() {
        // The process belongs to who started it.
    }
}
