package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.intake.SentAgain;
import io.keepwell.ingest.adapter.intake.Submissions;
import io.keepwell.ingest.adapter.json.EventBodies;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.model.Require;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.message.TraceParent;
import io.keepwell.policy.source.SourceType;
import io.keepwell.runtime.rest.SharedAnswers;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes events. */
@Path("/v1/events")
@Tag(name = "Events", description = "What customers did, in our form or as CloudEvents.")
public class EventsResource {

    private static final String METHODS = "POST, OPTIONS";
    private static final int ORIGIN_LENGTH_MAX = 300;

    private final WriteKeyAuth auth;
    private final EventForms forms;
    private final Bodies bodies;
    private final Submissions submissions;
    private final Answers answers;
    private final RateGate gate;
    private final InstantSource clock;
    private final Limits limits;

    EventsResource(
            WriteKeyAuth auth,
            EventForms forms,
            Bodies bodies,
            Submissions submissions,
            Answers answers,
            RateGate gate,
            InstantSource clock,
            Limits limits) {
        this.auth = auth;
        this.forms = forms;
        this.bodies = bodies;
        this.submissions = submissions;
        this.answers = answers;
        this.gate = gate;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Takes one event or many. Answers once Kafka has acknowledged both the accepted ones and the
     * rejected ones.
     *
     * @param backfill the backfill run that the events belong to
     * @param token the write key, for senders that can set no header
     * @param request whose body is read as it comes in
     * @return 202, or a problem
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = IngestApi.WRITE_KEY)
    @Operation(
            operationId = "submitEvents",
            summary = "Submit events",
            description = ApiTexts.SUBMIT)
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(oneOf = {EventDocument.class, EventDocument[].class}),
                        examples = {
                            @ExampleObject(name = "one", value = ApiTexts.ONE_EVENT),
                            @ExampleObject(name = "many", value = ApiTexts.MANY_EVENTS)
                        }),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema =
                                @Schema(
                                        type =
                                                org.eclipse.microprofile.openapi.annotations.enums
                                                        .SchemaType.STRING),
                        examples = @ExampleObject(name = "lines", value = ApiTexts.EVENT_LINES)),
                @Content(
                        mediaType = "application/cloudevents+json",
                        schema = @Schema(implementation = CloudEventDocument.class),
                        examples =
                                @ExampleObject(name = "structured", value = ApiTexts.CLOUD_EVENT)),
                @Content(
                        mediaType = "application/cloudevents-batch+json",
                        schema = @Schema(implementation = CloudEventDocument[].class),
                        examples =
                                @ExampleObject(
                                        name = "batch",
                                        value = "[" + ApiTexts.CLOUD_EVENT + "]"))
            })
    @APIResponse(
            responseCode = "202",
            description = "Some or all events were accepted; Kafka has acknowledged everything.",
            content =
                    @Content(
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "some", value = ApiTexts.RECEIPT)))
    @APIResponse(responseCode = "400", ref = IngestApi.MALFORMED)
    @APIResponse(responseCode = "401", ref = IngestApi.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = IngestApi.FORBIDDEN)
    @APIResponse(responseCode = "408", ref = IngestApi.TOO_SLOW)
    @APIResponse(responseCode = "413", ref = IngestApi.TOO_LARGE)
    @APIResponse(responseCode = "415", ref = IngestApi.UNSUPPORTED_MEDIA_TYPE)
    @APIResponse(responseCode = "422", ref = IngestApi.NONE_ACCEPTED)
    @APIResponse(responseCode = "429", ref = IngestApi.TOO_FAST)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public CompletionStage<Response> submit(
            @Parameter(description = "The id of the backfill run that the events belong to.")
                    @QueryParam("backfill")
                    @Nullable String backfill,
            @Parameter(
                            description =
                                    "The write key, for senders that can set no header; everybody"
                                            + " who sees the URL has it.")
                    @QueryParam("access_token")
                    @Nullable String token,
            @Context HttpServerRequest request) {
        Optional<Source> source =
                auth.source(request.getHeader(HttpHeaders.AUTHORIZATION))
                        .or(() -> Optional.ofNullable(token).flatMap(auth::owner));
        if (source.isEmpty()) {
            return CompletableFuture.completedStage(WriteKeyAuth.challenge());
        }
        if (source.get().spec().type() != SourceType.EVENTS) {
            return CompletableFuture.completedStage(answers.wrongType(source.get()));
        }
        Optional<Duration> wait = gate.wait(source.get());
        if (wait.isPresent()) {
            return CompletableFuture.completedStage(
                    gate.told(source.get(), answers.tooFast(wait.get())));
        }
        Optional<EventBodies.Form> form = forms.of(request, backfill != null);
        if (form.isEmpty()) {
            return CompletableFuture.completedStage(answers.unknownMediaType());
        }
        return bodies.receive(
                request,
                limits.bodyBytes(),
                answers,
                body ->
                        submit(
                                source.get(),
                                form.get(),
                                backfill,
                                request.getHeader(TraceParent.HEADER),
                                body));
    }

    private CompletionStage<Response> submit(
            Source source,
            EventBodies.Form form,
            @Nullable String backfill,
            @Nullable String traceparent,
            Body body) {
        Instant receivedAt = clock.instant();
        var request =
                new SentRequest(
                        SentAgain.EVENTS,
                        Map.of(),
                        receivedAt,
                        backfill == null ? null : Printable.of(backfill, Require.ID_LENGTH_MAX));
        return submissions
                .submit(
                        source,
                        form.read(body, receivedAt).of(source.name(), receivedAt, request),
                        traceparent)
                .thenApply(outcome -> gate.told(source, answers.of(outcome)));
    }

    /**
     * Tells a sender of CloudEvents that it may send, as their webhook specification asks; and
     * every other that it may post.
     *
     * @param origin who wants to send
     * @return 200, or 204 to who does not ask as a sender of CloudEvents
     */
    @OPTIONS
    @SecurityRequirements
    @Operation(
            operationId = "askToSend",
            summary = "Ask whether to send",
            description = ApiTexts.HANDSHAKE)
    @APIResponse(
            responseCode = "200",
            description = "The sender may send.",
            headers = {
                @Header(
                        name = "WebHook-Allowed-Origin",
                        schema = @Schema(implementation = String.class)),
                @Header(
                        name = "WebHook-Allowed-Rate",
                        schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "204", description = "POST is allowed.")
    @APIResponse(responseCode = "403", ref = IngestApi.OTHER_ORIGIN)
    public Response allow(
            @Parameter(description = "Who wants to send, as a DNS name.")
                    @HeaderParam("WebHook-Request-Origin")
                    @Nullable String origin) {
        if (origin == null || origin.isBlank()) {
            return Response.noContent().header(HttpHeaders.ALLOW, METHODS).build();
        }
        return Response.ok()
                .header(HttpHeaders.ALLOW, METHODS)
                .header("WebHook-Allowed-Origin", Printable.of(origin, ORIGIN_LENGTH_MAX))
                .header("WebHook-Allowed-Rate", "*")
                .build();
    }
}
