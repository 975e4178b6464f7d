package io.keepwell.infra;

/**
 * Somebody already listens where a server is to listen; the message names the port and the cure.
 */
public final class PortTakenException extends InfraException {

    /**
     * @param port 1 to 65535
     * @param host the interface
     * @param wantedBy what was to listen there
     */
    PortTakenException(int port, String host, String wantedBy) {
        super(
                """
                Port %d on %s is taken, and %s wants it. Stop the program that listens there \
                ("ss -ltnp sport = :%d" names it) or choose another port for %s.\
                """
                        .formatted(port, host, wantedBy, port, wantedBy));
    }
}
