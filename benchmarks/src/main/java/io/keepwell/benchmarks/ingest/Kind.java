package io.keepwell.benchmarks.ingest;

import java.util.Locale;

/** What can be measured. */
enum Kind {
    /** The ingest service as it is packaged. */
    SERVICE,
    /** An endpoint of the same framework that does nothing. */
    BARE,
    /** Kafka's producer, and nothing before it. */
    PRODUCER,
    /** Somebody else's service. */
    PEER;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
