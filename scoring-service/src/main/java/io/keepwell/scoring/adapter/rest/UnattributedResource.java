package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.identity.Decisions;
import io.keepwell.scoring.application.reading.ServiceRecords;
import io.keepwell.scoring.application.reading.UnattributedEvents;
import io.keepwell.scoring.application.reading.UnattributedPage;
import io.keepwell.scoring.application.reading.UnattributedQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
 * Shows whose events wait for an account, and hears whose they are: users of any account, so only
 * for operators.
 */
@Path("/v1/unattributed")
@RequestScoped
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Operations", description = ApiTexts.OPERATIONS)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class UnattributedResource {

    private static final String USER_ID = "userId";

    private final ServiceRecords records;
    private final Decisions decisions;
    private final Caller caller;

    UnattributedResource(ServiceRecords records, Decisions decisions, Caller caller) {
        this.records = records;
        this.decisions = decisions;
        this.caller = caller;
    }

    /**
     * Whose a user is to be.
     *
     * @param userId the user, as the sources know them
     * @param accountId the account
     */
    @Schema(name = "Assignment", description = "Whose a user is to be.")
    public record Assignment(
            @Schema(required = true, examples = "u-77") @Nullable String userId,
            @Schema(required = true, examples = "acme-1") @Nullable String accountId) {}

    /**
     * Whose a user is.
     *
     * @param userId the user
     * @param accountId the account
     * @param events how many events waited for it
     * @param assignedAt when it was decided
     */
    @Schema(name = "Assigned", description = "Whose a user is.")
    public record Assigned(
            @Schema(required = true) String userId,
            @Schema(required = true) String accountId,
            @Schema(
                            description =
                                    "How many events waited; they are on their way to the account.",
                            required = true)
                    long events,
            @Schema(required = true) Instant assignedAt) {}

    /**
     * Lists users whose events wait.
     *
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listUnattributed",
            summary = "List users whose events wait for an account",
            description =
                    "Most events first. They go to the account as soon as the user is known to"
                            + " belong to one, and to no other.")
    @APIResponse(
            responseCode = "200",
            description = "A page of users.",
            content =
                    @Content(
                            schema = @Schema(implementation = UnattributedPage.class),
                            examples =
                                    @ExampleObject(name = "page", value = ApiTexts.UNATTRIBUTED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = ApiTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters(AccountsResource.KEPT);
        int size = parameters.limit(limit);
        UnattributedQuery.Place after =
                parameters.cursor(cursor, UnattributedQuery.QUESTION, UnattributedQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return records.unattributed(new UnattributedQuery(size, after))
                .map(found ->
                        Answers.ok(
                                new UnattributedPage(
                                        Listed.items(found, size),
                                        Listed.next(found, size, UnattributedQuery.QUESTION))));
    }

    /**
     * Lists a user's events that wait.
     *
     * @param userId whose
     * @param limit how many
     * @return 200 with them, or a problem
     */
    @GET
    @Path("/events")
    @Operation(
            operationId = "listUnattributedEvents",
            summary = "List a user's events that wait for an account",
            description = "The newest first, whole: to find out whose the user is.")
    @APIResponse(
            responseCode = "200",
            description = "The events; none when nothing waits.",
            content =
                    @Content(
                            schema = @Schema(implementation = UnattributedEvents.class),
                            examples =
                                    @ExampleObject(
                                            name = "events",
                                            value = ApiTexts.UNATTRIBUTED_EVENTS)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> events(
            @Parameter(description = "The user.", required = true, example = "u-77")
                    @QueryParam(USER_ID)
                    @Nullable String userId,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit) {
        var parameters = new Parameters();
        int size = parameters.limit(limit);
        String user = parameters.text(USER_ID, userId);
        if (user == null && !parameters.areWrong()) {
            parameters.wrong(USER_ID, "must name the user; GET /v1/unattributed lists them");
        }
        if (user == null || parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return records.unattributedOf(user, size)
                .map(found -> Answers.ok(new UnattributedEvents(user, found)));
    }

    /**
     * Decides whose a user is.
     *
     * @param said the user and the account
     * @return 200, or a problem
     */
    @POST
    @Path("/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "assignUser",
            summary = "Decide which account a user belongs to",
            description =
                    "The user's events that wait go to the account, and all later ones: also where"
                            + " events name several accounts, between which nobody else can decide."
                            + " A later decision replaces it; saying it twice is as good as once.")
    @APIResponse(
            responseCode = "200",
            description = "It is decided.",
            content =
                    @Content(
                            schema = @Schema(implementation = Assigned.class),
                            examples =
                                    @ExampleObject(name = "assigned", value = ApiTexts.ASSIGNED)))
    @APIResponse(responseCode = "404", ref = ScoringApi.UNKNOWN)
    @APIResponse(
            responseCode = "422",
            description = "The user or the account is missing or not allowed.")
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> assign(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Assignment.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "assignment",
                                                            value = ApiTexts.ASSIGNMENT)))
                    @Nullable Assignment said) {
        var errors = new ArrayList<Problem.FieldError>();
        String user =
                text(USER_ID, said == null ? null : said.userId(), Require::id, errors).orElse("");
        Optional<AccountId> account =
                text("accountId", said == null ? null : said.accountId(), Require::id, errors)
                        .map(AccountId::new);
        if (account.isEmpty() || !errors.isEmpty()) {
            return Uni.createFrom()
                    .item(
                            ProblemResponses.of(
                                    ProblemType.UNPROCESSABLE.withErrors(
                                            "correct what the errors name", errors)));
        }
        return Uni.createFrom()
                .completionStage(() -> decisions.assign(user, account.get(), caller.name()))
                .map(outcome ->
                        switch (outcome) {
                            case Decisions.Outcome.Decided(long waiting, Instant at) ->
                                    Answers.ok(
                                            new Assigned(user, account.get().value(), waiting, at));
                            case Decisions.Outcome.UnknownAccount() ->
                                    Answers.unknown(account.get().value());
                        });
    }

    private static Optional<String> text(
            String field,
            @Nullable String text,
            BiFunction<String, String, String> check,
            List<Problem.FieldError> errors) {
        try {
            return Optional.of(check.apply(field, text == null ? "" : text));
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError("/" + field, "" + e.getMessage()));
            return Optional.empty();
        }
    }
}
