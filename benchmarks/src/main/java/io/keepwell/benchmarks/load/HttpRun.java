package io.keepwell.benchmarks.load;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One stretch of load over connections that are there. Confined to the event loop. */
final class HttpRun {

    private static final long LOOK_MILLIS = 1;
    private static final long NANOS_A_MICROSECOND = 1_000;

    private final Deque<HttpConnection> idle;
    private final EventLoop loop;
    private final Pace pace;
    private final CompletableFuture<LoadResult> result;
    private final Histogram micros = LoadResult.histogram();
    private final int connections;
    private @Nullable Future<?> looking;
    private long start;
    private long sent;
    private long events;

    HttpRun(
            List<HttpConnection> connections,
            EventLoop loop,
            Pace pace,
            CompletableFuture<LoadResult> result) {
        this.idle = new ArrayDeque<>(connections);
        this.connections = connections.size();
        this.loop = loop;
        this.pace = pace;
        this.result = result;
    }

    void start() {
        start = System.nanoTime();
        if (pace instanceof Pace.Fixed) {
            looking =
                    loop.scheduleAtFixedRate(this::sendDue, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            sendDue();
        }
    }

    void answered(HttpConnection connection, long since) {
        long now = System.nanoTime();
        micros.recordValue((now - since) / NANOS_A_MICROSECOND);
        events += connection.events();
        idle.addLast(connection);
        sendDue();
        if (idle.size() == connections && isAllSent(now)) {
            end();
            result.complete(new LoadResult(events, Duration.ofNanos(now - start), micros));
        }
    }

    void fail(LoadFailedException failure) {
        end();
        result.completeExceptionally(failure);
    }

    private void sendDue() {
        while (!idle.isEmpty() && !result.isDone()) {
            long now = System.nanoTime();
            if (isAllSent(now)) {
                return;
            }
            long due =
                    switch (pace) {
                        case Pace.Closed _ -> now;
                        case Pace.Fixed fixed -> start + fixed.dueNanos(sent);
                    };
            if (due > now) {
                return;
            }
            sent++;
            idle.removeFirst().send(this, due);
        }
    }

    private boolean isAllSent(long now) {
        return switch (pace) {
            case Pace.Closed(Duration duration) -> now - start >= duration.toNanos();
            case Pace.Fixed fixed -> sent >= fixed.requests();
        };
    }

    private void end() {
        if (looking != null) {
            looking.cancel(false);
        }
    }
}
