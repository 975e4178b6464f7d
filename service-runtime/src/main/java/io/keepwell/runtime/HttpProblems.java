package io.keepwell.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Problems for what never reaches a REST resource: requests that the HTTP layer itself turns away
 * would otherwise be answered without a body, or with a page of HTML.
 */
@ApplicationScoped
class HttpProblems {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpProblems.class);

    /** Before anything of the framework's own. */
    private static final int FIRST = Integer.MIN_VALUE;

    /** After anything of the framework's own. */
    private static final int LAST = Integer.MAX_VALUE;

    private static final int ERRORS_FROM = 400;

    /** How much of an unwanted body is read for the sake of keeping the connection. */
    private static final long DISCARDED_MAX = 1024 * 1024;

    private final ObjectMapper json;

    /** Connections that are being closed: what was sent behind is listened to no more. */
    private final Set<HttpConnection> givenUp =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final long bodyMax;

    HttpProblems(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size")
                    Optional<MemorySize> bodyMax) {
        this.json = json;
        this.bodyMax = bodyMax.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::admit).failureHandler(this::failed);
        router.route().order(LAST).handler(context -> end(context, ProblemType.NOT_FOUND));
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (givenUp.contains(request.connection())) {
            return;
        }
        if (isAmbiguous(request)) {
            givenUp.add(request.connection());
            context.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            context.addEndHandler(_ -> request.connection().close());
            end(context, ProblemType.MALFORMED);
            return;
        }
        context.addEndHandler(_ -> discardRest(request));
        if (announcedLength(request) > bodyMax) {
            end(context, ProblemType.TOO_LARGE);
        } else {
            context.next();
        }
    }

    /**
     * Whether somebody before us may have read otherwise where the request ends, so that what
     * stands behind it would be taken for a request of somebody else.
     */
    private static boolean isAmbiguous(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.isEmpty()
                && (codings.size() > 1
                        || !HttpHeaderValues.CHUNKED
                                .toString()
                                .equalsIgnoreCase(codings.getFirst().strip())
                        || request.headers().contains(HttpHeaderNames.CONTENT_LENGTH));
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        ProblemType type =
                ProblemType.ofStatus(
                        context.statusCode() < ERRORS_FROM
                                ? ProblemType.INTERNAL.status()
                                : context.statusCode());
        if (failure != null && type == ProblemType.INTERNAL) {
            // The framework's own handler tells apart what is a bug, and logs it.
            context.next();
            return;
        }
        end(context, type);
    }

    private void end(RoutingContext context, ProblemType type) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(type.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(body(type));
    }

    private Buffer body(ProblemType type) {
        try {
            return Buffer.buffer(
                    json.writeValueAsBytes(type.withDetail(FrameworkDetails.of(type))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every problem can be written as JSON", e);
        }
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        // The HTTP decoder has refused what is no number before.
        return length == null ? 0 : Long.parseLong(length);
    }

    /**
     * A body that nobody has read blocks its connection: the next request stands behind it. A small
     * one is read and dropped; for a large one the connection is given up.
     */
    private static void discardRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(new Discard(request));
            request.resume();
        }
    }

    private static final class Discard implements Handler<Buffer> {

        private final HttpServerRequest request;
        private long discarded;

        Discard(HttpServerRequest request) {
            this.request = request;
        }

        @Override
        public void handle(Buffer part) {
            discarded += part.length();
            if (discarded > DISCARDED_MAX) {
                LOGGER.atDebug().log("connection closed, its body was not wanted");
                request.connection().close();
            }
        }
    }
}
