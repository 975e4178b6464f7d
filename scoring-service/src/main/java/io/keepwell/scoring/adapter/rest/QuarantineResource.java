package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.QuarantineReplay;
import io.keepwell.scoring.application.reading.QuarantinePage;
import io.keepwell.scoring.application.reading.QuarantineQuery;
import io.keepwell.scoring.application.reading.ServiceRecords;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Shows what could not be folded, and sends it again. Whole records of any account: only for those
 * who see to the service.
 */
@Path("/v1/quarantine")
@RequestScoped
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Operations", description = ApiTexts.OPERATIONS)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class QuarantineResource {

    private static final String ACCOUNT_ID = "accountId";

    private final ServiceRecords records;
    private final QuarantineReplay quarantine;
    private final OutboxRelay relay;
    private final Caller caller;

    QuarantineResource(
            ServiceRecords records, QuarantineReplay quarantine, OutboxRelay relay, Caller caller) {
        this.records = records;
        this.quarantine = quarantine;
        this.relay = relay;
        this.caller = caller;
    }

    /**
     * Lists records that could not be folded.
     *
     * @param accountId whose
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listQuarantine",
            summary = "List records that could not be folded",
            description = "The newest first, each whole and with the reason.")
    @APIResponse(
            responseCode = "200",
            description = "A page of records.",
            content =
                    @Content(
                            schema = @Schema(implementation = QuarantinePage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.QUARANTINE)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = "Only those of this account.") @QueryParam(ACCOUNT_ID)
                    @Nullable String accountId,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = ApiTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters(AccountsResource.KEPT);
        String account = parameters.text(ACCOUNT_ID, accountId);
        int size = parameters.limit(limit);
        String question = QuarantineQuery.question(account);
        QuarantineQuery.Place after =
                parameters.cursor(cursor, question, QuarantineQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return records.quarantine(new QuarantineQuery(account, size, after))
                .map(found ->
                        Answers.ok(
                                new QuarantinePage(
                                        Listed.items(found, size),
                                        Listed.next(found, size, question))));
    }

    /**
     * When a record was sent to the log again.
     *
     * @param id which
     * @param replayedAt when
     */
    public record Replayed(UUID id, Instant replayedAt) {}

    /**
     * Sends a record to the log again.
     *
     * @param id which
     * @return 202, or a problem
     */
    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replayQuarantined",
            summary = "Send a record to the log again",
            description =
                    "As it was, to the partition where it was; what fails again is quarantined"
                            + " again. Of use after an upgrade that can read it.")
    @APIResponse(
            responseCode = "202",
            description = "It will be on the log at once.",
            content =
                    @Content(
                            schema = @Schema(implementation = Replayed.class),
                            examples =
                                    @ExampleObject(name = "replayed", value = ApiTexts.REPLAYED)))
    @APIResponse(responseCode = "404", description = "No such record is quarantined.")
    @APIResponse(responseCode = "409", description = "It was sent before, or cannot be sent.")
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> replay(
            @Parameter(description = "The record's id, as the list tells it.") @PathParam("id")
                    UUID id) {
        return Uni.createFrom()
                .completionStage(() -> quarantine.replay(id, caller.name()))
                .map(outcome -> answer(id, outcome));
    }

    private Response answer(UUID id, QuarantineReplay.Outcome outcome) {
        return switch (outcome) {
            case QuarantineReplay.Outcome.Replayed(Instant at) -> {
                relay.wake();
                yield Response.accepted(new Replayed(id, at)).build();
            }
            case QuarantineReplay.Outcome.Unknown() ->
                    ProblemResponses.of(
                            ProblemType.NOT_FOUND.withDetail(
                                    "no record %s is quarantined; GET /v1/quarantine lists them"
                                            .formatted(id)));
            case QuarantineReplay.Outcome.AlreadyReplayed(Instant at) ->
                    ProblemResponses.of(
                            ProblemType.CONFLICT.withDetail(
                                    "the record was sent again at %s; if it failed once more, it is"
                                                    .formatted(at)
                                            + " quarantined under another id"));
            case QuarantineReplay.Outcome.Unreadable() ->
                    ProblemResponses.of(
                            ProblemType.CONFLICT.withDetail(
                                    "the record has no key or no value: no release can read it"));
        };
    }
}
