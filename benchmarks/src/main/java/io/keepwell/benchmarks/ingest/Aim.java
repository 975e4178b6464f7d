package io.keepwell.benchmarks.ingest;

import java.util.List;

/**
 * How little CPU an event may take of service and broker together, on two cores.
 *
 * @param batch how many events a request has
 * @param micros at most
 */
record Aim(int batch, double micros) {

    /** Of the ingest service. */
    static final List<Aim> INGEST = List.of(new Aim(1, 100), new Aim(50, 12));

    boolean isMetBy(Measurement measurement) {
        return measurement.sumMicros().orElseThrow() <= micros;
    }
}
