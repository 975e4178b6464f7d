package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.domain.event.Body;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads the body of one request as it comes in, and stops where it is too much. Runs on the event
 * loop of the request's connection.
 */
final class BodyReader {

    private static final int UNKNOWN = -1;

    private final HttpServerRequest request;
    private final int bytesMax;
    private final Budget.Lease lease;
    private final Buffer body;
    private final int announced;
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    private BodyReader(HttpServerRequest request, int bytesMax, Budget.Lease lease) {
        this.request = request;
        this.bytesMax = bytesMax;
        this.lease = lease;
        this.announced = announcedLength(request);
        this.body = Buffer.buffer(Math.max(0, Math.min(announced, bytesMax)));
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

        /** What was announced as gzip is not, or not all of it is there. */
        record NotGzip() implements Result {}
    }

    /**
     * Reads a body.
     *
     * @param bytesMax the most that it may be
     * @param lease pays for it; the caller gives it back when the body is not needed any more
     * @return completes on the event loop, never with an exception
     */
    static CompletionStage<Result> read(
            HttpServerRequest request, int bytesMax, Budget.Lease lease) {
        return new BodyReader(request, bytesMax, lease).start();
    }

    private CompletionStage<Result> start() {
        if (announced > bytesMax) {
            return CompletableFuture.completedStage(new Result.TooLarge());
        }
        if (announced != UNKNOWN && !lease.take(announced)) {
            return CompletableFuture.completedStage(new Result.NoRoom());
        }
        request.handler(this::take);
        request.endHandler(_ -> result.complete(new Result.Whole(new Body(body.getBytes()))));
        request.exceptionHandler(_ -> result.complete(new Result.Gone()));
        if (HttpHeaderValues.CONTINUE
                .toString()
                .equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
        return result;
    }

    private void take(Buffer part) {
        if (result.isDone()) {
            return;
        }
        if (body.length() + part.length() > bytesMax) {
            give(new Result.TooLarge());
        } else if (announced == UNKNOWN && !lease.take(part.length())) {
            give(new Result.NoRoom());
        } else {
            body.appendBuffer(part);
        }
    }

    private void give(Result early) {
        // What is still to come is dropped when the answer has been sent.
        request.pause();
        result.complete(early);
    }

    private static int announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        // The HTTP decoder has refused what is no number before.
        return length == null ? UNKNOWN : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(length));
    }
}
