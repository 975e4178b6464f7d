package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.intake.EventMetrics;
import io.keepwell.ingest.adapter.intake.SentAgain;
import io.keepwell.ingest.adapter.intake.Submissions;
import io.keepwell.ingest.adapter.intake.Webhooks;
import io.keepwell.ingest.application.Submission;
import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.signature.SignatureResult;
import io.keepwell.ingest.domain.source.CurrentSources;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.model.event.SentRequest;
import io.keepwell.model.message.TraceParent;
import io.keepwell.policy.webhook.WebhookMapping;
import io.keepwell.runtime.rest.SharedAnswers;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HEAD;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes what other systems post by themselves. */
@Path("/in")
@Tag(name = "Webhooks", description = ApiTexts.WEBHOOKS)
public class WebhookResource {

    /** The largest that any of the well-known senders makes; who signs is known only after it. */
    private static final int UNPROVEN_BYTES_MAX = 1024 * 1024;

    private final CurrentSources sources;
    private final WebhookProof proof;
    private final Webhooks webhooks;
    private final Bodies bodies;
    private final Submissions submissions;
    private final WebhookAnswers answers;
    private final Answers common;
    private final RateGate gate;
    private final EventMetrics metrics;
    private final InstantSource clock;
    private final Limits limits;

    WebhookResource(
            CurrentSources sources,
            WebhookProof proof,
            Webhooks webhooks,
            Bodies bodies,
            Submissions submissions,
            WebhookAnswers answers,
            Answers common,
            RateGate gate,
            EventMetrics metrics,
            InstantSource clock,
            Limits limits) {
        this.sources = sources;
        this.proof = proof;
        this.webhooks = webhooks;
        this.bodies = bodies;
        this.submissions = submissions;
        this.answers = answers;
        this.common = common;
        this.gate = gate;
        this.metrics = metrics;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Takes a webhook's request. Answers once Kafka has acknowledged what it brings, be it accepted
     * or rejected.
     *
     * @param name the source
     * @param request whose body is read as it comes in
     * @return 202 (to Salesforce 200 with its acknowledgement), or a problem
     */
    @POST
    @Path("/{source}")
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_XML})
    @SecurityRequirement(name = IngestApi.WRITE_KEY)
    @SecurityRequirement(name = IngestApi.WRITE_KEY_BASIC)
    @SecurityRequirement(name = IngestApi.WRITE_KEY_QUERY)
    @SecurityRequirement(name = IngestApi.SIGNATURE)
    @Operation(
            operationId = "receiveWebhook",
            summary = "Receive a webhook",
            description = ApiTexts.WEBHOOK)
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples =
                                @ExampleObject(name = "zendesk", value = ApiTexts.ZENDESK_EVENT)),
                @Content(
                        mediaType = MediaType.TEXT_XML,
                        schema = @Schema(type = SchemaType.STRING),
                        examples =
                                @ExampleObject(
                                        name = "salesforce",
                                        value = ApiTexts.OUTBOUND_MESSAGE))
            })
    @APIResponse(
            responseCode = "202",
            description = "The items were accepted, kept with the reason, or are to be ignored.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "all", value = ApiTexts.ALL_ACCEPTED)))
    @APIResponse(
            responseCode = "200",
            description = "The same, for Salesforce.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_XML,
                            schema = @Schema(type = SchemaType.STRING),
                            examples =
                                    @ExampleObject(
                                            name = "acknowledged",
                                            value = ApiTexts.ACKNOWLEDGMENT)))
    @APIResponse(responseCode = "400", ref = IngestApi.MALFORMED)
    @APIResponse(responseCode = "401", ref = IngestApi.UNAUTHENTICATED)
    @APIResponse(responseCode = "404", ref = IngestApi.NO_WEBHOOK)
    @APIResponse(responseCode = "408", ref = IngestApi.TOO_SLOW)
    @APIResponse(responseCode = "413", ref = IngestApi.TOO_LARGE)
    @APIResponse(responseCode = "415", ref = IngestApi.UNSUPPORTED_MEDIA_TYPE)
    @APIResponse(responseCode = "429", ref = IngestApi.TOO_FAST)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public CompletionStage<Response> receive(
            @Parameter(description = "The id of the source's document.") @PathParam("source")
                    String name,
            @Context HttpServerRequest request) {
        Optional<Source> found = webhook(name);
        if (found.isEmpty()) {
            return done(answers.unknown(name));
        }
        Source source = found.get();
        boolean isSigned = WebhookProof.isSigned(source);
        if (!isSigned && !proof.showsKey(source, request)) {
            metrics.countRefused(source.name(), EventMetrics.Refused.PROOF);
            return done(answers.withoutKey());
        }
        if (isSigned && request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            return done(answers.packed());
        }
        return isSigned
                ? bodies.receiveFromStranger(
                        request,
                        Math.min(UNPROVEN_BYTES_MAX, limits.bodyBytes()),
                        common,
                        body -> verified(source, request, body))
                : limited(source)
                        .map(WebhookResource::done)
                        .orElseGet(() ->
                                bodies.receive(
                                        request,
                                        limits.bodyBytes(),
                                        common,
                                        body -> take(source, request, body, clock.instant())));
    }

    /**
     * Tells who looks before they send whether there is a webhook: some do when its address is
     * saved.
     *
     * @param name the source
     * @return 200, or 404
     */
    @HEAD
    @Path("/{source}")
    @SecurityRequirements
    @Operation(
            operationId = "findWebhook",
            summary = "Ask whether a webhook is there",
            description = "Some systems ask before they let its address be saved.")
    @APIResponse(responseCode = "200", description = "It is.")
    @APIResponse(responseCode = "404", ref = IngestApi.NO_WEBHOOK)
    public Response find(
            @Parameter(description = "The id of the source's document.") @PathParam("source")
                    String name) {
        return webhook(name).isPresent() ? Response.ok().build() : answers.unknown(name);
    }

    private Optional<Source> webhook(String name) {
        return sources.now().named(name).filter(it -> it.spec().type().isWebhook());
    }

    private CompletionStage<Response> verified(
            Source source, HttpServerRequest request, Body body) {
        Instant receivedAt = clock.instant();
        return switch (proof.verify(source, request, body, receivedAt)) {
            case SignatureResult.Refused refused -> {
                metrics.countRefused(source.name(), EventMetrics.Refused.PROOF);
                yield done(answers.notSigned(refused.detail()));
            }
            case SignatureResult.Valid() ->
                    limited(source)
                            .map(WebhookResource::done)
                            .orElseGet(() -> take(source, request, body, receivedAt));
        };
    }

    private CompletionStage<Response> take(
            Source source, HttpServerRequest request, Body body, Instant receivedAt) {
        String organization = source.spec().organization();
        if (organization != null && !webhooks.isOf(organization, body)) {
            metrics.countRefused(source.name(), EventMetrics.Refused.PROOF);
            return done(answers.otherOrganization());
        }
        WebhookMapping mapping = Objects.requireNonNull(source.spec().mapping());
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return submissions
                .submit(
                        source,
                        new Submission(
                                source.name(),
                                receivedAt,
                                contentType == null ? MediaType.APPLICATION_JSON : contentType,
                                new SentRequest(
                                        SentAgain.path(source),
                                        Webhooks.kept(mapping, request::getHeader),
                                        receivedAt,
                                        null),
                                Webhooks.framing(mapping),
                                body,
                                webhooks.read(mapping, body, request::getHeader, receivedAt)),
                        request.getHeader(TraceParent.HEADER))
                .thenApply(outcome -> gate.told(source, answers.of(source, outcome)));
    }

    private Optional<Response> limited(Source source) {
        return gate.wait(source).map(wait -> gate.told(source, common.tooFast(wait)));
    }

    private static CompletionStage<Response> done(Response response) {
        return CompletableFuture.completedStage(response);
    }
}
