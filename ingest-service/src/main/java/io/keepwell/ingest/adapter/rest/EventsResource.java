package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.adapter.json.Format;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.SharedAnswers;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes events. */
@Path("/v1/events")
@Tag(name = "Events")
public class EventsResource {

    private static final String IDENTITY = "identity";

    private final WriteKeyAuth auth;
    private final Submissions submissions;

    EventsResource(WriteKeyAuth auth, Submissions submissions) {
        this.auth = auth;
        this.submissions = submissions;
    }

    /**
     * Takes one event or many. Answers once Kafka has acknowledged both the accepted ones and the
     * rejected ones.
     *
     * @param backfill the backfill run that the events belong to
     * @param request whose body is read as it comes in
     * @return 202, or a problem
     */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/x-ndjson"})
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
                        examples = @ExampleObject(name = "lines", value = ApiTexts.EVENT_LINES))
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
    @APIResponse(responseCode = "413", ref = IngestApi.TOO_LARGE)
    @APIResponse(responseCode = "415", ref = IngestApi.UNSUPPORTED_MEDIA_TYPE)
    @APIResponse(responseCode = "422", ref = IngestApi.NONE_ACCEPTED)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public CompletionStage<Response> submit(
            @Parameter(description = "The id of the backfill run that the events belong to.")
                    @QueryParam("backfill")
                    @Nullable String backfill,
            @Context HttpServerRequest request) {
        Optional<SourceName> source = auth.source(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (source.isEmpty()) {
            return CompletableFuture.completedStage(WriteKeyAuth.challenge());
        }
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        Optional<Format> format =
                contentType == null ? Optional.empty() : Format.announced(contentType);
        if (contentType == null || format.isEmpty() || isCoded(request)) {
            return CompletableFuture.completedStage(
                    ProblemResponses.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE.withDetail(
                                    "send application/json or application/x-ndjson, in UTF-8,"
                                            + " without a content coding")));
        }
        return submissions.receive(
                new Submissions.Head(source.get(), format.get(), contentType, backfill), request);
    }

    private static boolean isCoded(HttpServerRequest request) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return coding != null && !coding.equalsIgnoreCase(IDENTITY);
    }
}
