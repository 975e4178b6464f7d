package io.keepwell.infra;

/**
 * A PostgreSQL server with one superuser and the database {@code postgres}. Text is UTF-8 and sorts
 * by code point on every machine; the time zone is UTC.
 */
public interface PostgresServer {

    /** The host name or address that clients connect to. */
    String host();

    /** The port, 1 to 65535; the same for the whole life of the server. */
    int port();

    /** The superuser's name. */
    String user();

    /** The superuser's password. */
    String password();

    /**
     * Where JDBC connects, without user and password.
     *
     * @param database the name of a database; it need not exist yet
     */
    default String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), database);
    }

    /**
     * Stops the server in good order, cutting open connections, and returns when it is down. Does
     * nothing if it is down.
     *
     * @throws InfraException if it does not stop
     */
    void stop();

    /**
     * Kills the server with its connections, as a lost machine would: nothing is rolled back or
     * written out. Returns when it is dead. Does nothing if it is down.
     *
     * @throws InfraException if it does not die
     */
    void crash();

    /**
     * Starts the server again on the same port with the data it had, recovering after a {@link
     * #crash()}, and returns when it serves. Does nothing if it is up.
     *
     * @throws InfraException if it cannot start; the message names the cure
     */
    void start();
}
