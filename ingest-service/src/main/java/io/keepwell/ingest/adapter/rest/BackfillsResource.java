package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.application.Backfills;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.policy.source.SourceType;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.SharedAnswers;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Opens and closes backfill runs. */
@Path("/v1/backfills")
@Tag(
        name = "Backfills",
        description = "Runs of events of the past, which raise nothing until they are closed.")
@Produces(MediaType.APPLICATION_JSON)
public class BackfillsResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern IDEMPOTENCY_KEY_SHAPE = Pattern.compile("[!-~]{1,200}");
    private static final int QUOTED_MAX = 100;

    private final WriteKeyAuth auth;
    private final Backfills backfills;
    private final Answers answers;

    BackfillsResource(WriteKeyAuth auth, Backfills backfills, Answers answers) {
        this.auth = auth;
        this.backfills = backfills;
        this.answers = answers;
    }

    /**
     * A backfill run.
     *
     * @param id names it in the parameter {@code backfill} of its events
     */
    @Schema(name = "Backfill")
    public record Run(
            @Schema(
                            description = "Names the run in the parameter backfill of its events.",
                            required = true,
                            examples = "bf_1rU8CEqGQmK4iSMrE2NBzPbWcKIs1m4zcQk7Rrf2Ylw")
                    String id) {}

    /**
     * Opens a run.
     *
     * @param authorization the write key
     * @param idempotencyKey what the source calls the run
     * @return 201 with the run, or a problem
     */
    @POST
    @SecurityRequirement(name = IngestApi.WRITE_KEY)
    @Operation(
            operationId = "openBackfill",
            summary = "Open a backfill run",
            description =
                    "The events of a run are counted without raising anything until the run is"
                            + " closed. The same Idempotency-Key always gives the same run.")
    @APIResponse(
            responseCode = "201",
            description = "The run is open.",
            content =
                    @Content(
                            schema = @Schema(implementation = Run.class),
                            examples = @ExampleObject(name = "run", value = ApiTexts.RUN)))
    @APIResponse(responseCode = "400", ref = IngestApi.MALFORMED)
    @APIResponse(responseCode = "401", ref = IngestApi.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = IngestApi.FORBIDDEN)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public CompletionStage<Response> open(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION)
                    @Nullable String authorization,
            @Parameter(description = "1 to 200 printable ASCII characters without a space.")
                    @HeaderParam(IDEMPOTENCY_KEY)
                    @Nullable String idempotencyKey) {
        Optional<Source> source = auth.source(authorization);
        if (source.isEmpty()) {
            return CompletableFuture.completedStage(WriteKeyAuth.challenge());
        }
        if (source.get().spec().type() != SourceType.EVENTS) {
            return CompletableFuture.completedStage(answers.wrongType(source.get()));
        }
        if (idempotencyKey != null && !IDEMPOTENCY_KEY_SHAPE.matcher(idempotencyKey).matches()) {
            String detail = "it must be 1 to 200 printable ASCII characters without a space";
            return CompletableFuture.completedStage(
                    ProblemResponses.of(
                            ProblemType.INVALID_PARAMETER.withErrors(
                                    "correct the header Idempotency-Key",
                                    List.of(new Problem.FieldError(IDEMPOTENCY_KEY, detail)))));
        }
        return backfills
                .open(source.get().name(), idempotencyKey)
                .thenApply(result -> answer(result, Response.Status.CREATED, ""));
    }

    /**
     * Closes a run.
     *
     * @param authorization the write key
     * @param id the run
     * @return 202 with the run, or a problem
     */
    @POST
    @Path("/{id}/close")
    @SecurityRequirement(name = IngestApi.WRITE_KEY)
    @Operation(
            operationId = "closeBackfill",
            summary = "Close a backfill run",
            description =
                    "Close it after the last event of the run was answered with 202. Closing it"
                            + " again does no harm.")
    @APIResponse(
            responseCode = "202",
            description = "The run is closed; its accounts are scored now.",
            content =
                    @Content(
                            schema = @Schema(implementation = Run.class),
                            examples = @ExampleObject(name = "run", value = ApiTexts.RUN)))
    @APIResponse(responseCode = "401", ref = IngestApi.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = IngestApi.FORBIDDEN)
    @APIResponse(responseCode = "404", ref = IngestApi.NOT_FOUND)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public CompletionStage<Response> close(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION)
                    @Nullable String authorization,
            @Parameter(description = "The run's id, as it was answered when it was opened.")
                    @PathParam("id")
                    String id) {
        Optional<Source> source = auth.source(authorization);
        if (source.isEmpty()) {
            return CompletableFuture.completedStage(WriteKeyAuth.challenge());
        }
        if (source.get().spec().type() != SourceType.EVENTS) {
            return CompletableFuture.completedStage(answers.wrongType(source.get()));
        }
        return backfills
                .close(source.get().name(), id)
                .thenApply(result -> answer(result, Response.Status.ACCEPTED, id));
    }

    private Response answer(Backfills.Result result, Response.Status status, String asked) {
        return switch (result) {
            case Backfills.Result.Marked(String id) ->
                    Response.status(status)
                            .entity(new Run(id))
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .build();
            case Backfills.Result.Unknown() ->
                    ProblemResponses.of(
                            ProblemType.NOT_FOUND.withDetail(
                                    "this source has no backfill run '%s'"
                                            .formatted(Printable.of(asked, QUOTED_MAX))));
            case Backfills.Result.Unavailable() -> answers.unavailable();
        };
    }
}
