package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.policy.PolicyShelf;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells which policies were in force when, what lies between two of them, and goes back. */
@Path("/v1/policies")
@RequestScoped
@NonBlocking
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Policies", description = "Scorecards, signals, alert rules and plays.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class PolicyPastResource {

    private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{6,64}");
    private static final String WHICH =
            "a version is 6 to 64 of 0-9 and a-f, its first digits or all of them;"
                    + " GET /v1/policies/history lists those that were applied";
    private static final String UNKNOWN = "No such policies were ever applied.";

    private final PolicyShelf store;
    private final EventCatalogue catalogue;
    private final Applying applying;
    private final InstantSource clock;
    private final Caller caller;

    PolicyPastResource(
            PolicyShelf store,
            EventCatalogue catalogue,
            Applying applying,
            InstantSource clock,
            Caller caller) {
        this.store = store;
        this.catalogue = catalogue;
        this.applying = applying;
        this.clock = clock;
        this.caller = caller;
    }

    /**
     * Which policies were put in force when.
     *
     * @param limit the most, 1 to 200
     * @param before the number of the last one of the page before
     * @return 200 with them, the latest first
     */
    @GET
    @Path("/history")
    @Operation(
            operationId = "getPolicyHistory",
            summary = "List when which policies were put in force",
            description = "By whom, and instead of which; the latest first.")
    @APIResponse(
            responseCode = "200",
            description = "What was put in force.",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyViews.History.class),
                            examples =
                                    @ExampleObject(
                                            name = "history",
                                            value = ApiTexts.POLICY_HISTORY)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    public Uni<Response> history(
            @Parameter(description = "How many at most, 1 to 200; 50 by default.")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = "'next' of the page before.", example = "17")
                    @QueryParam("before")
                    @Nullable String before) {
        var parameters = new Parameters();
        int most = parameters.limit(limit);
        long last = number(parameters, before);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return Uni.createFrom()
                .completionStage(() -> store.history(most, last))
                .map(found -> Answers.ok(PolicyViews.History.of(found, most)));
    }

    /**
     * Policies that were in force once, with the texts of all documents.
     *
     * @param version the version, or its first digits
     * @return 200 with them, or 404
     */
    @GET
    @Path("/versions/{version}")
    @Operation(
            operationId = "getPolicyVersion",
            summary = "Read policies that were applied once",
            description = "All documents as they were applied, with their texts.")
    @APIResponse(
            responseCode = "200",
            description = "The policies of that version.",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyViews.Stored.class),
                            examples =
                                    @ExampleObject(
                                            name = "version",
                                            value = ApiTexts.POLICY_VERSION)))
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public Uni<Response> version(
            @Parameter(description = "The version, or its first digits.", example = "51aa07")
                    @PathParam("version")
                    String version) {
        return with(version, stored -> done(Answers.ok(PolicyViews.Stored.of(stored))));
    }

    /**
     * What lies between two versions.
     *
     * @param from the earlier one, or its first digits
     * @param to the later one; that in force when absent
     * @return 200 with the fields that differ, or 404
     */
    @GET
    @Path("/diff")
    @Operation(
            operationId = "comparePolicies",
            summary = "Say what lies between two versions of policies",
            description = "Document by document and field by field; comments are not looked at.")
    @APIResponse(
            responseCode = "200",
            description = "What differs.",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyViews.Differences.class),
                            examples = @ExampleObject(name = "diff", value = ApiTexts.POLICY_DIFF)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public Uni<Response> diff(
            @Parameter(
                            required = true,
                            description = "The one version, or its first digits.",
                            example = "51aa07")
                    @QueryParam("from")
                    @Nullable String from,
            @Parameter(
                            description = "The other one; the version in force when absent.",
                            example = "60bc1f")
                    @QueryParam("to")
                    @Nullable String to) {
        if (from == null) {
            var parameters = new Parameters();
            parameters.wrong("from", "is required: " + WHICH);
            return Uni.createFrom().item(parameters.problem());
        }
        return with(from, one -> orInForce(to, other -> with(other, it -> differences(one, it))));
    }

    /** Both versions of each document that differs are parsed, which no event loop has time for. */
    private static Uni<Response> differences(PolicyShelf.Stored one, PolicyShelf.Stored other) {
        return Uni.createFrom()
                .item(() -> Answers.ok(PolicyViews.Differences.of(one, other)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /**
     * Puts policies in force again that were in force before.
     *
     * @param ifMatch the version that may be replaced, quoted; any when absent
     * @param body which; the version before the one in force when absent
     * @return 200 with what is different, or a problem
     */
    @POST
    @Path("/rollback")
    @RolesAllowed({Role.OPS, Role.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rollBackPolicies",
            summary = "Put policies in force again that were before",
            description =
                    "As if their files were applied: as a whole, on the record, and all accounts"
                            + " are judged anew. Without a version it is the one before that in"
                            + " force; so a second time goes forward again.")
    @APIResponse(
            responseCode = "200",
            description = "They are in force.",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyViews.Applied.class),
                            examples =
                                    @ExampleObject(
                                            name = "change",
                                            value = ApiTexts.POLICY_CHANGE)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(
            responseCode = "412",
            description = "Other policies are in force than If-Match names; nothing was done.")
    @APIResponse(
            responseCode = "422",
            description = "This release cannot read those policies any more; nothing was done.")
    public Uni<Response> rollBack(
            @Parameter(description = "The ETag of the policies that may be replaced.")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    PolicyViews.Version.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "version",
                                                            value = "{\"version\": \"51aa07\"}")))
                    PolicyViews.@Nullable Version body) {
        String wanted = body == null ? null : body.version();
        Function<String, Uni<Response>> toThat =
                version -> with(version, stored -> rollBack(stored, ifMatch));
        return wanted == null
                ? Uni.createFrom()
                        .completionStage(() -> store.history(1, Long.MAX_VALUE))
                        .chain(latest ->
                                latest.stream()
                                        .findFirst()
                                        .flatMap(it -> Optional.ofNullable(it.previousVersion()))
                                        .map(toThat)
                                        .orElseGet(() -> notFound("nothing was in force before")))
                : toThat.apply(wanted);
    }

    private Uni<Response> rollBack(PolicyShelf.Stored stored, @Nullable String ifMatch) {
        // To compile many expressions takes its time, which is not the event loop's.
        return Uni.createFrom()
                .item(() -> readable(stored))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(read ->
                        switch (read) {
                            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                                    done(ProblemResponses.of(unreadable(stored, problems)));
                            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                                    applying.apply(
                                            new PolicyShelf.Application(
                                                    bundle,
                                                    caller.name(),
                                                    clock.instant(),
                                                    it -> Applying.matches(ifMatch, it)),
                                            false);
                        });
    }

    private PolicyResult<PolicyBundle> readable(PolicyShelf.Stored stored) {
        return switch (PolicyBundle.of(stored.documents())) {
            case PolicyResult.Refused<PolicyBundle> refused -> refused;
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    switch (PolicyReader.read(bundle, catalogue)) {
                        case PolicyResult.Accepted<PolicySet> _ ->
                                new PolicyResult.Accepted<>(bundle);
                        case PolicyResult.Refused<PolicySet>(var problems) ->
                                new PolicyResult.Refused<>(problems);
                    };
        };
    }

    private static Problem unreadable(PolicyShelf.Stored stored, List<PolicyProblem> problems) {
        return ProblemType.UNPROCESSABLE.withErrors(
                "this release cannot read version %s any more; nothing was done. Read it with GET"
                                .formatted(stored.version())
                        + " /v1/policies/versions, correct what the errors name, and apply that",
                problems.stream()
                        .map(it -> new Problem.FieldError("/version", it.toString()))
                        .toList());
    }

    /** Finds the version that is meant. */
    private Uni<Response> with(
            String beginning, Function<PolicyShelf.Stored, Uni<Response>> answer) {
        if (!BEGINNING.matcher(beginning).matches()) {
            return notFound(WHICH);
        }
        return Uni.createFrom()
                .completionStage(() -> store.versions(beginning))
                .chain(found ->
                        switch (found.size()) {
                            case 0 -> notFound("no such policies were ever applied; " + WHICH);
                            case 1 ->
                                    Uni.createFrom()
                                            .completionStage(() -> store.stored(found.getFirst()))
                                            .chain(stored ->
                                                    stored.map(answer)
                                                            .orElseGet(() -> notFound(WHICH)));
                            default ->
                                    notFound("several versions begin so; write more of its digits");
                        });
    }

    private Uni<Response> orInForce(
            @Nullable String version, Function<String, Uni<Response>> answer) {
        return version != null
                ? answer.apply(version)
                : Uni.createFrom()
                        .completionStage(store::inForce)
                        .chain(inForce ->
                                inForce.map(it -> answer.apply(it.version()))
                                        .orElseGet(() -> notFound("no policies are in force yet")));
    }

    private static long number(Parameters parameters, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            parameters.wrong("before", "must be the 'next' of the page before");
            return Long.MAX_VALUE;
        }
    }

    private static Uni<Response> done(Response response) {
        return Uni.createFrom().item(response);
    }

    private static Uni<Response> notFound(String detail) {
        return done(ProblemResponses.of(ProblemType.NOT_FOUND.withDetail(detail)));
    }
}
