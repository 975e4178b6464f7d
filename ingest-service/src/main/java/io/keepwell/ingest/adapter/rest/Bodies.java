package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.IngestConfig;
import io.keepwell.ingest.domain.event.Body;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gets bodies in, whole and unpacked, within limits and budget. */
@Singleton
class Bodies {

    /** What is longer takes long enough to hold up the other connections of an event loop. */
    private static final int ON_EVENT_LOOP_BYTES_MAX = 64 * 1024;

    /** What those who show no key before the body may take of all, so that others find room. */
    private static final int STRANGERS_SHARE = 4;

    /** Long enough for a megabyte over any line between servers. */
    private static final Duration STRANGERS_SEND_WITHIN = Duration.ofSeconds(20);

    private final Budget budget;
    private final Budget strangers;
    private final BodyReader.Deadline known;
    private final BodyReader.Deadline unknown;

    Bodies(Budget budget, IngestConfig config, Vertx vertx) {
        this.budget = budget;
        this.strangers = new Budget(budget.bytesMax() / STRANGERS_SHARE);
        Duration within = config.limits().bodyWithin();
        this.known = new BodyReader.Deadline(vertx, within);
        this.unknown =
                new BodyReader.Deadline(
                        vertx,
                        within.compareTo(STRANGERS_SEND_WITHIN) < 0
                                ? within
                                : STRANGERS_SEND_WITHIN);
    }

    /**
     * Gets a body in.
     *
     * @param bytesMax the most that it may be, packed and unpacked
     * @param refusals what to answer where it does not get in
     * @param taker makes the answer; runs on a worker where that takes long
     */
    CompletionStage<Response> receive(
            HttpServerRequest request,
            int bytesMax,
            Refusals refusals,
            Function<Body, CompletionStage<Response>> taker) {
        return receive(request, bytesMax, refusals, taker, budget.new Lease(), true, known);
    }

    /**
     * The same for who shows no key before the body: within a budget of their own, and a time.
     *
     * @param bytesMax as for {@link #receive}
     * @param refusals as for {@link #receive}
     * @param taker as for {@link #receive}
     */
    CompletionStage<Response> receiveFromStranger(
            HttpServerRequest request,
            int bytesMax,
            Refusals refusals,
            Function<Body, CompletionStage<Response>> taker) {
        return receive(request, bytesMax, refusals, taker, strangers.new Lease(), false, unknown);
    }

    private CompletionStage<Response> receive(
            HttpServerRequest request,
            int bytesMax,
            Refusals refusals,
            Function<Body, CompletionStage<Response>> taker,
            Budget.Lease lease,
            boolean isKnown,
            BodyReader.Deadline deadline) {
        Coding coding = Coding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        if (coding == Coding.UNKNOWN) {
            return CompletableFuture.completedStage(refusals.unknownCoding());
        }
        Budget.Lease inside = isKnown ? lease : budget.new Lease();
        CompletionStage<Response> answer =
                BodyReader.read(request, bytesMax, lease, isKnown, deadline)
                        .thenApply(result -> isKnown ? result : moved(result, lease, inside))
                        .thenCompose(result ->
                                CompletableFuture.supplyAsync(
                                                () ->
                                                        answer(
                                                                coding == Coding.GZIP
                                                                        ? unpacked(
                                                                                result, bytesMax,
                                                                                inside)
                                                                        : result,
                                                                bytesMax,
                                                                refusals,
                                                                taker),
                                                executor(coding, result))
                                        .thenCompose(Function.identity()))
                        .whenComplete((_, _) -> {
                            lease.close();
                            inside.close();
                        });
        // A stage of its own: when the sender goes away the framework cancels what it was given,
        // and a cancelled stage would not give the lease back.
        return answer.thenApply(Function.identity());
    }

    /** What is there has been sent: only who is still sending keeps other strangers out. */
    private static BodyReader.Result moved(
            BodyReader.Result result, Budget.Lease sending, Budget.Lease inside) {
        if (result instanceof BodyReader.Result.Whole(Body body)) {
            sending.close();
            return inside.take(body.length()) ? result : new BodyReader.Result.NoRoom();
        }
        return result;
    }

    private static BodyReader.Result unpacked(
            BodyReader.Result result, int bytesMax, Budget.Lease lease) {
        return result instanceof BodyReader.Result.Whole(Body body) && body.length() > 0
                ? Gunzip.unpacked(body, bytesMax, lease)
                : result;
    }

    private static CompletionStage<Response> answer(
            BodyReader.Result result,
            int bytesMax,
            Refusals refusals,
            Function<Body, CompletionStage<Response>> taker) {
        return switch (result) {
            case BodyReader.Result.Whole(Body body) -> taker.apply(body);
            case BodyReader.Result.TooLarge() -> done(refusals.tooLarge(bytesMax));
            case BodyReader.Result.NoRoom() -> done(refusals.noRoom());
            case BodyReader.Result.Gone() -> done(refusals.brokenOff());
            case BodyReader.Result.TooSlow() -> done(refusals.tooSlow());
            case BodyReader.Result.NotGzip() -> done(refusals.notGzip());
        };
    }

    /** Few bytes unpack to many. */
    private static Executor executor(Coding coding, BodyReader.Result result) {
        return result instanceof BodyReader.Result.Whole(Body body)
                        && (coding == Coding.GZIP || body.length() > ON_EVENT_LOOP_BYTES_MAX)
                ? Infrastructure.getDefaultExecutor()
                : Runnable::run;
    }

    private static CompletionStage<Response> done(Response response) {
        return CompletableFuture.completedStage(response);
    }

    private enum Coding {
        NONE,
        GZIP,
        UNKNOWN;

        static Coding of(@Nullable String header) {
            return switch (header == null ? "" : header.strip().toLowerCase(Locale.ROOT)) {
                case "", "identity" -> NONE;
                case "gzip", "x-gzip" -> GZIP;
                default -> UNKNOWN;
            };
        }
    }
}
