package io.keepwell.playbook.adapter.rest;

import io.keepwell.model.play.PlayState;
import io.keepwell.playbook.application.PlayEdit;
import io.keepwell.playbook.application.WorkPlays;
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
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which plays were triggered for whom, and what became of them. */
@Path("/v1/plays")
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(
        name = "Plays",
        description = "Plays that were begun for accounts: why, and what came of them.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class PlaysResource {

    private final ReadWork work;
    private final WorkPlays plays;
    private final Callers callers;

    PlaysResource(ReadWork work, WorkPlays plays, Callers callers) {
        this.work = work;
        this.plays = plays;
        this.callers = callers;
    }

    /**
     * Lists plays.
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
            summary = "List plays",
            description = "The newest first, with those that were skipped and why.")
    @APIResponse(
            responseCode = "200",
            description = "A page of plays.",
            content =
                    @Content(
                            schema = @Schema(implementation = PlayPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.PLAYS)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    public Uni<Response> list(
            @Parameter(description = "Only those for this account.") @QueryParam("accountId")
                    @Nullable String accountId,
            @Parameter(
                            description =
                                    "running, completed, exited, closed, skipped, or all (the"
                                            + " default).",
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
     * A play.
     *
     * @param id which
     * @return 200, or a problem
     */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readPlay",
            summary = "Read a play",
            description = "With what it is to achieve, and with all its tasks.")
    @APIResponse(
            responseCode = "200",
            description = "The play, what it is to achieve, and its tasks.",
            content =
                    @Content(
                            schema = @Schema(implementation = PlayDetail.class),
                            examples = @ExampleObject(name = "play", value = ApiTexts.PLAY)))
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    public Uni<Response> read(@Parameter(description = ApiTexts.PLAY_ID) @PathParam("id") UUID id) {
        return one(id);
    }

    /**
     * Tick a success criterion.
     *
     * @param id which
     * @param body what is to be said
     * @return 200, or a problem
     */
    @POST
    @RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    @Path("/{id}/tick")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "tickPlay",
            summary = "Tick a success criterion",
            description =
                    "By its number, or take the tick back. What was so before changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The play, with what is met by now.",
            content =
                    @Content(
                            schema = @Schema(implementation = PlayDetail.class),
                            examples = @ExampleObject(name = "play", value = ApiTexts.PLAY)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = PlaybookApi.UNMET)
    @APIResponse(responseCode = "422", ref = PlaybookApi.BROKEN)
    public Uni<Response> tick(
            @Parameter(description = ApiTexts.PLAY_ID) @PathParam("id") UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Bodies.Tick.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "tick",
                                                            value = ApiTexts.TICK)))
                    Bodies.@Nullable Tick body) {
        var said = body == null ? new Bodies.Tick(null, null) : body;
        return Bodies.ifRight(
                said.problem(),
                () ->
                        plays.tick(id, said.number(), said.saysMet(), callers.caller())
                                .chain(edit -> answer(id, edit)));
    }

    /**
     * Say what came of a play.
     *
     * @param id which
     * @param body what is to be said
     * @return 200, or a problem
     */
    @POST
    @RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    @Path("/{id}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "closePlay",
            summary = "Say what came of a play",
            description =
                    "The first of the play's outcomes needs every success criterion; the other is"
                            + " always possible. Tasks that are not done yet are cancelled. A play"
                            + " whose condition ceased to hold can still be closed. The same again"
                            + " by the same person changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The play, closed.",
            content =
                    @Content(
                            schema = @Schema(implementation = PlayDetail.class),
                            examples = @ExampleObject(name = "play", value = ApiTexts.CLOSED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = PlaybookApi.UNMET)
    @APIResponse(responseCode = "422", ref = PlaybookApi.BROKEN)
    public Uni<Response> close(
            @Parameter(description = ApiTexts.PLAY_ID) @PathParam("id") UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Bodies.Closing.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "outcome",
                                                            value = ApiTexts.CLOSING)))
                    Bodies.@Nullable Closing body) {
        var said = body == null ? new Bodies.Closing(null, null) : body;
        return Bodies.ifRight(
                said.problem(),
                () ->
                        plays.close(id, "" + said.outcome(), said.reason(), callers.caller())
                                .chain(edit -> answer(id, edit)));
    }

    private Uni<Response> answer(UUID id, PlayEdit edit) {
        return switch (edit) {
            case PlayEdit.Done() -> one(id);
            case PlayEdit.Unknown() -> Uni.createFrom().item(unknown(id));
            case PlayEdit.Wrong(String field, String why) ->
                    Uni.createFrom().item(Bodies.wrongField(field, why));
            case PlayEdit.Refused(String why) ->
                    Uni.createFrom()
                            .item(ProblemResponses.of(ProblemType.CONFLICT.withDetail(why)));
        };
    }

    private Uni<Response> one(UUID id) {
        return work.play(id, callers.caller())
                .map(found ->
                        found.map(it -> Response.ok(it).build()).orElseGet(() -> unknown(id)));
    }

    private static Response unknown(UUID id) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "there is no play %s; GET /v1/plays lists them".formatted(id)));
    }
}
