package io.keepwell.playbook.adapter.rest;

import io.keepwell.model.play.PlayState;
import io.keepwell.playbook.application.reading.PlayDetail;
import io.keepwell.playbook.application.reading.PlayPage;
import io.keepwell.playbook.application.reading.PlayQuery;
import io.keepwell.playbook.application.reading.ReadWork;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which plays were triggered for whom, and what became of them. */
@Path("/v1/plays")
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Plays", description = "Runs of plays: why they began, and what came of them.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class PlaysResource {

    private final ReadWork work;
    private final Callers callers;

    PlaysResource(ReadWork work, Callers callers) {
        this.work = work;
        this.callers = callers;
    }

    /**
     * Lists runs of plays.
     *
     * @param accountId whose
     * @param state where they are in their life
     * @param play of which play
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listPlays",
            summary = "List runs of plays",
            description = "The newest first, with those that were skipped and why.")
    @APIResponse(
            responseCode = "200",
            description = "A page of runs.",
            content =
                    @Content(
                            schema = @Schema(implementation = PlayPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.PLAYS)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = "Only those for this account.") @QueryParam("accountId")
                    @Nullable String accountId,
            @Parameter(
                            description =
                                    "running, completed, exited, skipped, or all (the default).",
                            example = "running")
                    @QueryParam("state")
                    @Nullable String state,
            @Parameter(description = "Only those of this play.", example = "churn-risk")
                    @QueryParam("play")
                    @Nullable String play,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = PagingTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters();
        var query =
                new PlayQuery(
                        parameters.text("accountId", accountId),
                        parameters.oneOrAll("state", state, PlayState.class, null),
                        parameters.text("play", play));
        int size = parameters.limit(limit);
        PlayQuery.Place after = parameters.cursor(cursor, query.question(), PlayQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return work.plays(query, callers.caller(), size, after)
                .map(page -> Response.ok(page).build());
    }

    /**
     * A run of a play.
     *
     * @param id which
     * @return 200, or a problem
     */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readPlay",
            summary = "Read a run of a play",
            description = "With what it is to achieve, and with all its tasks.")
    @APIResponse(
            responseCode = "200",
            description = "The run, what it is to achieve, and its tasks.",
            content =
                    @Content(
                            schema = @Schema(implementation = PlayDetail.class),
                            examples = @ExampleObject(name = "play", value = ApiTexts.PLAY)))
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> read(
            @Parameter(description = "The run's id, as the list tells it.") @PathParam("id")
                    UUID id) {
        return work.play(id, callers.caller())
                .map(found ->
                        found.map(it -> Response.ok(it).build())
                                .orElseGet(() ->
                                        ProblemResponses.of(
                                                ProblemType.NOT_FOUND.withDetail(
                                                        "there is no run %s of a play; GET"
                                                                        .formatted(id)
                                                                + " /v1/plays lists them"))));
    }
}
