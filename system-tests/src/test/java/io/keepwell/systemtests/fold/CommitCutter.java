package io.keepwell.systemtests.fold;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a service and PostgreSQL, and breaks a connection at the commit of a transaction
 * of the fold, which the service sends when all statements before it have been answered. Of the
 * protocol it knows where the messages of a client end, and what some of them say
 * (https://www.postgresql.org/docs/18/protocol-message-formats.html).
 */
final class CommitCutter implements AutoCloseable {

    /** By what a transaction of the fold is known; all of them begin with the fence. */
    private static final String FENCE = "update fold_partition";

    /** What a client asks for without a type before it says who it is: encryption. */
    private static final Set<Integer> BEFORE_STARTUP = Set.of(80877103, 80877104);

    private static final String HOST = "127.0.0.1";
    private static final int QUERY = 'Q';
    private static final int PARSE = 'P';
    private static final int BIND = 'B';
    private static final int COMMAND_COMPLETE = 'C';
    private static final int LENGTH_BYTES = 4;
    private static final int CHUNK = 64 * 1024;

    private final InetSocketAddress database;
    private final ServerSocket server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Moment> next = new AtomicReference<>();
    private final Map<Moment, Integer> cuts = new EnumMap<>(Moment.class);

    /** When a connection breaks. */
    enum Moment {
        /** The database never hears of the commit, and takes the transaction back. */
        BEFORE_THE_COMMIT,
        /** The database has committed, and the service never hears of it. */
        BEFORE_THE_ANSWER
    }

    /** In front of the database that listens there. */
    CommitCutter(String host, int port) {
        database = new InetSocketAddress(host, port);
        try {
            server = new ServerSocket(0, 0, InetAddress.ofLiteral(HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var _ = Thread.ofVirtual().start(this::accept);
    }

    /** Where services find it, as {@code host:port}. */
    String address() {
        return HOST + ":" + server.getLocalPort();
    }

    /** Breaks the connection of the next transaction of the fold that is to be committed. */
    void cutNext(Moment moment) {
        next.set(moment);
    }

    /** How many connections were broken at that moment. */
    synchronized int cuts(Moment moment) {
        return cuts.getOrDefault(moment, 0);
    }

    private synchronized void count(Moment moment) {
        cuts.merge(moment, 1, Integer::sum);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var link = new Link(server.accept());
                links.add(link);
                link.start();
            } catch (IOException ended) {
                // Either this is closed, or the database is away: then the client is told by its
                // connection's end.
            }
        }
    }

    /** A client's connection, and the one to the database that belongs to it. */
    private final class Link {

        private final Socket client;
        private final Socket postgres = new Socket();
        private final Set<String> fences = new HashSet<>();
        private boolean isOfTheFold;
        private volatile boolean isAnswerSwallowed;

        Link(Socket client) {
            this.client = client;
        }

        void start() throws IOException {
            try {
                client.setTcpNoDelay(true);
                postgres.connect(database);
                postgres.setTcpNoDelay(true);
            } catch (IOException away) {
                close();
                throw away;
            }
            var _ = Thread.ofVirtual().start(() -> run(this::passOn));
            var _ = Thread.ofVirtual().start(() -> run(this::passBack));
        }

        /** Something that moves bytes. */
        @FunctionalInterface
        private interface Pump {
            void run() throws IOException;
        }

        private void run(Pump pump) {
            try {
                pump.run();
            } catch (IOException ended) {
                // One end is gone; the other one goes with it.
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            for (Socket socket : new Socket[] {client, postgres}) {
                try {
                    socket.close();
                } catch (IOException gone) {
                    // There is nothing left to close.
                }
            }
        }

        /** From the client to the database, message by message. */
        private void passOn() throws IOException {
            var in = new DataInputStream(new BufferedInputStream(client.getInputStream(), CHUNK));
            var out = new DataOutputStream(postgres.getOutputStream());
            boolean isStarted = false;
            while (true) {
                int type = isStarted ? in.readUnsignedByte() : 0;
                int length = in.readInt();
                byte[] body = in.readNBytes(length - LENGTH_BYTES);
                if (type != 0 && isCut(type, body)) {
                    return;
                }
                out.write(message(isStarted, type, length, body));
                isStarted = isStarted || !BEFORE_STARTUP.contains(ByteBuffer.wrap(body).getInt());
            }
        }

        /** From the database to the client, as it comes. */
        private void passBack() throws IOException {
            InputStream in = postgres.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (isAnswerSwallowed) {
                    if (chunk[0] == COMMAND_COMPLETE) {
                        count(Moment.BEFORE_THE_ANSWER);
                    }
                    return;
                }
                out.write(chunk, 0, read);
            }
        }

        /** Whether the connection breaks before this message is passed on. */
        private boolean isCut(int type, byte[] body) {
            switch (type) {
                case PARSE -> learn(texts(body, 2));
                case BIND -> isOfTheFold |= fences.contains(texts(body, 2)[1]);
                case QUERY -> {
                    String sql = texts(body, 1)[0];
                    if (sql.equalsIgnoreCase("begin")) {
                        isOfTheFold = false;
                    }
                    return sql.equalsIgnoreCase("commit") && isOfTheFold && isCutNow();
                }
                default -> {
                    // Says nothing of transactions.
                }
            }
            return false;
        }

        private boolean isCutNow() {
            Moment moment = next.getAndSet(null);
            if (moment == Moment.BEFORE_THE_COMMIT) {
                count(moment);
                return true;
            }
            isAnswerSwallowed = moment == Moment.BEFORE_THE_ANSWER;
            return false;
        }

        /** A statement's name may be given to another one later. */
        private void learn(String[] nameAndSql) {
            if (nameAndSql[1].strip().startsWith(FENCE)) {
                fences.add(nameAndSql[0]);
            } else {
                fences.remove(nameAndSql[0]);
            }
        }
    }

    private static byte[] message(boolean isTyped, int type, int length, byte[] body) {
        var message = ByteBuffer.allocate((isTyped ? 1 : 0) + length);
        if (isTyped) {
            message.put((byte) type);
        }
        return message.putInt(length).put(body).array();
    }

    /** The texts that a message begins with; each ends with a zero. */
    private static String[] texts(byte[] body, int count) {
        String[] texts = new String[count];
        int from = 0;
        for (int at = 0; at < count; at++) {
            int end = from;
            while (body[end] != 0) {
                end++;
            }
            texts[at] = new String(Arrays.copyOfRange(body, from, end), StandardCharsets.UTF_8);
            from = end + 1;
        }
        return texts;
    }
}
