package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.reading.PolicyWarnings;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.fold.StoreException;
import io.keepwell.scoring.application.plan.Plan;
import io.keepwell.scoring.application.plan.PlanPolicies;
import io.keepwell.scoring.application.policy.Submission;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says what would come of other policies. */
@Path("/v1/policies/plan")
@RequestScoped
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Policies", description = "Scorecards, signals, alert rules and plays.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class PolicyPlansResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final PlanPolicies plans;
    private final EventCatalogue catalogue;
    private final Caller caller;

    PolicyPlansResource(PlanPolicies plans, EventCatalogue catalogue, Caller caller) {
        this.plans = plans;
        this.catalogue = catalogue;
        this.caller = caller;
    }

    /**
     * What would come of policies.
     *
     * @param limit how many accounts each list names at most
     * @param body all files
     * @return 200 with it, or a problem
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking // it judges all accounts
    @Operation(
            operationId = "planPolicies",
            summary = "Say what would come of policies",
            description =
                    "Judges all accounts by these policies as they are at this moment, and says"
                            + " which would change their status and why, which signals would be"
                            + " raised or cleared, which alerts and plays would open. Nothing is"
                            + " touched.")
    @APIResponse(
            responseCode = "200",
            description = "What would come of them.",
            content =
                    @Content(
                            schema = @Schema(implementation = Plan.class),
                            examples = @ExampleObject(name = "plan", value = ApiTexts.PLAN)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(
            responseCode = "409",
            description = "Another plan is being worked out; ask again in some seconds.")
    @APIResponse(
            responseCode = "422",
            description = "The policies have problems, which the errors tell.")
    public Response plan(
            @Parameter(
                            description =
                                    "How many accounts each list names at most, 1 to 200; 50 by"
                                            + " default.")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
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
        int listed = parameters.limit(limit);
        if (parameters.areWrong()) {
            return parameters.problem();
        }
        return switch (PolicyBodies.read(body, catalogue)) {
            case PolicyBodies.Read.Wrong(Problem problem) -> answer(problem);
            case PolicyBodies.Read.Sound(Submission.Checked policies) -> plan(policies, listed);
        };
    }

    private Response plan(Submission.Checked checked, int listed) {
        List<String> warnings =
                PolicyWarnings.of(checked.bundle(), checked.policies()).stream()
                        .map(PolicyProblem::toString)
                        .toList();
        try {
            return plans.plan(
                            new PlanPolicies.Question(
                                    checked.policies(), warnings, listed, caller.scope()))
                    .map(Answers::ok)
                    .orElseGet(() ->
                            answer(
                                    ProblemType.CONFLICT.withDetail(
                                            "another plan is being worked out; ask again in some"
                                                    + " seconds")));
        } catch (StoreException e) {
            if (e.getCause() instanceof AwaitException.TimedOut) {
                return ProblemResponses.unavailable("the database is too slow", RETRY_AFTER);
            }
            throw e;
        }
    }

    private static Response answer(Problem problem) {
        return ProblemResponses.of(problem);
    }
}
