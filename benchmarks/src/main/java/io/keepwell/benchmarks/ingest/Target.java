package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.Load;
import java.util.Optional;
import java.util.OptionalLong;

/** Something that takes events in, running. */
interface Target extends AutoCloseable {

    /** What it is called in the report. */
    String name();

    /** Its process, where that is known. */
    OptionalLong pid();

    /** The topic to which it writes each event, if it does. */
    Optional<String> topic();

    /**
     * Prepares to put load on it.
     *
     * @param batch how many events a request has
     * @param connections how many requests may be under way
     */
    Load load(int batch, int connections);

    @Override
    void close();
}
