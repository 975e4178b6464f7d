package io.keepwell.infra;

/**
 * A Kafka broker and a PostgreSQL that are both up.
 *
 * <p>There are two of these: {@link EmbeddedInfra} and {@link ContainerInfra}. Tests are written
 * against this interface and hold for both.
 */
public interface Infra extends AutoCloseable {

    /** The broker. */
    KafkaServer kafka();

    /** The database server. */
    PostgresServer postgres();

    /**
     * Stops both and, where the data was not to be kept, deletes it. A second call does nothing.
     */
    @Override
    void close();
}
