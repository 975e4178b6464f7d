package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.domain.event.Body;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads the body of one request as it comes in, and stops where it is too much. Runs on the event
 * loop of the request's connection.
 */
final class BodyReader {

    private static final int UNKNOWN = -1;
    private static final int FIRST_BYTES = 1024;

    /** How much of a body that is too large is read to be dropped; a larger one is cut off. */
    private static final int DROPPED_BYTES_MAX = 32 * 1024 * 1024;

    private static final long CLOSE_AFTER_MILLIS = 1_000;

    private final HttpServerRequest request;
    private final int bytesMax;
    private final Budget.Lease lease;
    private final Buffer body;
    private final int announced;
    private final boolean isPaidAtOnce;
    private boolean isTooLarge;
    private long dropped;
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    private BodyReader(
            HttpServerRequest request, int bytesMax, Budget.Lease lease, boolean isKnown) {
        this.request = request;
        this.bytesMax = bytesMax;
        this.lease = lease;
        this.announced = announcedLength(request);
        this.isPaidAtOnce = isKnown && announced != UNKNOWN;
        this.body = Buffer.buffer(isPaidAtOnce && announced <= bytesMax ? announced : FIRST_BYTES);
    }

    /** What came of it. */
    sealed interface Result {

        /**
         * All of it.
         *
         * @param body the body
         */
        record Whole(Body body) implements Result {}

        /** More than a body may be. */
        record TooLarge() implements Result {}

        /** More than the service can take on at the moment. */
        record NoRoom() implements Result {}

        /** The sender went away in the middle; nobody waits for an answer. */
        record Gone() implements Result {}

        /** It takes longer than it may. */
        record TooSlow() implements Result {}

        /** What was announced as gzip is not, or not all of it is there. */
        record NotGzip() implements Result {}
    }

    /**
     * Reads a body.
     *
     * @param bytesMax the most that it may be
     * @param lease pays for it; the caller gives it back when the body is not needed any more
     * @param isKnown whether we know who sends: for the word of others nothing is set aside
     * @param deadline until when it must be there
     * @return completes on the event loop, never with an exception
     */
    static CompletionStage<Result> read(
            HttpServerRequest request,
            int bytesMax,
            Budget.Lease lease,
            boolean isKnown,
            Deadline deadline) {
        return new BodyReader(request, bytesMax, lease, isKnown).start(deadline);
    }

    /**
     * When a body is too late.
     *
     * @param vertx runs timers on the event loop of who sets them
     * @param within how long it may take
     */
    record Deadline(Vertx vertx, Duration within) {}

    private CompletionStage<Result> start(Deadline deadline) {
        boolean isAsking =
                HttpHeaderValues.CONTINUE
                        .toString()
                        .equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT));
        isTooLarge = announced > bytesMax;
        if (isTooLarge && (isAsking || announced > DROPPED_BYTES_MAX)) {
            return CompletableFuture.completedStage(new Result.TooLarge());
        }
        if (isPaidAtOnce && !isTooLarge && !lease.take(announced)) {
            return CompletableFuture.completedStage(new Result.NoRoom());
        }
        request.handler(this::take);
        request.endHandler(_ -> result.complete(whole()));
        request.exceptionHandler(_ -> result.complete(new Result.Gone()));
        if (isAsking) {
            request.response().writeContinue();
        }
        long timer =
                deadline.vertx().setTimer(deadline.within().toMillis(), _ -> tooSlow(deadline));
        request.resume();
        return result.whenComplete((_, _) -> deadline.vertx().cancelTimer(timer));
    }

    private void take(Buffer part) {
        if (result.isDone()) {
            return;
        }
        if (isTooLarge || body.length() + part.length() > bytesMax) {
            drop(part);
        } else if (!isPaidAtOnce && !lease.take(part.length())) {
            give(new Result.NoRoom());
        } else {
            body.appendBuffer(part);
        }
    }

    private Result whole() {
        return isTooLarge ? new Result.TooLarge() : new Result.Whole(new Body(body.getBytes()));
    }

    /** Most senders read no answer before they have sent all of it. */
    private void drop(Buffer part) {
        isTooLarge = true;
        dropped += part.length();
        if (dropped > DROPPED_BYTES_MAX) {
            give(new Result.TooLarge());
        }
    }

    private void give(Result early) {
        // What is still to come is dropped when the answer has been sent.
        request.pause();
        result.complete(early);
    }

    /** The answer first; then there is nothing to wait for on this connection. */
    private void tooSlow(Deadline deadline) {
        boolean isShared = request.version() == HttpVersion.HTTP_2;
        if (!isShared) {
            request.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        give(new Result.TooSlow());
        deadline.vertx()
                .setTimer(
                        CLOSE_AFTER_MILLIS,
                        _ -> {
                            if (isShared) {
                                // Others send over the same connection.
                                request.response().reset();
                            } else {
                                request.connection().close();
                            }
                        });
    }

    private static int announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        // The HTTP decoder has refused what is no number before.
        return length == null ? UNKNOWN : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(length));
    }
}
