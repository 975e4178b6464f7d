package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.intake.SentAgain;
import io.keepwell.ingest.adapter.intake.Submissions;
import io.keepwell.ingest.adapter.json.SegmentReader;
import io.keepwell.ingest.adapter.json.WrittenKeys;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Framing;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.ingest.domain.segment.SegmentKind;
import io.keepwell.ingest.domain.source.BrowserRule;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.message.TraceParent;
import io.keepwell.policy.source.SourceType;
import io.keepwell.runtime.rest.SharedAnswers;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes the calls of Segment's tracking API. */
@Path("/v1")
@Tag(name = SegmentResource.TAG, description = ApiTexts.SEGMENT)
@SecurityRequirement(name = IngestApi.WRITE_KEY)
@SecurityRequirement(name = IngestApi.WRITE_KEY_BASIC)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "200", ref = IngestApi.CALLS_RECEIVED)
@APIResponse(responseCode = "400", ref = IngestApi.MALFORMED)
@APIResponse(responseCode = "401", ref = IngestApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = IngestApi.FORBIDDEN)
@APIResponse(responseCode = "408", ref = IngestApi.TOO_SLOW)
@APIResponse(responseCode = "415", ref = IngestApi.UNSUPPORTED_MEDIA_TYPE)
@APIResponse(responseCode = "429", ref = IngestApi.TOO_FAST)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class SegmentResource {

    /** Segment's own limit; who shows no key before the body is read gets no more than that. */
    private static final int UNKNOWN_SENDER_BYTES_MAX = 500 * 1024;

    static final String TAG = "Segment";

    private static final String STRICT = "X-Strict-Mode";
    private static final String JSON = MediaType.APPLICATION_JSON;

    private final WriteKeyAuth auth;
    private final SegmentReader reader;
    private final Bodies bodies;
    private final Submissions submissions;
    private final SegmentAnswers answers;
    private final RateGate gate;
    private final InstantSource clock;
    private final Limits limits;

    SegmentResource(
            WriteKeyAuth auth,
            SegmentReader reader,
            Bodies bodies,
            Submissions submissions,
            SegmentAnswers answers,
            RateGate gate,
            InstantSource clock,
            Limits limits) {
        this.auth = auth;
        this.reader = reader;
        this.bodies = bodies;
        this.submissions = submissions;
        this.answers = answers;
        this.gate = gate;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Say who a user is.
     *
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/identify")
    @Operation(
            operationId = "identify",
            summary = "Say who a user is",
            description = "Becomes relationship.contact-identified of the user's account.")
    @RequestBody(
            required = true,
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(name = "identify", value = ApiTexts.IDENTIFY)))
    public CompletionStage<Response> identify(@Context HttpServerRequest request) {
        return take(request, call(SegmentKind.IDENTIFY));
    }

    /**
     * Say which account a user belongs to.
     *
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/group")
    @Operation(
            operationId = "group",
            summary = "Say which account a user belongs to",
            description =
                    "Becomes account.updated with the traits; from now on the user's events are the"
                            + " account's.")
    @RequestBody(
            required = true,
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "group", value = ApiTexts.GROUP)))
    public CompletionStage<Response> group(@Context HttpServerRequest request) {
        return take(request, call(SegmentKind.GROUP));
    }

    /**
     * Say what a user did.
     *
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/track")
    @Operation(
            operationId = "track",
            summary = "Say what a user did",
            description = "Becomes the event that its name stands for, or else usage.feature-used.")
    @RequestBody(
            required = true,
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "track", value = ApiTexts.TRACK)))
    public CompletionStage<Response> track(@Context HttpServerRequest request) {
        return take(request, call(SegmentKind.TRACK));
    }

    /**
     * Say which page a user looked at.
     *
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/page")
    @Operation(
            operationId = "page",
            summary = "Say which page a user looked at",
            description = "Becomes usage.page-viewed.")
    @RequestBody(
            required = true,
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "page", value = ApiTexts.PAGE)))
    public CompletionStage<Response> page(@Context HttpServerRequest request) {
        return take(request, call(SegmentKind.PAGE));
    }

    /**
     * Say which screen a user looked at.
     *
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/screen")
    @Operation(
            operationId = "screen",
            summary = "Say which screen a user looked at",
            description = "Becomes usage.page-viewed.")
    @RequestBody(
            required = true,
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "screen", value = ApiTexts.PAGE)))
    public CompletionStage<Response> screen(@Context HttpServerRequest request) {
        return take(request, call(SegmentKind.SCREEN));
    }

    /**
     * Say that two ids are of one user.
     *
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/alias")
    @Operation(
            operationId = "alias",
            summary = "Say that two ids are of one user",
            description = "What both did counts for the account of one of them.")
    @RequestBody(
            required = true,
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "alias", value = ApiTexts.ALIAS)))
    public CompletionStage<Response> alias(@Context HttpServerRequest request) {
        return take(request, call(SegmentKind.ALIAS));
    }

    /**
     * Send many calls.
     *
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/batch")
    @Operation(
            operationId = "batch",
            summary = "Send many calls",
            description =
                    "Each with its type; context and sentAt hold for all that have none of their"
                            + " own.")
    @RequestBody(
            required = true,
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "batch", value = ApiTexts.CALLS)))
    public CompletionStage<Response> batch(@Context HttpServerRequest request) {
        return take(request, batch());
    }

    /**
     * Send many calls of the past.
     *
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/import")
    @Operation(
            operationId = "importCalls",
            summary = "Send many calls of the past",
            description = "The same as a batch.")
    @RequestBody(
            required = true,
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(name = "importCalls", value = ApiTexts.CALLS)))
    public CompletionStage<Response> importCalls(@Context HttpServerRequest request) {
        return take(request, batch());
    }

    /**
     * The same under the one-letter paths of the library for browsers.
     *
     * @param letter which call
     * @param request whose body is read as it comes in
     * @return 200, or a problem
     */
    @POST
    @Path("/{letter: [abgipst]}")
    @Operation(hidden = true)
    public CompletionStage<Response> abbreviated(
            @PathParam("letter") String letter, @Context HttpServerRequest request) {
        return take(
                request,
                switch (letter) {
                    case "a" -> call(SegmentKind.ALIAS);
                    case "g" -> call(SegmentKind.GROUP);
                    case "i" -> call(SegmentKind.IDENTIFY);
                    case "p" -> call(SegmentKind.PAGE);
                    case "s" -> call(SegmentKind.SCREEN);
                    case "t" -> call(SegmentKind.TRACK);
                    default -> batch();
                });
    }

    /**
     * What the library for browsers asks for when it starts: that it should send here.
     *
     * @param key a write key
     * @param request by whose address the library has found us
     * @return 200, or 401
     */
    @GET
    @Path("/projects/{key}/settings")
    @Operation(hidden = true)
    public Response settings(@PathParam("key") String key, @Context HttpServerRequest request) {
        if (auth.owner(key).filter(owner -> !owner.spec().type().isWebhook()).isEmpty()) {
            return answers.unknownKey();
        }
        return SegmentSettings.of(key, request)
                .map(settings -> Response.ok(settings).build())
                .orElseGet(answers::noHost);
    }

    /**
     * Takes what the library for browsers counts of itself, and drops it.
     *
     * @return 200
     */
    @POST
    @Path("/m")
    @Operation(hidden = true)
    public SegmentReceipt measured() {
        return SegmentReceipt.ALL;
    }

    /**
     * What a path is for.
     *
     * @param path the one by which it can be sent again
     * @param reading takes bodies apart that are sent to it
     */
    private record Call(String path, BiFunction<Body, Instant, SegmentReader.Request> reading) {}

    private Call call(SegmentKind kind) {
        return new Call(
                SentAgain.path(kind),
                (body, receivedAt) -> reader.readCall(kind, body, receivedAt));
    }

    private Call batch() {
        return new Call(SentAgain.BATCH, reader::readBatch);
    }

    private CompletionStage<Response> take(HttpServerRequest request, Call call) {
        @Nullable Source known =
                auth.sourceOfBearerOrBasic(request.getHeader(HttpHeaders.AUTHORIZATION))
                        .orElse(null);
        Optional<Response> refusal = Optional.ofNullable(known).flatMap(this::refusal);
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(refusal.get());
        }
        boolean strict = "1".equals(request.getHeader(STRICT));
        Function<Body, CompletionStage<Response>> taker =
                body -> submit(known, call, body, strict, request.getHeader(TraceParent.HEADER));
        // Who shows a key that everybody can read is no better known than who shows none yet.
        return known == null || known.spec().type() == SourceType.BROWSER
                ? bodies.receiveFromStranger(
                        request,
                        Math.min(UNKNOWN_SENDER_BYTES_MAX, limits.bodyBytes()),
                        answers,
                        taker)
                : bodies.receive(request, limits.bodyBytes(), answers, taker);
    }

    /** Why a source may not send this, or not now; empty where it may. */
    private Optional<Response> refusal(Source source) {
        if (source.spec().type().isWebhook()) {
            return Optional.of(answers.wrongType(source));
        }
        return gate.wait(source).map(wait -> gate.told(source, answers.tooFast(wait)));
    }

    private static boolean mayBeKept(Content content) {
        return switch (content) {
            case Content.Unreadable _ -> true;
            case Content.Events(var items, _) ->
                    items.stream().anyMatch(it -> it.verdict() instanceof Verdict.Flawed);
            case Content.TooMany(), Content.Empty() -> false;
        };
    }

    private CompletionStage<Response> submit(
            @Nullable Source known,
            Call call,
            Body body,
            boolean strict,
            @Nullable String traceparent) {
        Instant receivedAt = clock.instant();
        SegmentReader.Request read = call.reading().apply(body, receivedAt);
        @Nullable String key = read.writeKey();
        Optional<Source> source =
                known == null ? Optional.ofNullable(key).flatMap(auth::owner) : Optional.of(known);
        if (source.isEmpty()) {
            return CompletableFuture.completedStage(answers.unknownKey());
        }
        Optional<Response> refusal = refusal(source.get());
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(refusal.get());
        }
        Content content =
                source.get().spec().type() == SourceType.BROWSER
                        ? BrowserRule.applied(read.content())
                        : read.content();
        return submissions
                .submit(
                        source.get(),
                        new Submission(
                                source.get().name(),
                                receivedAt,
                                JSON,
                                new SentRequest(call.path(), Map.of(), receivedAt, null),
                                Framing.ENVELOPE,
                                mayBeKept(content) ? WrittenKeys.masked(body) : body,
                                content),
                        traceparent)
                .thenApply(outcome -> gate.told(source.get(), answers.of(outcome, strict)));
    }
}
