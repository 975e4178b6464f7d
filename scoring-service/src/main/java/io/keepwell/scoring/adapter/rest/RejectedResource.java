package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.event.RejectionCode;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.rejection.RejectedPage;
import io.keepwell.scoring.application.rejection.RejectedWhole;
import io.keepwell.scoring.application.rejection.RejectionFilter;
import io.keepwell.scoring.application.rejection.RejectionQuery;
import io.keepwell.scoring.application.rejection.Rejections;
import io.keepwell.scoring.application.rejection.ReplayRejections;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
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

/**
 * Shows what ingest could not accept, and lets it be taken up again. What any system has sent: only
 * for those who see to the service.
 */
@Path("/v1/rejected")
@RequestScoped
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Operations")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class RejectedResource {

    private static final String CODES =
            "malformed, missing-field, invalid-field, too-large, in-the-future, not-allowed,"
                    + " not-mapped, backfill-not-open.";
    private static final String SOURCE = "source";
    private static final String CODE = "code";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final String REPLAYED = "replayed";

    private final Rejections rejections;
    private final ReplayRejections replays;
    private final OutboxRelay relay;
    private final Caller caller;

    RejectedResource(
            Rejections rejections, ReplayRejections replays, OutboxRelay relay, Caller caller) {
        this.rejections = rejections;
        this.replays = replays;
        this.relay = relay;
        this.caller = caller;
    }

    /**
     * Lists what was rejected.
     *
     * @param source whose
     * @param code why
     * @param since from when on
     * @param replayed whether it was replayed
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listRejected",
            summary = "List what ingest could not accept",
            description =
                    "The newest first, for 30 days. What was sent is told by the rejection itself.")
    @APIResponse(
            responseCode = "200",
            description = "A page of rejections.",
            content =
                    @Content(
                            schema = @Schema(implementation = RejectedPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.REJECTED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = "Only what this source has sent.") @QueryParam(SOURCE)
                    @Nullable String source,
            @Parameter(description = "Only what was rejected for this reason: " + CODES)
                    @QueryParam(CODE)
                    @Nullable String code,
            @Parameter(description = "Only what was rejected at this time or later.")
                    @QueryParam(SINCE)
                    @Nullable String since,
            @Parameter(description = "Only what was replayed, or what was not; absent for both.")
                    @QueryParam(REPLAYED)
                    @Nullable String replayed,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = ApiTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters(AccountsResource.KEPT);
        var filter =
                new RejectionFilter(
                        parameters.text(SOURCE, source),
                        parameters.one(CODE, code, RejectionCode.class),
                        parameters.time(SINCE, since),
                        null,
                        flag(parameters, replayed));
        int size = parameters.limit(limit);
        String question = filter.question();
        RejectionQuery.Place after = parameters.cursor(cursor, question, RejectionQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return rejections
                .list(new RejectionQuery(filter, size, after))
                .map(found ->
                        Answers.ok(
                                new RejectedPage(
                                        Listed.items(found, size),
                                        Listed.next(found, size, question))));
    }

    private static @Nullable Boolean flag(Parameters parameters, @Nullable String replayed) {
        boolean isAsked = replayed != null && !replayed.isEmpty();
        boolean flag = parameters.flag(REPLAYED, replayed);
        return isAsked ? flag : null;
    }

    /**
     * Shows a rejection with what was sent.
     *
     * @param id which
     * @return 200, or a problem
     */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "showRejected",
            summary = "Show what ingest could not accept, whole",
            description =
                    "What was sent is a request of the same form with this one item, so that it"
                            + " can be read again; or the item alone, where it cannot.")
    @APIResponse(
            responseCode = "200",
            description = "The rejection.",
            content =
                    @Content(
                            schema = @Schema(implementation = RejectedWhole.class),
                            examples =
                                    @ExampleObject(
                                            name = "rejection",
                                            value = ApiTexts.REJECTED_WHOLE)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such rejection, or the log has forgotten what was sent.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> show(
            @Parameter(description = ApiTexts.REJECTION_ID) @PathParam("id") UUID id) {
        return replays.show(id)
                .map(shown ->
                        switch (shown) {
                            case ReplayRejections.Shown.Whole(RejectedWhole whole) ->
                                    Answers.ok(whole);
                            case ReplayRejections.Shown.Gone(_) -> gone(id);
                            case ReplayRejections.Shown.Unknown() -> unknown(id);
                        });
    }

    /**
     * When a rejection was replayed.
     *
     * @param id which
     * @param replayedAt when
     */
    @Schema(name = "ReplayedRejection")
    public record Replayed(UUID id, Instant replayedAt) {}

    /**
     * Lets ingest take a rejection up again.
     *
     * @param id which
     * @return 202, or a problem
     */
    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replayRejected",
            summary = "Let ingest take up again what it could not accept",
            description =
                    "As if it had been sent again, by the sources and mappings of now, and once;"
                            + " what fails again is a rejection of its own. Of use once the cause"
                            + " is mended.")
    @APIResponse(
            responseCode = "202",
            description = "Ingest will take it up at once.",
            content =
                    @Content(
                            schema = @Schema(implementation = Replayed.class),
                            examples =
                                    @ExampleObject(name = "replayed", value = ApiTexts.REPLAYED)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such rejection, or the log has forgotten what was sent.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "It was replayed before, or not all of what was sent is kept.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> replay(
            @Parameter(description = ApiTexts.REJECTION_ID) @PathParam("id") UUID id) {
        return replays.replay(id, caller.name()).map(outcome -> answer(id, outcome));
    }

    /**
     * Which rejections to replay.
     *
     * @param source whose
     * @param code why they were rejected
     * @param since from when on
     * @param until not those from then on
     */
    @Schema(name = "ReplayWish", description = "Which rejections to replay.")
    public record Wish(
            @Schema(description = "What this source has sent.", required = true)
                    @Nullable String source,
            @Schema(description = "What was rejected for this reason: " + CODES)
                    @Nullable String code,
            @Schema(description = "What was rejected at this time or later.", format = "date-time")
                    @Nullable String since,
            @Schema(
                            description =
                                    "What was rejected before this time; absent, before now. Send"
                                            + " what the answer says with the next call.",
                            format = "date-time")
                    @Nullable String until) {}

    /**
     * Lets ingest take up again what a source has sent, at most 500 a call.
     *
     * @param wish which
     * @return 200 with how far it has come, or a problem
     */
    @POST
    @Path("/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayAllRejected",
            summary = "Let ingest take up again what it could not accept of a source",
            description =
                    "The oldest first, at most 500 a call: repeat it with 'until' of the answer as"
                            + " long as some are left. What was replayed before is passed over.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Wish.class),
                            examples = @ExampleObject(name = "wish", value = ApiTexts.REPLAY)))
    @APIResponse(
            responseCode = "200",
            description = "So many were replayed, and so many are left.",
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayRejections.Progress.class),
                            examples =
                                    @ExampleObject(
                                            name = "progress",
                                            value = ApiTexts.ALL_REPLAYED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> replayAll(@Nullable Wish wish) {
        var parameters = new Parameters(AccountsResource.KEPT);
        String source = parameters.text(SOURCE, wish == null ? null : wish.source());
        if (source == null) {
            parameters.wrong(SOURCE, "must name the source");
        }
        var filter =
                new RejectionFilter(
                        source,
                        parameters.one(
                                CODE, wish == null ? null : wish.code(), RejectionCode.class),
                        parameters.time(SINCE, wish == null ? null : wish.since()),
                        parameters.time(UNTIL, wish == null ? null : wish.until()),
                        null);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return replays.replayAll(filter, caller.name())
                .map(progress -> {
                    relay.wake();
                    return Answers.ok(progress);
                });
    }

    private Response answer(UUID id, ReplayRejections.Outcome outcome) {
        return switch (outcome) {
            case ReplayRejections.Outcome.Replayed(Instant at) -> {
                relay.wake();
                yield Response.accepted(new Replayed(id, at)).build();
            }
            case ReplayRejections.Outcome.AlreadyReplayed(Instant at) ->
                    ProblemResponses.of(
                            ProblemType.CONFLICT.withDetail(
                                    "it was replayed at %s; if it failed once more, that is a rejection of its own"
                                            .formatted(at)));
            case ReplayRejections.Outcome.NotWhole() ->
                    ProblemResponses.of(
                            ProblemType.CONFLICT.withDetail(
                                    "not all of what was sent is kept, so it cannot be replayed;"
                                            + " let its sender send it again"));
            case ReplayRejections.Outcome.Gone() -> gone(id);
            case ReplayRejections.Outcome.Unknown() -> unknown(id);
        };
    }

    private static Response unknown(UUID id) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "there is no rejection %s; GET /v1/rejected lists them".formatted(id)));
    }

    private static Response gone(UUID id) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "what was sent with rejection %s is not on keepwell.rejected-events any more"
                                .formatted(id)));
    }
}
