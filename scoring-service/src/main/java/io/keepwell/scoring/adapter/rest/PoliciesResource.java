package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyResult;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.policy.PolicyShelf;
import io.keepwell.scoring.application.policy.Submission;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells the policies in force, and puts others in force. */
@Path("/v1/policies")
@RequestScoped
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Policies", description = "Scorecards, signals, alert rules and plays.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class PoliciesResource {

    private static final String YAML = "application/yaml";
    private static final String DRY_RUN = "dryRun";

    private final PolicyShelf store;
    private final EventCatalogue catalogue;
    private final Applying applying;
    private final InstantSource clock;
    private final Caller caller;

    PoliciesResource(
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
     * The policies in force.
     *
     * @return 200 with them, or 404 before there are any
     */
    @GET
    @Operation(
            operationId = "getPolicies",
            summary = "List the policies in force",
            description =
                    "Each document with its version, and since when and by whom all of them are.")
    @APIResponse(
            responseCode = "200",
            description = "The policies in force.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "The version in force, for If-Match.",
                            schema = @Schema(implementation = String.class)),
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyViews.InForce.class),
                            examples =
                                    @ExampleObject(name = "policies", value = ApiTexts.POLICIES)))
    @APIResponse(responseCode = "404", description = "There are none yet.")
    public Uni<Response> inForce() {
        return Uni.createFrom()
                .completionStage(store::inForce)
                .map(found ->
                        found.map(policies ->
                                        Response.ok(PolicyViews.InForce.of(policies))
                                                .tag(new EntityTag(policies.version()))
                                                .build())
                                .orElseGet(() -> notFound("no policies are in force yet")));
    }

    /**
     * A document in force.
     *
     * @param kind its kind
     * @param id its id
     * @return 200 with its YAML, or 404
     */
    @GET
    @Path("/{kind}/{id}")
    @Produces(YAML)
    @Operation(
            operationId = "getPolicyDocument",
            summary = "Read a policy document in force",
            description = "As YAML, with the comments of who wrote it.")
    @APIResponse(
            responseCode = "200",
            description = "The document as it was applied.",
            content =
                    @Content(
                            mediaType = YAML,
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(
                                            name = "resolver",
                                            value = ApiTexts.POLICY_DOCUMENT)))
    @APIResponse(responseCode = "404", description = "No such document is in force.")
    public Uni<Response> document(
            @Parameter(description = "The document's kind.", example = "Resolver")
                    @PathParam("kind")
                    String kind,
            @Parameter(description = "The document's id.", example = "default") @PathParam("id")
                    String id) {
        return Uni.createFrom()
                .completionStage(() -> store.document(kind, id))
                .map(found ->
                        found.map(text -> Response.ok(text, YAML).build())
                                .orElseGet(() ->
                                        notFound(
                                                "no document of this kind and id is in force;"
                                                        + " GET /v1/policies lists all")));
    }

    /**
     * Puts policies in force instead of all others.
     *
     * @param dryRun true or false; whether only to say what would be done
     * @param ifMatch the version that may be replaced, quoted; any when absent
     * @param body all files
     * @return 200 with what is different, or a problem
     */
    @PUT
    @RolesAllowed({Role.OPS, Role.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking // compiling the expressions of many documents takes its time
    @Operation(
            operationId = "applyPolicies",
            summary = "Put policies in force",
            description =
                    "Replaces all policies, or none: what the files do not hold is removed. All"
                            + " accounts are judged anew within seconds. Applying what is in force"
                            + " already does nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The policies are in force, or would be.",
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyViews.Applied.class),
                            examples =
                                    @ExampleObject(
                                            name = "change",
                                            value = ApiTexts.POLICY_CHANGE)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(
            responseCode = "412",
            description = "Other policies are in force than If-Match names; nothing was done.")
    @APIResponse(
            responseCode = "422",
            description = "The policies have problems, which the errors tell; nothing was done.")
    public Uni<Response> apply(
            @Parameter(description = "true only says what would be done.") @QueryParam(DRY_RUN)
                    @Nullable String dryRun,
            @Parameter(description = "The ETag of the policies that may be replaced.")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    PolicyViews.Body.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "files",
                                                            value = ApiTexts.POLICY_FILES)))
                    PolicyViews.@Nullable Body body) {
        var parameters = new Parameters();
        boolean isDryRun = parameters.flag(DRY_RUN, dryRun);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return switch (PolicyBodies.take(body)) {
            case PolicyBodies.Taken.Wrong(Problem problem) -> answer(problem);
            case PolicyBodies.Taken.Files(List<PolicyFile> files) ->
                    apply(files, ifMatch, isDryRun);
        };
    }

    private Uni<Response> apply(
            List<PolicyFile> files, @Nullable String ifMatch, boolean isDryRun) {
        return switch (Submission.check(files, catalogue)) {
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    answer(PolicyBodies.refused(files, problems));
            case PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle) ->
                    applying.apply(
                            new PolicyShelf.Application(
                                    bundle,
                                    caller.name(),
                                    clock.instant(),
                                    version -> Applying.matches(ifMatch, version)),
                            isDryRun);
        };
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(ProblemResponses.of(problem));
    }

    private static Response notFound(String detail) {
        return ProblemResponses.of(ProblemType.NOT_FOUND.withDetail(detail));
    }
}
