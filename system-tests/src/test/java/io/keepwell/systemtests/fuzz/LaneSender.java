package io.keepwell.systemtests.fuzz;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends the requests of one lane, one after the other, over a connection that is kept. */
final class LaneSender implements AutoCloseable {

    private static final long A_MOMENT_NANOS = 100_000;

    private final int port;
    private final Semaphore heavy;
    private final Books books;
    private final Tally tally;
    private final Consumer<Finding> findings;
    private final Map<String, Long> answeredAt = new HashMap<>();
    private @Nullable HttpConnection connection;
    private long lastNumber = -1;

    LaneSender(int port, Semaphore heavy, Books books, Tally tally, Consumer<Finding> findings) {
        this.port = port;
        this.heavy = heavy;
        this.books = books;
        this.tally = tally;
        this.findings = findings;
    }

    /** Sends one, and waits for its answer. */
    void send(Attempt attempt) throws IOException {
        if (attempt.isHeavy()) {
            heavy.acquireUninterruptibly();
        }
        try {
            long from = afterLast(attempt.source());
            @Nullable Answer answer = exchange(attempt);
            long to = System.currentTimeMillis();
            answeredAt.put(attempt.source(), to);
            tally.count(attempt, answer == null ? Tally.NONE : answer.status());
            books.note(attempt, claim(attempt, answer), from, to);
        } finally {
            if (attempt.isHeavy()) {
                heavy.release();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** No two requests of a source may fall into one millisecond. */
    private long afterLast(String source) {
        long last = answeredAt.getOrDefault(source, 0L);
        long now = System.currentTimeMillis();
        while (now <= last) {
            LockSupport.parkNanos(A_MOMENT_NANOS);
            now = System.currentTimeMillis();
        }
        return now;
    }

    private Claim claim(Attempt attempt, @Nullable Answer answer) {
        if (answer == null) {
            if (!attempt.mayBreak()) {
                findings.accept(
                        new Finding(
                                attempt.number(),
                                "closed without an answer, after request %d on the same connection"
                                        .formatted(lastNumber)));
            }
            return Claim.NOTHING;
        }
        try {
            return AnswerReader.read(attempt, answer);
        } catch (BrokenPromise e) {
            findings.accept(
                    new Finding(
                            attempt.number(),
                            "%s: %d %s".formatted(e.getMessage(), answer.status(), answer.text())));
            return Claim.OPEN;
        }
    }

    private @Nullable Answer exchange(Attempt attempt) throws IOException {
        HttpConnection open = connection == null ? HttpConnection.open(port) : connection;
        connection = open;
        try {
            @Nullable IOException broken = sent(open, attempt.bytes().bytes());
            Answer answer = open.answer(attempt.method());
            // What is no HTTP is answered by closing, said or not.
            if (answer.isLast() || broken != null || attempt.mayBreak()) {
                close();
            }
            lastNumber = attempt.number();
            return answer;
        } catch (IOException noAnswer) {
            close();
            return null;
        }
    }

    /**
     * Who is answered early may find that nobody reads any more; the answer is there all the same.
     */
    private static @Nullable IOException sent(HttpConnection connection, byte[] bytes) {
        try {
            connection.send(bytes);
            return null;
        } catch (IOException broken) {
            return broken;
        }
    }
}
