package io.keepwell.infra;

/**
 * A broker of one node. Topics are never created by using them: an unknown topic is an error, as it
 * is in production.
 */
public interface KafkaServer {

    /** Where clients connect, as {@code host:port}; the same for the whole life of the server. */
    String bootstrapServers();

    /**
     * Stops the broker in good order and returns when it is down. Does nothing if it is down.
     *
     * @throws InfraException if it does not stop
     */
    void stop();

    /**
     * Starts the broker again on the same port with the data it had, and returns when it serves.
     * Does nothing if it is up.
     *
     * @throws InfraException if it cannot start; the message names the cure
     */
    void start();
}
