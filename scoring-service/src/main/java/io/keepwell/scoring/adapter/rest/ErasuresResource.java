package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.Require;
import io.keepwell.model.erasure.ErasedSubject;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.erasure.ErasureItem;
import io.keepwell.scoring.application.erasure.ErasurePage;
import io.keepwell.scoring.application.erasure.ErasureTopic;
import io.keepwell.scoring.application.erasure.Erasures;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * Erases accounts and persons, which nobody can take back: for administrators only. What was erased
 * by whom stays on the record, without a name.
 */
@Path("/v1/erasures")
@RequestScoped
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Operations", description = ApiTexts.OPERATIONS)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class ErasuresResource {

    private static final int REASON_LENGTH_MAX = 500;

    /** Somebody has to do something. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Erasures erasures;
    private final ErasureTopic topic;
    private final InstantSource clock;
    private final Caller caller;

    ErasuresResource(Erasures erasures, ErasureTopic topic, InstantSource clock, Caller caller) {
        this.erasures = erasures;
        this.topic = topic;
        this.clock = clock;
        this.caller = caller;
    }

    /**
     * What is to be erased, and why.
     *
     * @param accountId an account, or
     * @param personId a person
     * @param reason why
     */
    @Schema(
            name = "ErasureRequest",
            description = "What is to be erased: either an account or a person.")
    public record ErasureRequest(
            @Schema(description = "The account's id.", examples = "acme-1")
                    @Nullable String accountId,
            @Schema(
                            description =
                                    "A user or contact, by the id that sources know: the actorId of"
                                            + " events, or the userId of trackers. Whoever has"
                                            + " several is erased by each.",
                            examples = "u-77")
                    @Nullable String personId,
            @Schema(
                            description =
                                    "Why, in words that name nobody: it is kept for ever. 1 to 500"
                                            + " characters.",
                            required = true,
                            examples = "Request 4711 under article 17")
                    @Nullable String reason) {}

    /**
     * Erases an account or a person.
     *
     * @param asked what, and why
     * @return 202 with the erasure, or a problem
     */
    @POST
    @RolesAllowed(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "erase",
            summary = "Erase an account or a person",
            description =
                    "Nobody can take it back. State, history, index and outbox are rid of it within"
                            + " seconds, alerts and tasks once their services have read of it;"
                            + " topics by their retention. What happened or was received until then"
                            + " stays away, however often it is sent or replayed; what comes later"
                            + " begins anew. Asking again while it is under way changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "It is written down, and under way.",
            content =
                    @Content(
                            schema = @Schema(implementation = ErasureItem.class),
                            examples = @ExampleObject(name = "begun", value = ApiTexts.ERASURE)))
    @APIResponse(responseCode = "422", description = "It is not said what to erase, or not why.")
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> erase(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ErasureRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "account",
                                                            value = ApiTexts.ERASURE_REQUEST)))
                    @Nullable ErasureRequest asked) {
        ErasureRequest what =
                Objects.requireNonNullElse(asked, new ErasureRequest(null, null, null));
        List<Problem.FieldError> errors = errors(what);
        if (!errors.isEmpty()) {
            return Uni.createFrom()
                    .item(
                            ProblemResponses.of(
                                    ProblemType.UNPROCESSABLE.withErrors(
                                            "correct what the errors name", errors)));
        }
        var request =
                new Erasures.Request(
                        what.accountId() == null ? ErasedSubject.PERSON : ErasedSubject.ACCOUNT,
                        Objects.requireNonNull(
                                what.accountId() == null ? what.personId() : what.accountId()),
                        Objects.requireNonNull(what.reason()).strip(),
                        caller.name(),
                        clock.instant());
        return topic.obstacle()
                .chain(obstacle ->
                        obstacle.isPresent()
                                ? Uni.createFrom()
                                        .item(
                                                ProblemResponses.unavailable(
                                                        obstacle.get(), RETRY_AFTER))
                                : erasures.request(request)
                                        .map(item -> Response.accepted(item).build()));
    }

    /**
     * Lists erasures.
     *
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listErasures",
            summary = "List what was erased",
            description =
                    "When, by whom, why, and how far it has got; the newest first. What an erasure"
                            + " names is forgotten once it is carried out.")
    @APIResponse(
            responseCode = "200",
            description = "A page of erasures.",
            content =
                    @Content(
                            schema = @Schema(implementation = ErasurePage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.ERASURES)))
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
        Long before =
                parameters.cursor(
                        cursor,
                        ErasurePage.QUESTION,
                        keys -> Long.valueOf(Objects.requireNonNull(keys.getFirst())));
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return erasures.list(before, size)
                .map(found ->
                        Answers.ok(
                                new ErasurePage(
                                        Listed.items(found, size),
                                        Listed.next(found, size, ErasurePage.QUESTION))));
    }

    /**
     * Shows one.
     *
     * @param id which
     * @return 200 with it, or a problem
     */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getErasure",
            summary = "Show an erasure",
            description = "As the list does.")
    @APIResponse(
            responseCode = "200",
            description = "How far it has got.",
            content =
                    @Content(
                            schema = @Schema(implementation = ErasureItem.class),
                            examples = @ExampleObject(name = "done", value = ApiTexts.ERASED)))
    @APIResponse(responseCode = "404", description = "There is no such erasure.")
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> one(
            @Parameter(description = "The erasure's id.") @PathParam("id") UUID id) {
        return erasures.one(id)
                .map(found ->
                        found.map(Answers::ok)
                                .orElseGet(() ->
                                        ProblemResponses.of(
                                                ProblemType.NOT_FOUND.withDetail(
                                                        "no erasure %s; GET /v1/erasures lists them"
                                                                .formatted(id)))));
    }

    private static List<Problem.FieldError> errors(ErasureRequest what) {
        var errors = new ArrayList<Problem.FieldError>();
        if ((what.accountId() == null) == (what.personId() == null)) {
            errors.add(
                    new Problem.FieldError(
                            "/accountId", "accountId or personId must be there, and not both"));
        }
        check(errors, "accountId", what.accountId());
        check(errors, "personId", what.personId());
        String reason = what.reason() == null ? "" : what.reason().strip();
        if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
            errors.add(
                    new Problem.FieldError(
                            "/reason",
                            "reason must have 1 to %d characters, had %d"
                                    .formatted(REASON_LENGTH_MAX, reason.length())));
        } else {
            checkText(errors, reason);
        }
        return errors;
    }

    /** It goes to a topic, which takes no control characters. */
    private static void checkText(List<Problem.FieldError> errors, String reason) {
        try {
            Require.text("reason", reason, REASON_LENGTH_MAX);
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError("/reason", "" + e.getMessage()));
        }
    }

    private static void check(List<Problem.FieldError> errors, String field, @Nullable String id) {
        try {
            Require.idOrNone(field, id);
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError("/" + field, "" + e.getMessage()));
        }
    }
}
