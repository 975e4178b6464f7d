package io.keepwell.benchmarks.fold;

/** What is measured. */
enum Kind {
    /** The scoring service as {@code ./keepwell up} starts it, with 192 MB. */
    SERVICE("scoring"),
    /** The same with as much memory as the peers have, all of it for accounts. */
    SERVICE_ROOMY("scoring, roomy"),
    /** Kafka Streams, stores in memory. */
    STREAMS_MEMORY("streams, memory"),
    /** Kafka Streams, stores in RocksDB. */
    STREAMS_ROCKSDB("streams, rocksdb"),
    /** Flink in one process, state on the heap. */
    FLINK("flink, heap");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** As it is called in reports. */
    String title() {
        return title;
    }

    /** Whether it is ours. */
    boolean isOurs() {
        return this == SERVICE || this == SERVICE_ROOMY;
    }
}
