package io.keepwell.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Ports on the loopback interface. */
final class Ports {

    /** The only interface that the servers listen on. */
    static final String HOST = "127.0.0.1";

    // Linux takes the ports of outgoing connections from 32768 up: a server that stops and wants
    // its port back would find it used by some client of another.
    private static final int LOWEST = 20_000;
    private static final int BOUND = 32_000;
    private static final int TRIES = 100;

    // A port is given now and bound later: nobody else of this process may get it in between.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that nobody listens on and that no outgoing connection will be given. */
    static int free() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST, BOUND);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new InfraException(
                "No free port found between %d and %d on %s".formatted(LOWEST, BOUND, HOST));
    }

    /**
     * @param wanted 1 to 65535, or 0 for a free one
     */
    static int orFree(int wanted) {
        return wanted == 0 ? free() : wanted;
    }

    /**
     * Fails before the server itself would, with a message that helps.
     *
     * @throws PortTakenException if somebody listens on the port
     */
    static void requireFree(int port, String wantedBy) {
        if (!isFree(port)) {
            throw new PortTakenException(port, HOST, wantedBy);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
