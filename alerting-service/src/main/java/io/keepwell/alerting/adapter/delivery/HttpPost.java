package io.keepwell.alerting.adapter.delivery;

import io.keepwell.alerting.adapter.delivery.Destinations.ForbiddenException;
import io.keepwell.alerting.application.delivery.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Posts a message once, to where it may go: follows no redirect, waits only so long, and reads only
 * the beginning of the answer.
 */
public final class HttpPost {

    private static final int ANSWER_BYTES_MAX = 1_024;
    private static final int OK_FROM = 200;
    private static final int REDIRECTS_FROM = 300;
    private static final int ERRORS_FROM = 400;
    private static final int SERVER_ERRORS_FROM = 500;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final Duration ASKED_MAX = Duration.ofDays(1);

    /** Such as Slack's {@code channel_not_found}; anything longer may quote what we sent. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{2,60}");

    private final Vertx vertx;
    private final HttpClient client;
    private final Destinations destinations;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * With its limits.
     *
     * @param vertx runs it
     * @param destinations where messages may go
     * @param timeout how long an attempt may take
     * @param connections how many attempts go to one host at a time: none may have to wait for
     *     another's connection, which takes the time that it has to be answered
     * @param clock the present
     */
    public HttpPost(
            Vertx vertx,
            Destinations destinations,
            Duration timeout,
            int connections,
            InstantSource clock) {
        this(vertx, client(vertx, timeout, connections), destinations, timeout, clock);
    }

    /** With connections that it may share with another. */
    HttpPost(
            Vertx vertx,
            HttpClient client,
            Destinations destinations,
            Duration timeout,
            InstantSource clock) {
        this.vertx = vertx;
        this.client = client;
        this.destinations = destinations;
        this.timeout = timeout;
        this.clock = clock;
    }

    static HttpClient client(Vertx vertx, Duration timeout, int connections) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setConnectTimeout((int) timeout.toMillis())
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * Posts a message.
     *
     * @param uri where to, as {@link Destinations} has checked it
     * @param headers by name
     * @param body what
     * @return what came of it
     */
    Uni<Attempt> post(URI uri, Map<String, String> headers, byte[] body) {
        Context context = vertx.getOrCreateContext();
        var ended = new AtomicBoolean();
        var sent = new AtomicReference<@Nullable HttpClientRequest>();
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.executeBlocking(() -> destinations.address(uri), false)
                                .compose(address ->
                                        client.request(
                                                options(uri, Objects.requireNonNull(address))))
                                .compose(request -> {
                                    sent.set(request);
                                    if (ended.get()) {
                                        reset(request);
                                        return Future.failedFuture("the attempt has ended");
                                    }
                                    headers.forEach(request::putHeader);
                                    return request.send(Buffer.buffer(body));
                                })
                                .compose(this::read)
                                .toCompletionStage())
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .invoke(() -> {
                    // Before the request is looked for: whoever gets it later looks here.
                    ended.set(true);
                    reset(sent.get());
                })
                .onFailure()
                .recoverWithItem(this::failed)
                // Whoever goes on needs the context it began on.
                .emitOn(command -> context.runOnContext(_ -> command.run()));
    }

    /** The name stays: certificates are checked against it, and servers tell hosts apart by it. */
    private RequestOptions options(URI uri, InetAddress address) {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(
                        SocketAddress.inetSocketAddress(
                                Destinations.port(uri), address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(Destinations.port(uri))
                .setSsl(Destinations.isSecure(uri))
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis())
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private Future<Attempt> read(HttpClientResponse response) {
        Promise<Attempt> read = Promise.promise();
        Buffer beginning = Buffer.buffer();
        response.handler(part -> {
            if (beginning.length() + part.length() <= ANSWER_BYTES_MAX) {
                beginning.appendBuffer(part);
            } else {
                read.tryComplete(judged(response, ""));
                reset(response.request());
            }
        });
        response.endHandler(_ -> read.tryComplete(judged(response, beginning.toString().strip())));
        response.exceptionHandler(read::tryFail);
        return read.future();
    }

    private Attempt judged(HttpClientResponse response, String text) {
        int status = response.statusCode();
        String reason =
                "the receiver answered %d%s"
                        .formatted(status, CODE.matcher(text).matches() ? " " + text : "");
        if (status >= OK_FROM && status < REDIRECTS_FROM) {
            return new Attempt.Received(status);
        }
        if (status >= REDIRECTS_FROM && status < ERRORS_FROM) {
            return new Attempt.Refused(reason + ", and redirects are not followed");
        }
        if (status >= SERVER_ERRORS_FROM || status == TIMEOUT || status == TOO_MANY) {
            return new Attempt.Failed(
                    reason, asked(response.getHeader("Retry-After"), clock.instant()));
        }
        return new Attempt.Refused(reason);
    }

    /** Seconds, or a date. */
    static @Nullable Duration asked(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        try {
            String text = retryAfter.strip();
            Duration asked =
                    text.chars().allMatch(Character::isDigit)
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    now,
                                    ZonedDateTime.parse(
                                            text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return asked.compareTo(ASKED_MAX) > 0 ? ASKED_MAX : asked;
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            return null;
        }
    }

    /** In our own words: an exception's may hold the address, which may be a secret. */
    private Attempt failed(Throwable e) {
        String reason =
                switch (e) {
                    case ForbiddenException forbidden -> "" + forbidden.getMessage();
                    case UnknownHostException _ -> "the host's name is not known";
                    case TimeoutException _ -> "no answer within " + timeout;
                    default -> "no connection, or it broke: " + e.getClass().getSimpleName();
                };
        return new Attempt.Failed(reason, null);
    }

    private static void reset(@Nullable HttpClientRequest request) {
        if (request != null) {
            request.reset();
        }
    }
}
